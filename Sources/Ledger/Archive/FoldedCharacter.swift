import Basics
import Foundation

/// A character as the search compares it: compatibility forms, letter case, the diacritics of Latin and the
/// vowel points of Arabic and Hebrew do not count.
enum FoldedCharacter: Hashable {
  /// A part of a word of a script with spaces.
  case word(String)
  /// A character of a script without spaces, or of Hangul.
  case cluster(String)
  /// A character that belongs to no word.
  case separator
  /// A character that has no form of its own, such as a joiner.
  case ignored

  /// The number of scalars of a character that count, because a character may have any number of marks.
  private static let maximumScalars = 16

  init(_ character: Character) {
    if let ascii = character.asciiValue {
      self = FoldedCharacter.ascii(ascii)
      return
    }
    let scalars = character.unicodeScalars
    let first = scalars[scalars.startIndex]
    if scalars.index(after: scalars.startIndex) == scalars.endIndex, first.isItsOwnFold {
      self = .cluster(String(character))
      return
    }
    self.init(folding: String(String.UnicodeScalarView(scalars.prefix(Self.maximumScalars))))
  }

  private static func ascii(_ byte: UInt8) -> FoldedCharacter {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      .word(String(UnicodeScalar(byte)))
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): .word(String(UnicodeScalar(byte | 0x20)))
    default: .separator
    }
  }

  private init(folding character: String) {
    var folded = ""
    var isCluster = false
    var isIgnored = true
    var isLatin = false
    for scalar in character.precomposedStringWithCompatibilityMapping.unicodeScalars {
      if scalar.isIgnoredInSearch || isLatin && (0x300...0x36F).contains(scalar.value) { continue }
      isIgnored = false
      guard scalar.isWordPart || scalar.properties.generalCategory == .spacingMark else { continue }
      if folded.isEmpty { isCluster = scalar.formsPairsInSearch }
      isLatin = scalar.isLatin
      folded += isLatin ? LatinFold.fold(scalar) : scalar.lowercase
    }
    self =
      folded.isEmpty
      ? (isIgnored ? .ignored : .separator) : isCluster ? .cluster(folded) : .word(folded)
  }
}

extension Unicode.Scalar {
  /// Whether a run of such characters is indexed as pairs.
  fileprivate var formsPairsInSearch: Bool {
    if isOfScriptWithoutSpaces || isHangul { return true }
    switch value {
    // Parts of syllables of Hangul.
    case 0x1100...0x11FF, 0x3131...0x318E, 0xA960...0xA97F, 0xD7B0...0xD7FF: return true
    default: return false
    }
  }

  /// Whether the character alone is a cluster that folding does not change.
  fileprivate var isItsOwnFold: Bool {
    switch value {
    case 0x0E01...0x0E2F, 0x0E40...0x0E45, 0x3041...0x3096, 0x30A1...0x30FA, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xAC00...0xD7A3:
      true
    default: false
    }
  }

  fileprivate var isIgnoredInSearch: Bool {
    switch value {
    // Points and marks of Hebrew and Arabic, and the Arabic stretching line.
    case 0x0591...0x05BD, 0x05BF, 0x05C1...0x05C2, 0x05C4...0x05C5, 0x05C7, 0x0610...0x061A, 0x0640,
      0x064B...0x065F, 0x0670:
      true
    default: properties.generalCategory == .format || isControlForDisplay && value >= 0x2000
    }
  }

  fileprivate var isLatin: Bool {
    switch value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF: properties.isAlphabetic
    default: false
    }
  }

  /// The character in lower case, whatever follows it; the two small forms of sigma are one.
  fileprivate var lowercase: String {
    value == 0x3C2 ? "σ" : properties.lowercaseMapping
  }
}

/// Letters of Latin without case, diacritics and ligatures.
private enum LatinFold {
  /// Letters that have no decomposition.
  private static let others: [Unicode.Scalar: String] = [
    "ß": "ss", "æ": "ae", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "œ": "oe", "ø": "o",
    "ŧ": "t",
  ]

  private static let table: [UInt32: String] = {
    var table: [UInt32: String] = [:]
    for value in [0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF].joined() {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      let lower = scalar.properties.lowercaseMapping.decomposedStringWithCanonicalMapping
      table[scalar.value] = lower.unicodeScalars.filter { !(0x300...0x36F).contains($0.value) }
        .map { others[$0] ?? String($0) }.joined()
    }
    return table
  }()

  static func fold(_ scalar: Unicode.Scalar) -> String { table[scalar.value] ?? String(scalar) }
}
