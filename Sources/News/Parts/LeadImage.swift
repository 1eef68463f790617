import HTML
import WebURL

/// The lead image of an article and its caption.
struct LeadImage {
  private(set) var address: String?
  private(set) var caption: String?

  /// The maximum length of a caption, in bytes.
  private static let maximumLength = 1200

  init(_ body: BodyFinder, metadata: PageMetadata, base: WebURL, policy: ImagePolicy) {
    let declared = metadata.image.flatMap(base.resolving)
    address = policy.field(declared)
    let tree = body.tree
    guard let first = body.kept.first else {
      caption = metadata.linked.article.imageCaption
      return
    }
    let start = min(body.headlineBlocks?.lowerBound ?? first, first)
    let name = declared.flatMap(Self.fileName)
    var opening: (image: BlockTree.Image, caption: String)?
    for image in tree.images.prefix(500) where image.block + 3 >= start {
      guard image.block <= first + 40, let text = Self.caption(of: image, body),
        let reference = ImageSource.inArticle(tree.document[image.node])
      else { continue }
      let isDeclared = name != nil && Self.fileName(of: reference) == name
      let isOpening = opening == nil && image.block >= start && image.block <= first + 1
      guard isDeclared || isOpening else { continue }
      if isDeclared {
        caption = text
        return
      }
      opening = (image, text)
    }
    if let caption = metadata.linked.article.imageCaption {
      self.caption = caption
      return
    }
    // The image at the top of the article is usually the one in the metadata, in another crop.
    guard let opening else { return }
    caption = opening.caption
    address =
      address
      ?? policy.field(
        ImageSource.inArticle(tree.document[opening.image.node]).flatMap(base.resolving))
  }

  private static func fileName(_ address: WebURL) -> String? { fileName(of: address.path) }

  /// Returns the last path segment without its extension and size; nil if it is too short to
  /// identify an image.
  private static func fileName(of reference: String) -> String? {
    let path = reference.prefix { $0 != "?" && $0 != "#" }
    guard let last = path.split(separator: "/").last else { return nil }
    let stem = last.prefix { $0 != "." }.lowercased()
    return stem.utf8.count >= 6 ? stem : nil
  }

  /// Returns the caption of an image: the text of its figure, or of a caption element close to it.
  private static func caption(of image: BlockTree.Image, _ body: BodyFinder) -> String? {
    let tree = body.tree
    var index = image.owner
    for _ in 0..<5 where index > 0 {
      let element = tree.elements[index]
      guard element.blocks.count <= 6 else { return nil }
      let blocks =
        element.name == .figure
        ? Array(element.blocks) : element.blocks.filter { body.boilerplate[$0] == .caption }
      if !blocks.isEmpty {
        let text = blocks.map(tree.string(of:)).joined(separator: " ")
        return text.utf8.count <= maximumLength ? text : nil
      }
      if element.name == .figure { return nil }
      index = element.parent
    }
    return nil
  }
}
