/// Escaping of text, addresses and code (CommonMark 0.31, sections 2.4, 2.5 and 6.1).
enum MarkdownText {
  /// Escapes every character that could begin markup within a line.
  ///
  /// - Parameter text: clean UTF-8 text without line breaks.
  static func escaped(_ text: [UInt8]) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(text.count + 8)
    for (index, byte) in text.enumerated() {
      let next = index + 1 < text.count ? text[index + 1] : nil
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["),
        UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: "|"), UInt8(ascii: "~"):
        out.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "_"):
        // Between letters or digits an underscore never begins or ends emphasis.
        let isInWord =
          index > 0 && isAlphanumeric(text[index - 1]) && next.map(isAlphanumeric) ?? false
        if !isInWord { out.append(UInt8(ascii: "\\")) }
      case UInt8(ascii: "&"):
        if mayBeginReference(text[index...]) { out.append(UInt8(ascii: "\\")) }
      default: break
      }
      out.append(byte)
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Escapes what would make a line a heading, a quotation, a list item, a rule, the underline of
  /// a heading or the delimiter row of a table.
  static func escapingLineStart(_ line: String) -> String {
    guard let first = line.utf8.first else { return line }
    let isRule = line.utf8.allSatisfy { rule.contains($0) }
    if isRule || first == UInt8(ascii: ">") { return "\\" + line }
    switch first {
    case UInt8(ascii: "#"):
      let rest = line.drop { $0 == "#" }
      return (rest.first ?? " ") == " " ? "\\" + line : line
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      return (line.dropFirst().first ?? " ") == " " ? "\\" + line : line
    case 0x30...0x39:
      let rest = line.drop { $0.isASCII && $0.isNumber }
      guard let mark = rest.first, mark == "." || mark == ")",
        (rest.dropFirst().first ?? " ") == " "
      else { return line }
      return line[..<rest.startIndex] + "\\" + rest
    default: return line
    }
  }

  private static let rule = Set("-=: ".utf8)

  /// Escapes number signs at the end of a heading, which would be taken for its closing sequence.
  static func escapingLineEnd(_ line: String) -> String {
    line.last == "#" ? line.dropLast() + "\\#" : line
  }

  /// A code span, delimited by more backticks than any run inside it.
  static func codeSpan(_ code: String) -> String {
    let fence = String(repeating: "`", count: longestRun(of: "`", in: code) + 1)
    let isPadded = code.first == "`" || code.last == "`" || code.first == " " && code.last == " "
    return isPadded ? "\(fence) \(code) \(fence)" : fence + code + fence
  }

  /// A fence of backticks, longer than any run of backticks inside the code.
  static func fence(around code: String) -> String {
    String(repeating: "`", count: max(3, longestRun(of: "`", in: code) + 1))
  }

  private static func longestRun(of character: Character, in text: String) -> Int {
    var (longest, current) = (0, 0)
    for other in text {
      current = other == character ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }

  /// The destination of a link or an image; nil if the address has another scheme than those given.
  static func destination(_ address: String, schemes: [String]) -> String? {
    let lower = address.prefix(8).lowercased()
    guard schemes.contains(where: lower.hasPrefix) else { return nil }
    let bytes = Array(address.utf8)
    var out: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0...0x20, 0x7F, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"),
        UInt8(ascii: "`"), UInt8(ascii: "\""), UInt8(ascii: "|"):
        out += Array(percentEncoded(byte).utf8)
      case UInt8(ascii: "("), UInt8(ascii: ")"): out += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "&") where mayBeginReference(bytes[index...]):
        out += Array("&amp;".utf8)
      default: out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Whether an ampersand begins a character reference (`&copy;`, `&#35;`), or a text that ends
  /// before that is certain.
  private static func mayBeginReference(_ text: ArraySlice<UInt8>) -> Bool {
    let rest = text.dropFirst().drop { $0 == UInt8(ascii: "#") || isAlphanumeric($0) }
    return rest.isEmpty || rest.first == UInt8(ascii: ";")
  }

  private static func percentEncoded(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.utf8.count == 1 ? "%0" + digits : "%" + digits
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
  }
}
