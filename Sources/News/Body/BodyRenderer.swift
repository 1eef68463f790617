import HTML
import WebURL

/// The text and HTML of an article body.
struct BodyRenderer {
  let tree: BlockTree
  let body: BodyFinder
  let base: WebURL
  /// The blocks to write: the body and the captions of its images.
  private let written: [Int]
  private let images: [Int: String]
  private let imagePolicy: ImagePolicy

  init(_ body: BodyFinder, base: WebURL, imagePolicy: ImagePolicy) {
    self.body = body
    self.imagePolicy = imagePolicy
    self.base = base
    tree = body.tree
    let kept = body.kept
    images = Self.images(body, kept: kept, base: base, policy: imagePolicy)
    let captions = Self.captions(body, images: images)
    written = captions.isEmpty ? kept : (kept + captions).sorted()
  }

  /// Paragraphs separated by newlines; code keeps its own line breaks.
  var text: String {
    var bytes: [UInt8] = []
    for block in body.kept {
      if !bytes.isEmpty { bytes.append(0x0A) }
      if isPreformatted(block) {
        bytes += preformattedText(of: block)
      } else {
        bytes += tree.text[tree.blocks[block].bytes]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func isPreformatted(_ block: Int) -> Bool {
    var index = tree.blocks[block].owner
    for _ in 0..<8 where index > body.container {
      if tree.elements[index].name == .pre { return true }
      index = tree.elements[index].parent
    }
    return false
  }

  private func preformattedText(of block: Int) -> ArraySlice<UInt8> {
    let nodes = tree.blocks[block].nodes.lazy.map { tree.document[$0] }
    var text: [UInt8] = []
    PreformattedText.append(textOf: nodes, to: &text)
    return PreformattedText.trimmed(text)
  }

  /// The body as safe HTML.
  var html: String {
    guard !written.isEmpty else { return "" }
    var writer = BodyHTMLWriter(
      tree, kept: written, images: images, linksImages: imagePolicy.mode == .link, base: base)
    let element = tree.elements[body.container]
    return writer.write(element.node + 1..<element.end)
  }

  /// Returns the addresses of the images between the first and the last block of the body, by node.
  private static func images(
    _ body: BodyFinder, kept: [Int], base: WebURL, policy: ImagePolicy
  ) -> [Int: String] {
    guard let first = kept.first, let last = kept.last else { return [:] }
    let tree = body.tree
    let container = tree.elements[body.container]
    var found: [Int: String] = [:]
    for image in tree.images.prefix(2000) where image.block >= first && image.block <= last {
      guard image.node > container.node, image.node < container.end,
        !body.hasBoilerplateRole(image.owner, except: [.caption, .picture])
      else { continue }
      found[image.node] = policy.address(of: tree.document[image.node], base: base)?.string
    }
    for embed in tree.embeds.prefix(200) where embed.block >= first && embed.block <= last + 1 {
      guard embed.node > container.node, embed.node < container.end,
        !body.hasBoilerplateRole(embed.owner, except: [.caption, .picture])
      else { continue }
      found[embed.node] = EmbeddedMedium(tree.document[embed.node]).address(base: base)?.string
    }
    return found
  }

  private static func captions(_ body: BodyFinder, images: [Int: String]) -> [Int] {
    guard !images.isEmpty else { return [] }
    let tree = body.tree
    return tree.elements[body.container].blocks.filter { block in
      guard body.boilerplate[block] == .caption else { return false }
      var index = tree.blocks[block].owner
      while index > body.container {
        if tree.elements[index].name == .figure {
          let element = tree.elements[index]
          return images.keys.contains { $0 > element.node && $0 < element.end }
        }
        index = tree.elements[index].parent
      }
      return false
    }
  }
}
