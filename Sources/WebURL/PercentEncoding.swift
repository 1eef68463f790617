/// Percent-encoding of bytes (URL standard, 1.3).
package enum PercentEncoding {
  /// Returns the upper-case hexadecimal digit of a value below 16.
  package static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }

  /// Returns the value of a hexadecimal digit; nil for any other byte.
  package static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 0x30
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 0x37
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 0x57
    default: nil
    }
  }

  /// Returns the bytes with each `%XX` replaced by the byte that it encodes.
  static func decode(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(UInt8(ascii: "%")) else { return text }
    var out: [UInt8] = []
    var i = 0
    while i < text.count {
      if text[i] == UInt8(ascii: "%"), i + 2 < text.count, let high = hexValue(text[i + 1]),
        let low = hexValue(text[i + 2])
      {
        out.append(high << 4 | low)
        i += 3
      } else {
        out.append(text[i])
        i += 1
      }
    }
    return out
  }
}

/// A percent-encode set of the URL standard (1.3).
enum PercentEncodeSet {
  case path, userInfo
  /// The standard's "special-query percent-encode set".
  case query

  func contains(_ byte: UInt8) -> Bool {
    if byte <= 0x20 || byte >= 0x7F { return true }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "#"), UInt8(ascii: "<"), UInt8(ascii: ">"): return true
    case UInt8(ascii: "'"): return self == .query
    case UInt8(ascii: "?"), UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "{"),
      UInt8(ascii: "}"):
      return self != .query
    case UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "="),
      UInt8(ascii: "@"), UInt8(ascii: "["), UInt8(ascii: "\\"), UInt8(ascii: "]"),
      UInt8(ascii: "|"):
      return self == .userInfo
    default: return false
    }
  }
}

func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
