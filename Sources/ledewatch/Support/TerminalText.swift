import Basics

/// Columns of text on a terminal: how many a text needs, and text that fits into some.
extension Terminal {
  /// Returns the number of columns that a terminal needs for a text: two for East Asian wide characters
  /// and emoji, none for combining marks (UAX 11, UTS 51).
  static func columns(of text: some StringProtocol) -> Int {
    if let isASCII = text.utf8.withContiguousStorageIfAvailable({ $0.allSatisfy { $0 < 0x80 } }),
      isASCII
    {
      return text.utf8.count
    }
    return text.reduce(0) { $0 + columns(of: $1) }
  }

  static func columns(of character: Character) -> Int {
    let scalars = character.unicodeScalars
    // The other characters of a sequence of emoji change the first one, and need no columns.
    if scalars.count > 1, isEmoji(scalars) { return 2 }
    return scalars.reduce(0) { $0 + columns(of: $1) }
  }

  private static func columns(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if isConjoiningJamo(scalar) { return 0 }
    return isWide(scalar) ? 2 : 1
  }

  /// Whether the characters are a sequence that is shown as one emoji: with a selector, a joiner or a color
  /// of skin, or a flag.
  private static func isEmoji(_ scalars: String.UnicodeScalarView) -> Bool {
    scalars.first!.properties.isEmoji
      && scalars.dropFirst().contains {
        $0.value == 0xFE0F || $0.value == 0x200D || $0.properties.isEmojiModifier
          || isRegionalIndicator($0)
      }
  }

  private static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
    (0x1F1E6...0x1F1FF).contains(scalar.value)
  }

  /// Whether the character is a vowel or a final consonant that joins the syllable before it.
  private static func isConjoiningJamo(_ scalar: Unicode.Scalar) -> Bool {
    (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FF).contains(scalar.value)
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isEmojiPresentation { return !isRegionalIndicator(scalar) }
    return wideRanges.contains { $0.contains(scalar.value) }
  }

  /// The wide and fullwidth characters that are no emoji (EastAsianWidth.txt).
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60,
    0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD,
  ]
}

extension Terminal {
  /// Returns a text on one line, without control characters, cut to a number of columns.
  static func fitted(_ text: String, to columns: Int) -> String {
    // Marks have no columns, but take time to display.
    let text = safe(text, width: 4 * max(columns, 1))
    guard self.columns(of: text) > columns else { return text }
    var out = ""
    var used = 0
    for character in text {
      let width = self.columns(of: character)
      guard used + width < columns else { break }
      out.append(character)
      used += width
    }
    return out + "…"
  }

  /// Returns a text with spaces up to a number of columns.
  static func padded(_ text: String, to columns: Int) -> String {
    text + spaces(columns - self.columns(of: text))
  }

  static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  /// Returns a text on one line in lines of at most a number of columns, which end between words, or between
  /// characters of scripts without spaces.
  /// - Parameters:
  ///   - first: the number of columns of the first line, if it has another one.
  ///   - breaksLongWords: whether a word that is longer than a line, such as an address, continues on the
  ///     next one.
  static func wrapped(
    _ text: String, columns: Int, first: Int? = nil, breaksLongWords: Bool = true
  ) -> [String] {
    var lines: [String] = []
    var (line, used) = ("", 0)
    var limit: Int { lines.isEmpty ? first ?? columns : columns }
    func end() {
      lines.append(line)
      (line, used) = ("", 0)
    }
    for word in text.split(separator: " ") {
      let length = self.columns(of: word)
      if used > 0, used + 1 + length <= limit {
        line += " " + word
        used += 1 + length
        continue
      }
      let isBreakable =
        length > columns && breaksLongWords
        || word.unicodeScalars.contains(where: \.isOfScriptWithoutSpaces)
      if used > 0, !isBreakable || used + 3 > limit {
        end()
      } else if used > 0 {
        line += " "
        used += 1
      }
      for character in word {
        let width = self.columns(of: character)
        if used > 0, used + width > limit, isBreakable { end() }
        line.append(character)
        used += width
      }
    }
    return used > 0 ? lines + [line] : lines
  }
}
