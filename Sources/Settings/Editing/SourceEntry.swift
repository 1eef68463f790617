import WebURL

/// A source as lines of a configuration, for commands that extend one.
package struct SourceEntry: Hashable, Sendable {
  /// A value of a setting.
  package indirect enum YAMLValue: Hashable, Sendable {
    case text(String)
    case list([YAMLValue])
    case mapping([Member])
  }

  /// A key and its value.
  package struct Member: Hashable, Sendable {
    package var key: String
    package var value: YAMLValue

    package init(_ key: String, _ value: YAMLValue) {
      self.key = key
      self.value = value
    }

    package init(_ key: String, _ text: String) { self.init(key, .text(text)) }
  }

  /// The name of the source; see ``Source/isName(_:)``.
  package var name: String
  package var url: WebURL
  /// The lines of the comment above the source, without `#`.
  package var comments: [String]
  /// The settings below name and URL.
  package var settings: [Member]

  package init(
    name: String, url: WebURL, comments: [String] = [], settings: [Member] = []
  ) {
    self.name = name
    self.url = url
    self.comments = comments
    self.settings = settings
  }

  /// The width up to which a list or mapping is written on one line.
  private static let maximumWidth = 100

  /// Returns the lines of the entry: comments, and an item of a YAML sequence.
  /// - Parameter indentation: the number of spaces before `-`.
  package func lines(indentation: Int = 2) -> [String] {
    let indent = String(repeating: " ", count: indentation)
    let members = [Member("name", name), Member("url", url.string)] + settings
    var lines = comments.map { comment in
      indent + "# " + comment.split(whereSeparator: \.isNewline).joined(separator: " ").printable
    }
    for (index, member) in members.enumerated() {
      let start = indent + (index == 0 ? "- " : "  ")
      lines += SourceEntry.lines(of: member, start: start, indent: indent + "  ")
    }
    return lines
  }

  private static func lines(of member: Member, start: String, indent: String) -> [String] {
    let line = start + member.key + ": " + flow(member.value)
    guard line.count > maximumWidth else { return [line] }
    let below = indent + "  "
    switch member.value {
    case .mapping(let members):
      return [start + member.key + ":"]
        + members.flatMap { lines(of: $0, start: below, indent: below) }
    case .list(let values):
      return [start + member.key + ":"] + values.map { below + "- " + flow($0) }
    case .text: return [line]
    }
  }

  /// Returns a value in the flow style of YAML.
  private static func flow(_ value: YAMLValue) -> String {
    switch value {
    case .text(let text): text.yamlScalar
    case .list(let values): "[" + values.map(flow).joined(separator: ", ") + "]"
    case .mapping(let members):
      "{" + members.map { "\($0.key): \(flow($0.value))" }.joined(separator: ", ") + "}"
    }
  }
}

extension String {
  /// The text without characters that end a comment or disturb a terminal.
  fileprivate var printable: String {
    String(String.UnicodeScalarView(unicodeScalars.filter { !$0.needsEscape }))
  }

  /// The text as a scalar of YAML: plain where it cannot be taken for anything else, or quoted.
  package var yamlScalar: String {
    if isPlainScalar { return self }
    var quoted = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where scalar.needsEscape:
        let digits = String(scalar.value, radix: 16)
        quoted += scalar.value > 0xFFFF ? "\\U" : "\\u"
        let width = scalar.value > 0xFFFF ? 8 : 4
        quoted += String(repeating: "0", count: width - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// Whether the text is a plain scalar in block and in flow style. Words of YAML 1.1 for truth values and
  /// for nothing are not: other programs read them differently.
  private var isPlainScalar: Bool {
    let words: Set = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
    guard let first = utf8.first, !words.contains(lowercased()), last != ":" else { return false }
    func isAlphanumeric(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20)
    }
    guard isAlphanumeric(first) || first == UInt8(ascii: "/") || first == UInt8(ascii: ".") else {
      return false
    }
    return utf8.allSatisfy { isAlphanumeric($0) || "/._-+:%=?&;~@".utf8.contains($0) }
  }
}

extension Unicode.Scalar {
  /// Whether a double-quoted scalar of YAML has to escape it, or a comment must not have it: control
  /// characters, line separators, and characters that change the direction of text.
  fileprivate var needsEscape: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned,
      .privateUse:
      true
    default: false
    }
  }
}
