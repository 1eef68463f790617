import Basics
import Foundation

/// A normalised lede: NFKC, case folded, with uniform quotes, dashes and ellipses, without white space
/// and invisible characters, and of limited length.
///
/// Two keys are compatible if they are equal, or if the longer begins with the shorter and the shorter
/// has at least the weight `minimumWeight`. A lede that is cut at 96 and at 130 characters, within a
/// word, or with another apostrophe, thus remains the same lede.
package struct LedeKey: Hashable, Sendable {
  /// The normalised text in UTF-8; empty if only the digest was kept.
  package let bytes: [UInt8]
  /// The part that the ledger stores.
  package let digest: LedeDigest
  /// A hash of the first `openingLength` characters, by which one index lookup finds all compatible
  /// keys.
  package let opening: Int64
  /// The information in the text: 1 for each alphabetic letter, 2 for each syllable or ideograph.
  package let weight: Int

  /// The minimum weight of a cut lede that is compatible with a longer one.
  package static let minimumWeight = 32
  /// The number of characters above which a cut lede is hardly a complete headline. Sites cut at sixty
  /// characters or more, white space included.
  package static let unambiguousLength = 40
  /// The length of the opening. A text of ideographs alone with the weight `minimumWeight` has this many
  /// characters, so compatible keys never differ in their openings.
  package static let openingLength = minimumWeight / 2
  /// The maximum number of characters; ledes that agree up to there count as equal.
  package static let maximumLength = 240

  package init(_ text: String) {
    var scalars: [Unicode.Scalar] = []
    for scalar in LedeKey.normalised(text) {
      if scalars.count >= LedeKey.maximumLength { break }
      scalars.append(scalar)
    }
    scalars.removeLast(LedeKey.cutReference(scalars))
    while let last = scalars.last, LedeKey.isTrailing(last) { scalars.removeLast() }
    self.init(scalars: scalars)
  }

  /// Creates a key from its stored form.
  package init(digest: LedeDigest, opening: Int64) {
    bytes = []
    self.digest = digest
    self.opening = opening
    weight = digest.weight
  }

  /// Creates a key from a normalised text.
  package init(normalised bytes: [UInt8]) {
    self.init(scalars: Array(String(decoding: bytes, as: UTF8.self).unicodeScalars))
  }

  private init(scalars: [Unicode.Scalar]) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    bytes = Array(String(view).utf8)
    weight = scalars.reduce(0) { $0 + LedeKey.weight($1) }
    digest = LedeDigest(bytes, weight: weight)
    var hash = StableHash()
    for scalar in scalars.prefix(LedeKey.openingLength) { hash.add(UInt64(scalar.value)) }
    opening = hash.value
  }

  package var isEmpty: Bool { digest.count == 0 }

  package func isCompatible(with other: LedeKey) -> Bool {
    guard bytes.count == digest.count, other.bytes.count == other.digest.count else {
      return digest.isCompatible(with: other.digest, bytes, other.bytes)
    }
    if bytes == other.bytes { return true }
    let (short, long) = bytes.count < other.bytes.count ? (self, other) : (other, self)
    return short.weight >= LedeKey.minimumWeight && long.bytes.starts(with: short.bytes)
  }

  /// Returns whether the keys are compatible and the shorter one is too long to be a complete headline
  /// with which another one begins.
  package func isSurelyCompatible(with other: LedeKey) -> Bool {
    guard isCompatible(with: other) else { return false }
    if digest == other.digest { return true }
    // The text of at least one of them is known. Continuation bytes are not counted.
    let text = bytes.isEmpty ? other.bytes : bytes
    let short = text.prefix(min(digest.count, other.digest.count))
    return short.count { $0 & 0xC0 != 0x80 } >= LedeKey.unambiguousLength
  }
}

// MARK: - Normalising

