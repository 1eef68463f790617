import Basics

/// Strings of JSON.
package enum JSONText {
  /// Appends a text as a JSON string.
  ///
  /// RFC 8259, section 7 requires escapes for quotes, backslashes and C0 controls. All other controls
  /// that affect the display of text (``Unicode/Scalar/isControlForDisplay``) are escaped too, so that
  /// the output is safe on a terminal and in JavaScript; and U+FFFE and U+FFFF, which YAML does not
  /// allow.
  package static func append(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { appendContent($0, to: &out) }
    out.append(UInt8(ascii: "\""))
  }

  /// Appends a part of a JSON string, without quotation marks around it.
  /// - Parameter utf8: whole characters in UTF-8.
  package static func appendContent(
    _ utf8: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]
  ) {
    var start = 0
    var i = 0
    while true {
      i = utf8.nextPossibleControl(from: i, or: UInt8(ascii: "\""), UInt8(ascii: "\\"))
      guard i < utf8.count else { break }
      guard let (scalar, length) = special(utf8, at: i) else {
        i += 1
        continue
      }
      out.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<i]))
      escape(scalar, to: &out)
      i += length
      start = i
    }
    out.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
  }

  /// The character at an index if it must be escaped, and its length in bytes.
  private static func special(
    _ utf8: UnsafeBufferPointer<UInt8>, at i: Int
  ) -> (scalar: UInt32, length: Int)? {
    let byte = utf8[i]
    switch byte {
    case 0..<0x20, 0x22, 0x5C, 0x7F: return (UInt32(byte), 1)
    case 0xC2 where i + 1 < utf8.count && utf8[i + 1] < 0xA0: return (UInt32(utf8[i + 1]), 2)
    case 0xE2 where i + 2 < utf8.count: return wide(utf8[i + 1], utf8[i + 2])
    case 0xEF where i + 2 < utf8.count && utf8[i + 1] == 0xBF && utf8[i + 2] >= 0xB9:
      // U+FFF9 to U+FFFB are interlinear annotations.
      let isOther = 0xBC...0xBD ~= utf8[i + 2]
      return isOther ? nil : (0xFFC0 + UInt32(utf8[i + 2] & 0x3F), 3)
    case 0xF3 where i + 3 < utf8.count && utf8[i + 1] == 0xA0 && utf8[i + 2] < 0x82:
      return (0xE0000 + UInt32(utf8[i + 2] & 1) << 6 + UInt32(utf8[i + 3] & 0x3F), 4)
    default: return nil
    }
  }

  /// The character with the lead byte E2 and two more bytes if it must be escaped.
  private static func wide(_ second: UInt8, _ third: UInt8) -> (scalar: UInt32, length: Int)? {
    switch (second, third) {
    case (0x80, 0xA8...0xAE), (0x81, 0xA6...0xA9):
      (0x2000 + UInt32(second & 1) << 6 + UInt32(third & 0x3F), 3)
    default: nil
    }
  }

  private static func escape(_ scalar: UInt32, to out: inout [UInt8]) {
    switch scalar {
    case 0x22, 0x5C:
      out.append(UInt8(ascii: "\\"))
      out.append(UInt8(scalar))
    case 0x0A: out += "\\n".utf8
    case 0x0D: out += "\\r".utf8
    case 0x09: out += "\\t".utf8
    case 0x10000...:
      escape(unit: 0xD800 + (scalar - 0x10000) >> 10, to: &out)
      escape(unit: 0xDC00 + scalar & 0x3FF, to: &out)
    default: escape(unit: scalar, to: &out)
    }
  }

  /// Appends a UTF-16 code unit as `\uXXXX`.
  private static func escape(unit: UInt32, to out: inout [UInt8]) {
    out += "\\u".utf8
    for shift: UInt32 in [12, 8, 4, 0] {
      let digit = UInt8(truncatingIfNeeded: unit >> shift & 15)
      out.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
    }
  }
}
