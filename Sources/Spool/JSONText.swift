/// Text as JSON has it.
package enum JSONText {
  /// Appends the text as a string: RFC 8259, section 7 escapes quotes, backslashes and control
  /// characters. DEL and the C1 controls are escaped too, and the line separators, so that what is
  /// written can be shown on a terminal and pasted anywhere.
  package static func append(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      var i = 0
      while i < utf8.count {
        guard let (scalar, length) = special(utf8, at: i) else {
          i += 1
          continue
        }
        out.append(contentsOf: utf8[start..<i])
        escape(scalar, to: &out)
        i += length
        start = i
      }
      out.append(contentsOf: utf8[start...])
    }
    out.append(UInt8(ascii: "\""))
  }

  /// What has to be escaped, and the bytes it takes.
  private static func special(
    _ utf8: UnsafeBufferPointer<UInt8>, at i: Int
  ) -> (scalar: UInt16, length: Int)? {
    let byte = utf8[i]
    switch byte {
    case 0..<0x20, 0x22, 0x5C, 0x7F: return (UInt16(byte), 1)
    case 0xC2 where i + 1 < utf8.count && utf8[i + 1] < 0xA0: return (UInt16(utf8[i + 1]), 2)
    case 0xE2 where i + 2 < utf8.count && utf8[i + 1] == 0x80 && utf8[i + 2] & 0xFE == 0xA8:
      return (0x2000 + UInt16(utf8[i + 2] & 0x3F), 3)
    default: return nil
    }
  }

  private static func escape(_ scalar: UInt16, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\\"))
    switch scalar {
    case 0x22: out.append(UInt8(ascii: "\""))
    case 0x5C: out.append(UInt8(ascii: "\\"))
    case 0x0A: out.append(UInt8(ascii: "n"))
    case 0x0D: out.append(UInt8(ascii: "r"))
    case 0x09: out.append(UInt8(ascii: "t"))
    default:
      out.append(UInt8(ascii: "u"))
      for shift in [12, 8, 4, 0] {
        let digit = UInt8(truncatingIfNeeded: scalar >> shift & 15)
        out.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
      }
    }
  }
}