extension LedeKey {
  private static func normalised(_ text: String) -> [Unicode.Scalar] {
    var out: [Unicode.Scalar] = []
    // The input is bounded, white space and invisible characters included.
    let source = text.unicodeScalars.prefix(maximumLength * 4)
    guard source.contains(where: { $0.value > 0x7F }) else {
      for scalar in source { append(fold(ascii: scalar), to: &out) }
      return out
    }
    var uniform = String.UnicodeScalarView()
    // Signs are unified before NFKC, which would decompose an acute accent or a double prime.
    for scalar in source { uniform.append(sameSign(scalar)) }
    // The second composition joins a half-width kana with its sound mark.
    let composed = String(uniform).precomposedStringWithCompatibilityMapping
      .precomposedStringWithCanonicalMapping
    for scalar in composed.unicodeScalars {
      if scalar.value < 0x80 {
        append(fold(ascii: scalar), to: &out)
      } else if isKept(scalar) {
        // Upper case comes first, so that ß equals SS, and both forms of sigma are equal.
        for folded in String(scalar).uppercased().lowercased().unicodeScalars {
          append(sameSign(folded), to: &out)
        }
      }
    }
    return out
  }

  /// Appends a character, but only the first of a run of dots, dashes or quotes: `...` equals `…`, `--`
  /// equals `—`, `''` equals `"`.
  private static func append(_ scalar: Unicode.Scalar?, to out: inout [Unicode.Scalar]) {
    guard let scalar else { return }
    if scalar == "'" || scalar == "-" || scalar == ".", out.last == scalar { return }
    out.append(scalar)
  }

  private static func fold(ascii scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0...0x20, 0x7F: nil
    case 0x41...0x5A: Unicode.Scalar(scalar.value | 0x20)
    case 0x22, 0x60: "'"
    default: scalar
    }
  }

  private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isWhitespace || scalar.value == 0xFFFD { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
      return false
    default: return !scalar.properties.isVariationSelector
    }
  }

  /// Returns `'` for quotes, `-` for dashes, `.` for ellipses, and any other character unchanged.
  private static func sameSign(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x22, 0x27, 0x60, 0xAB, 0xB4, 0xBB, 0x2B9...0x2BD, 0x2C8, 0x2018...0x201F,
      0x2032...0x2037, 0x2039, 0x203A, 0x275B...0x275E, 0x300C...0x300F, 0x301D...0x301F,
      0xFF02, 0xFF07, 0xFF40:
      "'"
    case 0x2D, 0x2010...0x2015, 0x2043, 0x2212, 0x2E3A, 0x2E3B, 0xFE58, 0xFE63, 0xFF0D: "-"
    case 0x2024...0x2026, 0x22EF, 0xFE19: "."
    default: scalar
    }
  }

  /// Returns whether a cut may leave the character at the end: a full stop, comma, dash, opening quote
  /// or bracket.
  private static func isTrailing(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", ",", ";", ":", "-", "'", "(", ")", "[", "]", "!", "?", "/", "|", ">", "»": true
    case "。", "、", "，", "：", "；": true
    default: false
    }
  }

  /// Returns the length of a partial character reference at the end. Some sites cut the markup instead
  /// of the text.
  private static func cutReference(_ scalars: [Unicode.Scalar]) -> Int {
    guard scalars.count > minimumWeight, let start = scalars.suffix(8).lastIndex(of: "&") else {
      return 0
    }
    let name = String(String.UnicodeScalarView(scalars[(start + 1)...]))
    let isOne =
      name.hasPrefix("#")
      ? name.dropFirst().allSatisfy { $0 == "x" || $0.isHexDigit }
      : references.contains { $0.hasPrefix(name) }
    return isOne ? scalars.count - start : 0
  }

  /// The character references that are frequent in ledes (HTML Living Standard, 13.5), sorted.
  private static let references = [
    "amp", "apos", "bdquo", "hellip", "laquo", "ldquo", "lsquo", "mdash", "nbsp", "ndash", "quot",
    "raquo", "rdquo", "rsquo", "sbquo", "shy",
  ]

  private static func weight(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x1100...0x11FF, 0x2E80...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0x20000...0x3FFFF: 2
    default: 1
    }
  }
}
