/// Properties of Unicode scalars that the tokenizer depends on.
///
/// They are written out because the properties of `Unicode.Scalar` cost more than the rest of the
/// tokenizer, and because a few scalars need another class than Unicode gives them.
enum Scripts {
  /// Returns whether the scalar belongs to a script that writes words without spaces. Such words
  /// are found by the longest match in the lexicon, not by their boundaries.
  static func isSpaceless(_ scalar: UInt32) -> Bool {
    guard scalar >= 0xE00 else { return false }
    switch scalar {
    case 0xE01...0xE4E, 0xE81...0xEDF, 0xF00...0xFFF, 0x1000...0x109F, 0x1100...0x11FF: return true
    case 0x1780...0x17DD, 0x2E80...0x2FDF, 0x3005...0x3007, 0x3021...0x318F: return true
    case 0x31F0...0x31FF, 0x3400...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF: return true
    case 0x20000...0x3FFFF: return true
    default: return false
    }
  }

  /// Returns the value of a decimal digit past ASCII; returns nil for other scalars.
  static func digitValue(of scalar: UInt32) -> Int? {
    if scalar < 0x660 { return nil }
    for zero in zeros where scalar >= zero && scalar < zero + 10 { return Int(scalar - zero) }
    return nil
  }

  /// The zeros of the decimal digits (general category Nd) of scripts in present use.
  private static let zeros: [UInt32] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6,
    0xE50, 0xED0, 0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50,
    0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
    0x104A0, 0x11136, 0x1E950,
  ]

  /// Returns the value of a Chinese numeral: 0 to 9, 10 (十), 20 (廿), 30 (卅) or 100 (百).
  static func chineseNumeralValue(of scalar: UInt32) -> Int? {
    switch scalar {
    case 0x3007, 0x25CB, 0x96F6: 0
    case 0x4E00: 1
    case 0x4E8C: 2
    case 0x4E09: 3
    case 0x56DB: 4
    case 0x4E94: 5
    case 0x516D: 6
    case 0x4E03: 7
    case 0x516B: 8
    case 0x4E5D: 9
    case 0x5341: 10
    case 0x5EFF: 20
    case 0x5345: 30
    case 0x767E: 100
    default: nil
    }
  }

  /// Returns the value of a Hebrew letter as a numeral; final forms count as their letter.
  static func hebrewNumeralValue(of scalar: UInt32) -> Int? {
    guard scalar >= 0x5D0, scalar <= 0x5EA else { return nil }
    return [
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 20, 30, 40, 40, 50, 50, 60, 70, 80, 80, 90, 90, 100, 200,
      300, 400,
    ][Int(scalar - 0x5D0)]
  }

  /// Returns whether a scalar past ASCII is white space.
  static func isSpace(_ scalar: UInt32) -> Bool {
    scalar == 0xA0 || scalar == 0x3000 || scalar == 0x202F || scalar == 0x205F
      || (scalar >= 0x2000 && scalar <= 0x200A) || scalar == 0x2028 || scalar == 0x2029
      || scalar == 0x85
  }

  /// Returns whether a scalar past ASCII is a letter or belongs to one, as combining marks do.
  static func isLetter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x80...0xA9, 0xAB...0xAC, 0xAE...0xB4, 0xB6...0xB9, 0xBB...0xBF, 0xD7, 0xF7: false
    case 0x55A...0x55F, 0x589, 0x58A, 0x5BE, 0x5C0, 0x5C3, 0x5F3, 0x5F4: false
    case 0x600...0x60F, 0x61B...0x61F, 0x66A...0x66D, 0x6D4, 0x964, 0x965, 0x970: false
    case 0xE2F, 0xE3F, 0xE4F, 0xE5A, 0xE5B, 0x104A...0x104F, 0x1361...0x1368, 0x17D4...0x17DB:
      false
    case 0x1800...0x180A, 0x2000...0x200A, 0x2010...0x2029, 0x202F...0x205F, 0x2070...0x2BFF: false
    case 0x3000...0x3004, 0x3008...0x3020, 0x3030, 0x30FB, 0xFD3E...0xFD3F, 0xFE10...0xFE6F: false
    case 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65, 0xFFE0...0xFFFF: false
    case 0x1F000...0x1FAFF: false
    default: true
    }
  }
}
