import HTML

/// Ids that repeat the first words of their element, so that links can lead to it.
enum AnchorName {
  /// Ids with fewer words may be hints and headings at once: "Related articles".
  private static let leastWords = 3
  private static let maximumLength = 240

  /// Whether an id consists of the first words of its element's text, as
  /// `how-to-form-a-company` does.
  static func repeats(_ id: UnsafeBufferPointer<UInt8>, textOf node: Node) -> Bool {
    guard hasWords(id) else { return false }
    let words = id.prefix(maximumLength).split { !isWordByte($0) }
    let text = openingText(of: node)
    // Site software may put a letter before the words.
    return text.containsBytes(squeezed(words[...]))
      || words.count > leastWords && text.containsBytes(squeezed(words.dropFirst()))
  }

  /// Whether an id consists of enough words.
  private static func hasWords(_ id: UnsafeBufferPointer<UInt8>) -> Bool {
    var words = 0
    var isInWord = false
    for byte in id.prefix(maximumLength) {
      let isWord = isWordByte(byte)
      if isWord, !isInWord { words += 1 }
      isInWord = isWord
    }
    return words >= leastWords
  }

  /// Whether an id numbers a comment: `com12`, `cmt_12`.
  static func numbersComment(_ id: UnsafeBufferPointer<UInt8>) -> Bool {
    let word = id.prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
    let number = id.dropFirst(word.count).drop {
      $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
    }
    guard word.count == 3, (1...10).contains(number.count),
      number.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
    else { return false }
    return word.elementsEqual("com".utf8) || word.elementsEqual("cmt".utf8)
  }

  private static func squeezed(_ words: ArraySlice<Slice<UnsafeBufferPointer<UInt8>>>) -> [UInt8] {
    words.joined().map(lower)
  }

  /// Returns the letters and digits at the beginning of an element, in lower case.
  private static func openingText(of node: Node) -> [UInt8] {
    var text: [UInt8] = []
    for inner in node.descendants.prefix(40) where inner.isText {
      inner.withText { bytes in
        for byte in bytes.prefix(maximumLength) where isWordByte(byte) { text.append(lower(byte)) }
      }
      if text.count >= maximumLength { break }
    }
    return text
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }
}
