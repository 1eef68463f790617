import Basics

/// Text in XML documents.
enum XMLText {
  /// Returns a text for content or a quoted attribute.
  ///
  /// Characters that XML 1.0 forbids are removed, and so are those that hide or reorder text. All markup
  /// characters are escaped, so that the text can end neither an attribute nor a CDATA section.
  static func escaped(_ text: String) -> String {
    var text = text.strippingControlCharacters(
      keeping: "\n\t", replacingSeparatorsWith: " ", keepingBalancedIsolates: true)
    var out: [UInt8] = []
    text.withUTF8 { bytes in
      out.reserveCapacity(bytes.count + bytes.count / 8)
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "&"): out += "&amp;".utf8
        case UInt8(ascii: "<"): out += "&lt;".utf8
        case UInt8(ascii: ">"): out += "&gt;".utf8
        case UInt8(ascii: "\""): out += "&quot;".utf8
        // U+FFFE and U+FFFF.
        case 0xEF where index + 1 < bytes.count && bytes[index] == 0xBF && bytes[index + 1] >= 0xBE:
          index += 2
        default: out.append(byte)
        }
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Returns an element with text, on a line of its own.
  static func element(
    _ name: String, _ text: String, _ attributes: [(name: String, value: String)] = []
  ) -> String {
    "<\(name)\(list(attributes))>\(escaped(text))</\(name)>\n"
  }

  /// Returns an element without content, on a line of its own.
  static func empty(_ name: String, _ attributes: [(name: String, value: String)]) -> String {
    "<\(name)\(list(attributes))/>\n"
  }

  private static func list(_ attributes: [(name: String, value: String)]) -> String {
    attributes.map { " \($0.name)=\"\(escaped($0.value))\"" }.joined()
  }
}
