import HTML

/// The plain text of metadata that holds character references or tags.
enum MarkupText {
  /// Returns the text as a reader sees it, cleaned: without inline tags, and with its character
  /// references decoded, also if they are escaped twice.
  static func plain(_ text: some StringProtocol) -> String {
    var plain = TextCleaner.clean(text)
    for _ in 0..<2 {
      guard plain.utf8.count <= maximumLength, holdsMarkup(plain) else { break }
      let decoded = decode(plain)
      if decoded == plain { break }
      plain = decoded
    }
    return plain
  }

  /// Longer texts stay as they are.
  private static let maximumLength = 4000

  /// The tags that occur within headlines, names and descriptions.
  private static let inlineTags: Set<String> = [
    "a", "abbr", "b", "big", "br", "cite", "code", "del", "div", "em", "font", "h1", "h2", "h3",
    "i",
    "ins", "mark", "nobr", "p", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt",
    "u", "wbr",
  ]

  /// Whether a text has a character reference or a tag; this quickly rejects most texts.
  private static func holdsMarkup(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard
        let mark = bytes.firstIndex(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "<") })
      else { return false }
      return bytes[mark...].contains { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ">") }
    }
  }

  private static func decode(_ text: String) -> String {
    // A lone tag between words is mentioned, not meant.
    let isMention = !text.contains("</") && !text.contains("/>") && text.contains(" <")
    let hasForeignTag =
      isMention
      || text.split(separator: "<").dropFirst(text.hasPrefix("<") ? 0 : 1)
        .contains { piece in
          let name = piece.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }
          return !inlineTags.contains(name.lowercased())
        }
    let html = hasForeignTag ? text.replacing("<", with: "&lt;") : text
    return TextCleaner.clean(Document(html)[0].textContent)
  }

  /// Returns a long text without tags.
  static func withoutTags(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "<")) || text.utf8.containsBytes("&lt;".utf8) else {
      return text
    }
    let html = text.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
    return TextCleaner.clean(Document(html)[0].textContent)
  }
}
