/// The ends of a text, at which signs divide it from others.
extension UInt8 {
  /// Whether the byte can be the first or last of a sign that divides parts of a line.
  fileprivate var canBeSeparator: Bool {
    switch self {
    case 0x20, 0x28, 0x29, 0x2C, 0x2D, 0x2F, 0x3A, 0x3C, 0x3E, 0x5B, 0x5D, 0x7C, 0x7E, 0x80...: true
    default: false
    }
  }
}

extension [UInt8] {
  /// Signs that divide parts of a line, and brackets and quotation marks around parts.
  private static let signs = bytes(
    " ", "-", "/", ":", "|", "~", ",", "–", "—", "―", "·", "•", "‧", "・", "｜", "：", "，", "、",
    "～", "／", "»", "›")
  private static let openers = bytes("(", "[", "<", "（", "【", "「", "［", "〔", "«", "‹")
  private static let closers = bytes(")", "]", ">", "）", "】", "」", "］", "〕")

  private static func bytes(_ texts: String...) -> [[UInt8]] { texts.map { Array($0.utf8) } }

  /// The length of a separator at an end of the text, or 0.
  ///
  /// - Parameter keepsBrackets: whether brackets that enclose the rest of the text are no separators.
  private func separator(atStart isStart: Bool, keepsBrackets: Bool = false) -> Int {
    guard let byte = isStart ? first : last, byte.canBeSeparator else { return 0 }
    func length(_ signs: [[UInt8]]) -> Int? {
      signs.first { isStart ? starts(with: $0) : suffix($0.count).elementsEqual($0) }?.count
    }
    let (outer, inner) = isStart ? (Self.closers, Self.openers) : (Self.openers, Self.closers)
    return length(Self.signs) ?? length(outer) ?? (keepsBrackets ? nil : length(inner)) ?? 0
  }

  /// Removes the signs that divide a headline from what follows it; brackets belong to it.
  mutating func dropFinalSigns() {
    while let byte = last {
      if byte == 0x20 || byte == 0x7C || byte == 0x2D {
        removeLast()
      } else if byte >= 0x80,
        suffix(3).elementsEqual([0xE2, 0x80, 0x93])
          || suffix(3).elementsEqual([0xE2, 0x80, 0x94]) || suffix(2).elementsEqual([0xC2, 0xB7])
      {
        removeLast(byte == 0xB7 ? 2 : 3)
      } else {
        return
      }
    }
  }

  /// Removes signs and spaces at an end of the text.
  mutating func dropSeparators(atStart isStart: Bool, keepingBrackets: Bool = true) {
    while true {
      let length = separator(atStart: isStart, keepsBrackets: keepingBrackets)
      guard length > 0 else { return }
      if isStart { removeFirst(length) } else { removeLast(length) }
    }
  }

  /// Whether a sign divides an end of the text from what was there.
  func hasSign(atStart isStart: Bool) -> Bool { separator(atStart: isStart) > 0 }

  /// Whether the text before a link is a date, a number, or divided from the link by a sign.
  var isDetachedBefore: Bool {
    isEmpty || count <= 120 && (separator(atStart: false) > 0 || isDateLike || isOrdinal)
  }

  /// Whether the text after a link is a date or divided from the link by a sign.
  var isDetachedAfter: Bool {
    isEmpty || count <= 120 && (isDateLike || first != 0x2C && separator(atStart: true) > 0)
  }

  /// Whether the text after a link is long and begins a sentence, so that it is a lede.
  var isSentenceOfItsOwn: Bool {
    guard count >= Int(TeaserExtractor.minimumLede), first != 0x2C else { return false }
    var rest = self
    rest.dropSeparators(atStart: true)
    guard let byte = rest.first else { return false }
    // Scripts of three bytes have no lower case.
    return rest.count < count || (0x41...0x5A).contains(byte) || (0xE3...0xED).contains(byte)
  }

  /// Whether the text after a link is short and begins like a name, such as that of a source.
  func isName(beside link: [UInt8]) -> Bool {
    guard let byte = first, count <= 30, count * 2 <= link.count else { return false }
    return (0x41...0x5A).contains(byte) || byte >= 0x80
  }

  private var isDateLike: Bool {
    var text = self
    text.dropSeparators(atStart: true, keepingBrackets: false)
    text.dropSeparators(atStart: false, keepingBrackets: false)
    return text.withUnsafeBufferPointer { TextScan($0).isDateLike }
  }

  private var isOrdinal: Bool {
    last == 0x2E && dropLast().allSatisfy { (0x30...0x39).contains($0) || $0 == 0x20 }
  }

  /// The text after a bracket that contains only digits and their signs, such as "[03-17]".
  var afterBracketedNumbers: [UInt8]? {
    guard first == 0x5B || first == 0x28,
      let end = prefix(14).firstIndex(where: { $0 == 0x5D || $0 == 0x29 }),
      end >= 4, self[1..<end].allSatisfy({ (0x2D...0x3A).contains($0) })
    else { return nil }
    var rest = Array(self[(end + 1)...])
    rest.dropSeparators(atStart: true)
    return FoldedText(rest).count >= 4 ? rest : nil
  }

  /// The bytes at the start or the end without a cut character.
  func utf8Prefix(_ length: Int) -> ArraySlice<UInt8> {
    var end = Swift.min(count, length)
    while end < count, end > 0, self[end] & 0xC0 == 0x80 { end -= 1 }
    return self[..<end]
  }

  func utf8Suffix(_ length: Int) -> ArraySlice<UInt8> {
    var start = Swift.max(0, count - length)
    while start < count, self[start] & 0xC0 == 0x80 { start += 1 }
    return self[start...]
  }
}
