import Dates
import HTML

/// The headline of a page without a heading for it, as pages laid out with tables have: a short
/// emphasized line right above the text, or a line that the title of the page repeats.
struct PlainHeadline {
  private(set) var text: String?

  /// Lines above the text that are considered.
  private static let maximumDistance = 15

  /// - Parameter heading: the headline that the headings suggest.
  init(_ body: BodyFinder, heading: Headline, title: String?) {
    let tree = body.tree
    guard let first = body.kept.first(where: body.hasProse) else { return }
    if let element = heading.element, let text = heading.text, text.contains(" "),
      (first - Self.maximumDistance..<first).contains(tree.elements[element].blocks.lowerBound),
      TextSimilarity.words(text).count >= 3, !Self.headsLinks(tree.elements[element].blocks, tree)
    {
      return
    }
    let title = title.map { TextSimilarity.words($0) } ?? []
    for i in (max(0, first - Self.maximumDistance)..<first).reversed() {
      let block = tree.blocks[i]
      guard (10...160).contains(block.bytes.count), block.linkLength == 0 else { continue }
      let words = tree.withBytes(of: i) { Array(WordHashes($0).prefix(40)) }
      guard words.count >= 3, !Self.isOther(tree, i) else { continue }
      let isInTitle =
        words.count >= 3 && title.count >= words.count
        && (title.starts(with: words) || title.suffix(words.count).elementsEqual(words))
      if isInTitle || Self.isEmphasized(tree, i) {
        text = tree.string(of: i)
        return
      }
    }
  }

  /// Whether links follow a heading, as in boxes of other articles.
  private static func headsLinks(_ heading: Range<Int>, _ tree: BlockTree) -> Bool {
    guard heading.upperBound < tree.blocks.count else { return false }
    let next = tree.blocks[heading.upperBound]
    return next.linkLength * 2 > next.length
  }

  /// Whether a line ends a sentence, or begins like a byline or a label.
  private static func isOther(_ tree: BlockTree, _ i: Int) -> Bool {
    tree.withBytes(of: i) { bytes in
      // A line without spaces is the name of a host.
      guard let last = bytes.last, bytes.contains(where: { $0 == 0x20 || $0 >= 0x80 }) else {
        return true
      }
      return last == UInt8(ascii: ".") || last == UInt8(ascii: ":") || last == UInt8(ascii: ",")
        || PersonNames.mayNameWriter(bytes) || CreditWords.matches(bytes)
        || bytes.count { $0 >= 0x30 && $0 <= 0x39 } * 4 >= bytes.count
    }
  }

  /// Whether a line is bold, or its element is named as a title or has a font of its own.
  private static func isEmphasized(_ tree: BlockTree, _ i: Int) -> Bool {
    let block = tree.blocks[i]
    if block.strongLength * 10 >= block.length * 9 { return true }
    var node = tree.document[block.nodes.lowerBound].parent
    let owner = tree.elements[block.owner].node
    for _ in 0..<5 {
      guard let element = node, element.isElement else { return false }
      if headings.contains(element.name) { return true }
      if element.localName == "font", let size = element["size"], size.contains(where: isLarge) {
        return true
      }
      if element.classes.contains(where: isTitle) { return true }
      if element.index <= owner { return false }
      node = element.parent
    }
    return false
  }

  private static let headings: NameSet = [.h1, .h2, .h3, .h4]

  private static func isLarge(_ digit: Character) -> Bool { "4567+".contains(digit) }

  private static func isTitle(_ name: String) -> Bool {
    let lower = name.lowercased()
    return lower.hasPrefix("title") || lower.hasPrefix("head") || lower.hasSuffix("title")
      || lower.hasSuffix("headline") || lower.hasSuffix("heading") || lower.hasPrefix("story_h")
  }
}
