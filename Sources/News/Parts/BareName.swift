import HTML

/// The name of an author in a line without an opening such as "by", if the page confirms it: by the
/// picture of the person, a text about the person after the article, or a date in the line.
struct BareName {
  private(set) var name: String?

  /// - Parameters:
  ///   - lines: the blocks around and below the headline.
  ///   - last: the last block of the article.
  init(_ tree: BlockTree, lines: ClosedRange<Int>, last: Int, headline: Range<Int>?) {
    let headlineText = headline.map { $0.map(tree.string(of:)).joined(separator: " ") } ?? ""
    for i in lines where Self.mayBeName(tree, i) {
      let block = tree.blocks[i]
      let parts = Self.parts(of: tree.string(of: i))
      for part in parts.prefix(6) {
        let part = parts.count > 1 ? PersonNames.beforeEnd(part) : part
        guard part.utf8.count <= 40, part.contains(" "),
          let name = PersonNames.split(part, strictly: true).first, name == part,
          Self.isPlain(name), !headlineText.contains(name)
        else { continue }
        let hasDate = parts.count > 1 && parts.contains(where: Self.isDated)
        if hasDate
          || i >= headline?.upperBound ?? lines.upperBound
            && (Self.isPictured(name, tree, near: block) || Self.isDescribed(name, tree, last))
        {
          self.name = name
          return
        }
      }
    }
  }

  /// Whether a line is short, is no link, and begins with a capital, or has a year in it; this
  /// quickly rejects most lines.
  private static func mayBeName(_ tree: BlockTree, _ i: Int) -> Bool {
    let block = tree.blocks[i]
    guard (6...90).contains(block.length), block.linkLength * 2 <= block.length else {
      return false
    }
    return tree.withBytes(of: i) { bytes in
      let hasBar = bytes.contains { $0 == UInt8(ascii: "|") || $0 >= 0xB7 }
      let spaces = bytes.count { $0 == 0x20 }
      let isCapital = bytes[0] >= 0x41 && bytes[0] <= 0x5A || bytes[0] >= 0xC3
      return hasBar || (1...3).contains(spaces) && isCapital && bytes.count <= 40
    }
  }

  private static func parts(of text: String) -> [String] {
    text.split { "|·•".contains($0) }.map { TextCleaner.clean($0) }
  }

  /// Whether a name consists of two to four capitalized words of letters.
  private static func isPlain(_ name: String) -> Bool {
    let words = name.split(separator: " ")
    return (2...4).contains(words.count) && words[0] != "The"
      && words.allSatisfy { word in
        word.allSatisfy { $0.isLetter || ".-'’".contains($0) } && word != word.uppercased()
          || word.count <= 2
      }
  }

  /// Whether a part of a line has a year, as dates have.
  private static func isDated(_ part: String) -> Bool {
    part.split { !$0.isNumber }.contains {
      $0.count == 4 && ($0.hasPrefix("20") || $0.hasPrefix("19"))
    }
  }

  /// Whether an image close to the line has the name as its text.
  private static func isPictured(
    _ name: String, _ tree: BlockTree, near block: BlockTree.Block
  ) -> Bool {
    tree.images.prefix(200).contains { image in
      abs(image.node - block.nodes.lowerBound) < 60
        && tree.document[image.node][.alt]?.contains(name) == true
    }
  }

  /// Whether a text at the end of the article or after it begins with the name.
  private static func isDescribed(_ name: String, _ tree: BlockTree, _ last: Int) -> Bool {
    return tree.blocks[max(0, last - 1)...].prefix(18).contains { block in
      block.length >= name.count + 15 && tree.text[block.bytes].starts(with: name.utf8)
    }
  }
}
