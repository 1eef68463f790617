import HTML
import WebURL

/// The images of the teasers of a group.
struct TeaserImages {
  let blocks: [TeaserBlock]
  let survey: PageSurvey
  let base: WebURL
  private let names: LazyImageNames

  struct Found {
    var address: String
    var node: Int32
  }

  /// The maximum width of an icon, in pixels.
  private static let maximumIcon = 32
  /// The maximum number of nodes of one teaser that are examined for images behind elements.
  private static let maximumNodes = 100
  /// The maximum number of images of one teaser that are examined.
  private static let maximumImages = 12

  init(_ blocks: [TeaserBlock], survey: PageSurvey, base: WebURL) {
    self.blocks = blocks
    self.survey = survey
    self.base = base
    names = LazyImageNames(survey.document)
  }

  /// Returns the image of each block: the first one that is a picture. An image that most teasers
  /// have in common is a sign; it counts only where there is no other.
  func images() -> [Found?] {
    var found = blocks.map { pictures(of: $0).first { _ in true } }
    var counts: [String: Int] = [:]
    for picture in found.compactMap(\.self) { counts[picture.address, default: 0] += 1 }
    func isSign(_ picture: Found) -> Bool {
      (counts[picture.address] ?? 0) > max(2, blocks.count / 2) || Self.isSign(picture.address)
    }
    for k in blocks.indices {
      if let picture = found[k] {
        guard isSign(picture) else { continue }
        found[k] = pictures(of: blocks[k]).first { !isSign($0) } ?? picture
      } else {
        found[k] = background(of: blocks[k])
      }
    }
    return found
  }

  private func pictures(of block: TeaserBlock) -> some Sequence<Found> {
    block.images.prefix(Self.maximumImages).lazy.compactMap { i in
      let node = survey.document[Int(i)]
      guard !isIcon(node, in: block),
        let address = ImageSource.inTeaser(node, names: names).flatMap(base.resolving)
      else { return nil }
      return Found(address: address.string, node: i)
    }
  }

  /// Whether the image is small by its attributes, or a portrait by the names of it and of the
  /// elements around it.
  private func isIcon(_ node: Node, in block: TeaserBlock) -> Bool {
    for name in [Name.width, .height] {
      if node.withAttribute(name, Self.isSmall) == true { return true }
    }
    var node = node
    for _ in 0..<3 {
      if node.withAttribute(.class, Self.namesPortrait) == true { return true }
      guard let parent = node.parent, parent.index > block.range.lowerBound else { return false }
      node = parent
    }
    return false
  }

  /// Whether a length in pixels is that of an icon.
  private static func isSmall(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    guard (1...2).contains(value.count) else { return false }
    var length = 0
    for byte in value {
      guard (0x30...0x39).contains(byte) else { return false }
      length = length * 10 + Int(byte & 15)
    }
    return length <= maximumIcon
  }

  private static func namesPortrait(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    var word = TextHash()
    for byte in value.prefix(300) {
      if (0x61...0x7A).contains(byte | 0x20) {
        word.combine(UInt64(byte | 0x20))
      } else {
        if portraits.contains(word.value) { return true }
        word = TextHash()
      }
    }
    return portraits.contains(word.value)
  }

  private static let portraits = HashSet(
    ["author", "avatar", "avatars", "byline", "gravatar", "headshot", "userpic", "writer"].map(
      ClassWords.hash))

  /// Whether an image is a sign by its address: a drawing, or a portrait.
  private static func isSign(_ address: String) -> Bool {
    let bytes = address.utf8
    return bytes.suffix(4).elementsEqual(".svg".utf8)
      || bytes.containsBytes("gravatar.com/".utf8) || bytes.containsBytes("/avatar".utf8)
  }

  /// Returns the image that a style shows behind an element.
  private func background(of block: TeaserBlock) -> Found? {
    for i in block.range.prefix(Self.maximumNodes) where survey.nodes[i].signature != 0 {
      let node = survey.document[i]
      guard node.hasAttributes, node.hasAttribute(.style) || !names.backgrounds.isEmpty,
        let reference = ImageSource.background(of: node, names: names),
        let address = base.resolving(reference)
      else { continue }
      return Found(address: address.string, node: Int32(i))
    }
    return nil
  }
}
