import HTML
import WebURL

/// The story of a page, ready to be written down.
struct Story {
  let outline: Outline
  let body: BodyFinder
  let base: WebURL
  /// Blocks to write: those of the story and the captions of its images.
  private let written: [Int]
  private let images: [Int: String]

  init(_ body: BodyFinder, base: WebURL) {
    self.body = body
    self.base = base
    outline = body.outline
    let kept = body.kept
    images = Self.images(body, kept: kept, base: base)
    let captions = Self.captions(body, images: images)
    written = captions.isEmpty ? kept : (kept + captions).sorted()
  }

  /// Paragraphs, separated by newlines; preformatted text keeps its own line breaks.
  var text: String {
    var bytes: [UInt8] = []
    for block in body.kept {
      if !bytes.isEmpty { bytes.append(0x0A) }
      if isPreformatted(block) {
        bytes += preformattedText(of: block)
      } else {
        bytes += outline.text[outline.blocks[block].bytes]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func isPreformatted(_ block: Int) -> Bool {
    var index = outline.blocks[block].owner
    for _ in 0..<8 where index > body.container {
      if outline.elements[index].name == .pre { return true }
      index = outline.elements[index].parent
    }
    return false
  }

  private func preformattedText(of block: Int) -> ArraySlice<UInt8> {
    let nodes = outline.blocks[block].nodes.lazy.map { outline.document[$0] }
    var text: [UInt8] = []
    PreformattedText.append(textOf: nodes, to: &text)
    return PreformattedText.trimmed(text)
  }

  var html: String {
    guard !written.isEmpty else { return "" }
    var walk = StoryWalk(outline, kept: written, images: images, sink: SafeHTML(base: base))
    let element = outline.elements[body.container]
    walk.walk(element.node + 1..<element.end)
    return String(decoding: walk.sink.bytes, as: UTF8.self)
  }

  /// Images between the story's first and last block, by their nodes.
  private static func images(_ body: BodyFinder, kept: [Int], base: WebURL) -> [Int: String] {
    guard let first = kept.first, let last = kept.last else { return [:] }
    let outline = body.outline
    let container = outline.elements[body.container]
    var found: [Int: String] = [:]
    for image in outline.images.prefix(2000) where image.block >= first && image.block <= last {
      guard image.node > container.node, image.node < container.end,
        !body.isCut(image.owner, except: .caption)
      else { continue }
      let node = outline.document[image.node]
      if isTracker(node) { continue }
      guard let reference = source(node), let address = base.resolving(reference) else { continue }
      found[image.node] = address.string
    }
    return found
  }

  private static func isTracker(_ node: Node) -> Bool {
    [Name.width, .height].contains { name in node[name].flatMap { Int($0) }.map { $0 < 32 } ?? false
    }
  }

  /// The address of an image; pages that load images late keep it in another attribute.
  static func source(_ node: Node) -> String? {
    let candidates = ["data-src", "data-original", "data-lazy-src", "src"]
    for name in candidates {
      if let value = node[name], !value.isEmpty, !value.hasPrefix("data:") { return value }
    }
    return node[.srcset]?.split(separator: ",").first?.split(separator: " ").first.map(String.init)
  }

  private static func captions(_ body: BodyFinder, images: [Int: String]) -> [Int] {
    guard !images.isEmpty else { return [] }
    let outline = body.outline
    return outline.elements[body.container].blocks.filter { block in
      guard body.cut[block] == .caption else { return false }
      var index = outline.blocks[block].owner
      while index > body.container {
        if outline.elements[index].name == .figure {
          let element = outline.elements[index]
          return images.keys.contains { $0 > element.node && $0 < element.end }
        }
        index = outline.elements[index].parent
      }
      return false
    }
  }
}
