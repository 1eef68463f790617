import HTML
import WebURL

/// The image that stands for an article, with its caption.
struct LeadImage {
  private(set) var address: String?
  private(set) var caption: String?

  /// Longer captions, in bytes, are none.
  private static let longest = 1200

  init(_ body: BodyFinder, facts: PageFacts, base: WebURL) {
    let told = facts.image.flatMap(base.resolving)
    address = told?.string
    let outline = body.outline
    guard let first = body.kept.first else {
      caption = facts.linked.article.imageCaption
      return
    }
    let start = min(body.headlineBlocks?.lowerBound ?? first, first)
    let name = told.flatMap(Self.fileName)
    var opening: (image: Outline.Image, caption: String)?
    for image in outline.images.prefix(500) where image.block + 3 >= start {
      guard image.block <= first + 40, let text = Self.caption(of: image, body),
        let reference = Story.source(outline.document[image.node])
      else { continue }
      let isTold = name != nil && Self.fileName(of: reference) == name
      let isOpening = opening == nil && image.block >= start && image.block <= first + 1
      guard isTold || isOpening else { continue }
      if isTold {
        caption = text
        return
      }
      opening = (image, text)
    }
    if let said = facts.linked.article.imageCaption {
      caption = said
      return
    }
    // The picture over a story is the one it is shared with, in another cut.
    guard let opening else { return }
    caption = opening.caption
    address =
      address
      ?? Story.source(outline.document[opening.image.node]).flatMap(base.resolving)?.string
  }

  private static func fileName(_ address: WebURL) -> String? { fileName(of: address.path) }

  /// The last segment of a path without what names its size; nil where it tells no picture from
  /// another.
  private static func fileName(of reference: String) -> String? {
    let path = reference.prefix { $0 != "?" && $0 != "#" }
    guard let last = path.split(separator: "/").last else { return nil }
    let stem = last.prefix { $0 != "." }.lowercased()
    return stem.utf8.count >= 6 ? stem : nil
  }

  /// What stands with an image as its caption: all text of its figure, else what says that it is
  /// one in the elements next around it.
  private static func caption(of image: Outline.Image, _ body: BodyFinder) -> String? {
    let outline = body.outline
    var index = image.owner
    for _ in 0..<5 where index > 0 {
      let element = outline.elements[index]
      guard element.blocks.count <= 6 else { return nil }
      let said =
        element.name == .figure
        ? Array(element.blocks) : element.blocks.filter { body.cut[$0] == .caption }
      if !said.isEmpty {
        let text = said.map(outline.string(of:)).joined(separator: " ")
        return text.utf8.count <= longest ? text : nil
      }
      if element.name == .figure { return nil }
      index = element.parent
    }
    return nil
  }
}
