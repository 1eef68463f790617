import Dates
import News

extension EntryRecord {
  /// `article.md`: the entry to read. YAML front matter, then Markdown; whatever a page's words
  /// are, they stay words.
  package func markdown() -> [UInt8] {
    var out = "---\n"
    for (key, value) in frontMatter { out += "\(key): \(value)\n" }
    out += "---\n\n# \(Markdown.line(title))\n"
    if let lede, headline != nil, !Excerpt.Head(of: lede).begins(text) {
      out += "\n*\(Markdown.line(lede))*\n"
    }
    for paragraph in text.split(whereSeparator: \.isNewline) {
      let line = Markdown.line(paragraph)
      if !line.isEmpty { out += "\n\(line)\n" }
    }
    return Array(out.utf8)
  }

  private var frontMatter: [(String, String)] {
    let authors = article?.authors ?? []
    let tags = article?.tags ?? []
    let members: [(String, String?)] = [
      ("title", YAML.quoted(title)),
      ("url", YAML.quoted(address.string)),
      ("date", published.map { YAML.quoted(RFC3339.string(from: $0, in: source.timeZone)) }),
      ("date_precision", published.map { $0.precision.rawValue }),
      ("authors", authors.isEmpty ? nil : YAML.list(authors)),
      ("dateline", article?.dateline.map(YAML.quoted)),
      ("language", (article?.language ?? source.language).map(YAML.quoted)),
      ("tags", tags.isEmpty ? nil : YAML.list(tags)),
      ("source", YAML.quoted(source.name)),
      ("id", YAML.quoted(id)),
      ("revision", String(revision)),
      ("event", YAML.quoted(event.rawValue)),
      ("first_seen", YAML.quoted(RFC3339.string(from: firstSeen))),
      ("extraction", article.map { $0.extraction.verdict.rawValue } ?? "teaser"),
    ]
    return members.compactMap { key, value in value.map { (key, $0) } }
  }
}

/// Double-quoted YAML scalars are JSON strings (YAML 1.2, chapter 1.3).
private enum YAML {
  static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    JSONText.append(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  static func list(_ texts: [String]) -> String {
    "[" + texts.map(quoted).joined(separator: ", ") + "]"
  }
}

private enum Markdown {
  /// One line of plain words: what would be markup is escaped (CommonMark 0.31, 2.4), spaces and
  /// controls become single spaces.
  static func line(_ text: some StringProtocol) -> String {
    var out = ""
    var pendingSpace = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
        pendingSpace = !out.isEmpty
        continue
      }
      if pendingSpace { out.append(" ") }
      pendingSpace = false
      if needsEscape(scalar, atStart: out.isEmpty) { out.append("\\") }
      out.unicodeScalars.append(scalar)
    }
    return escapedNumber(out)
  }

  private static func needsEscape(_ scalar: Unicode.Scalar, atStart: Bool) -> Bool {
    switch scalar {
    case "\\", "`", "*", "_", "[", "]", "<", ">", "&": true
    case "#", "+", "-", "=", "~", "|": atStart
    default: false
    }
  }

  /// "1986. A great year" is no list.
  private static func escapedNumber(_ line: String) -> String {
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    guard (1...9).contains(digits.count), let mark = line.dropFirst(digits.count).first,
      mark == "." || mark == ")"
    else { return line }
    return digits + "\\" + line.dropFirst(digits.count)
  }
}
