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
    let codes = codes[encoding] ?? [:]
    return text.unicodeScalars.flatMap { scalar in
      scalar.isASCII ? [UInt8(scalar.value)] : codes[scalar] ?? Array("&#\(scalar.value);".utf8)
    }
  }

  /// The codes of each character by encoding, computed once.
  private static let codes: [Encoding: [Unicode.Scalar: [UInt8]]] = Dictionary(
    uniqueKeysWithValues: Encoding.allCases.compactMap { encoding in
      switch encoding {
      case .utf8, .utf16LE, .utf16BE, .iso2022JP, .replacement: nil
      default: (encoding, codes(of: encoding))
      }
    })

  /// Returns the codes of one or two bytes that are a single character. All codes are decoded in one
  /// text, each followed by a line feed.
  private static func codes(of encoding: Encoding) -> [Unicode.Scalar: [UInt8]] {
    var codes: [Unicode.Scalar: [UInt8]] = [:]
    let high = UInt8(0x80)...0xFF
    let isDouble = DoubleByteScorer(encoding) != nil
    let pairs = isDouble ? high.flatMap { lead in (UInt8(0x40)...0xFE).map { [lead, $0] } } : []
    let all = high.map { [$0] } + pairs
    let text = encoding.decode(all.flatMap { $0 + [0x0A] })
    let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (code, line) in zip(all, lines) {
      let scalars = String(decoding: line, as: UTF8.self).unicodeScalars
      guard let scalar = scalars.first, scalars.count == 1, scalar != "\u{FFFD}" else { continue }
      if codes[scalar] == nil { codes[scalar] = code }
    }
    return codes
  }
}
