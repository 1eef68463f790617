@testable import HTML

/// An encoder for legacy encodings, which inverts the decoders.
enum LegacyEncoder {
  /// Returns a text in an encoding. Characters that the encoding lacks become numeric references.
  static func encode(_ text: String, _ encoding: Encoding) -> [UInt8] {
    switch encoding {
    case .utf8: return Array(text.utf8)
    case .utf16LE: return text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    case .utf16BE: return text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    default: break
    }
    let codes = Cache.codes(of: encoding)
    return text.unicodeScalars.flatMap { scalar in
      scalar.isASCII ? [UInt8(scalar.value)] : codes[scalar] ?? Array("&#\(scalar.value);".utf8)
    }
  }

  /// The codes of the double-byte encodings, computed once.
  private enum Cache {
    static func codes(of encoding: Encoding) -> [Unicode.Scalar: [UInt8]] {
      all[encoding] ?? LegacyEncoder.codes(of: encoding)
    }

    static let all: [Encoding: [Unicode.Scalar: [UInt8]]] = Dictionary(
      uniqueKeysWithValues: [Encoding.eucKR, .shiftJIS, .eucJP, .gbk, .big5].map {
        ($0, LegacyEncoder.codes(of: $0))
      })
  }

  private static func codes(of encoding: Encoding) -> [Unicode.Scalar: [UInt8]] {
    var codes: [Unicode.Scalar: [UInt8]] = [:]
    let high = UInt8(0x80)...0xFF
    let isDouble = DoubleByteScorer(encoding) != nil
    let pairs = isDouble ? high.flatMap { lead in (UInt8(0x40)...0xFE).map { [lead, $0] } } : []
    for code in high.map({ [$0] }) + pairs {
      let decoded = encoding.decode(code)
      let scalars = Array(String(decoding: decoded.utf8, as: UTF8.self).unicodeScalars)
      if decoded.replacementCount == 0, scalars.count == 1, codes[scalars[0]] == nil {
        codes[scalars[0]] = code
      }
    }
    return codes
  }
}
