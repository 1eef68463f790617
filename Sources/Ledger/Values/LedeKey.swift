import Basics
import Foundation

/// A lede made comparable: NFKC, case folded, quotes, dashes and ellipses uniform, white space and
/// invisible characters taken out, cut to a bound.
///
/// Two keys are compatible when they are equal or the longer begins with the shorter and the
/// shorter says enough (`least`): so the same lede cut at 96 and at 130 characters, in mid-word,
/// with another apostrophe, is one lede.
package struct LedeKey: Hashable, Sendable {
  /// UTF-8 of the normalised text; empty where only its digest was kept.
  package let bytes: [UInt8]
  /// The part that the ledger stores.
  package let digest: LedeDigest
  /// Finds compatible keys by one index probe: a hash of the first `openingLength` characters, or
  /// of all when there are fewer.
  package let opening: Int64
  /// The information in the text: 1 for each alphabetic letter, 2 for each syllable or ideograph.
  package let weight: Int

  /// The minimum weight of a cut lede that is compatible with a longer one.
  package static let least = 32
  /// Characters that a cut lede has in any case: sites cut at sixty or more, white space included.
  package static let sure = 40
  /// The length of the opening. A text of ideographs alone with the weight `least` has this many
  /// characters, so compatible keys never differ in their openings.
  package static let openingLength = least / 2
  /// Characters kept; ledes that agree so far agree.
  package static let longest = 240

  package init(_ text: String) {
    var scalars: [Unicode.Scalar] = []
    for scalar in LedeKey.normalised(text) {
      if scalars.count >= LedeKey.longest { break }
      scalars.append(scalar)
    }
    scalars.removeLast(LedeKey.cutReference(scalars))
    while let last = scalars.last, LedeKey.isTrailing(last) { scalars.removeLast() }
    self.init(scalars: scalars)
  }

  /// A key as the ledger keeps it.
  package init(digest: LedeDigest, opening: Int64) {
    bytes = []
    self.digest = digest
    self.opening = opening
    weight = digest.weight
  }

  /// A normalised text as earlier ledgers kept it.
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
    return short.weight >= LedeKey.least && long.bytes.starts(with: short.bytes)
  }

  /// Compatible, and the shorter is so long that it can hardly be a whole headline with which
  /// another one begins.
  package func isSurelyCompatible(with other: LedeKey) -> Bool {
    guard isCompatible(with: other) else { return false }
    if digest == other.digest { return true }
    // Of one of them the text is known; one byte of each character is counted.
    let text = bytes.isEmpty ? other.bytes : bytes
    let short = text.prefix(min(digest.count, other.digest.count))
    return short.count { $0 & 0xC0 != 0x80 } >= LedeKey.sure
  }
}

// MARK: - Normalising

extension LedeKey {
  private static func normalised(_ text: String) -> [Unicode.Scalar] {
    var out: [Unicode.Scalar] = []
    // The bound on what is looked at: white space and invisible characters included.
    let source = text.unicodeScalars.prefix(longest * 4)
    guard source.contains(where: { $0.value > 0x7F }) else {
      for scalar in source { append(fold(ascii: scalar), to: &out) }
      return out
    }
    var uniform = String.UnicodeScalarView()
    // Before NFKC, which would take an acute accent or a double prime apart.
    for scalar in source { uniform.append(sameSign(scalar)) }
    // Composed once more: the first mapping leaves a half-width kana and its sound mark apart.
    let composed = String(uniform).precomposedStringWithCompatibilityMapping
      .precomposedStringWithCanonicalMapping
    for scalar in composed.unicodeScalars {
      if scalar.value < 0x80 {
        append(fold(ascii: scalar), to: &out)
      } else if isKept(scalar) {
        // Upper case first: so that ß and SS, and the two sigmas, become one.
        for folded in String(scalar).uppercased().lowercased().unicodeScalars {
          append(sameSign(folded), to: &out)
        }
      }
    }
    return out
  }

  /// Runs of dots, dashes and quotes count once: `...` is `…`, `--` is `—`, `''` is `"`.
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

  /// Quotes become `'`, dashes `-`, ellipses `.`.
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

  /// Whether a cut may leave the character at the end: a stop, comma, dash, opening quote or bracket.
  private static func isTrailing(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", ",", ";", ":", "-", "'", "(", ")", "[", "]", "!", "?", "/", "|", ">", "»": true
    case "。", "、", "，", "：", "；": true
    default: false
    }
  }

  /// Returns the length of a partial character reference at the end
  ///  some sites cut the markup instead
  /// of the text.
  private static func cutReference(_ scalars: [Unicode.Scalar]) -> Int {
    guard scalars.count > least, let start = scalars.suffix(8).lastIndex(of: "&") else { return 0 }
    let name = String(String.UnicodeScalarView(scalars[(start + 1)...]))
    let isOne =
      name.hasPrefix("#")
      ? name.dropFirst().allSatisfy { $0 == "x" || $0.isHexDigit }
      : references.contains { $0.hasPrefix(name) }
    return isOne ? scalars.count - start : 0
  }

  /// The references that ledes are full of (HTML Living Standard, 13.5), sorted.
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
