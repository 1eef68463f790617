/// The words of all languages, in an open-addressed hash table that is built from `DateWords` once.
final class DateLexicon: Sendable {
  static let shared = DateLexicon()

  /// The number of slots minus one.
  private let mask: Int
  private let hashes: [WordHash]
  /// The index in `lexemes` for each slot; 0 for an empty slot.
  private let indices: [UInt16]
  private let lexemes: [Lexeme]
  private let spacelessInitials: ScalarFilter

  private init() {
    var builder = DateLexiconBuilder()
    builder.addAllWords()
    mask = builder.mask
    hashes = builder.hashes
    indices = builder.indices
    lexemes = builder.lexemes
    spacelessInitials = builder.spacelessInitials
  }

  /// Returns what a word or the beginning of a phrase means in a language; returns nil if the
  /// lexicon does not have it.
  func lexeme(_ hash: WordHash, in language: LanguageCode) -> Lexeme? {
    guard let common = lexeme(hash) else { return nil }
    guard common.means(.hasVariants), language != .none else { return common }
    return lexeme(hash.specific(to: language)) ?? common
  }

  @inline(__always)
  private func lexeme(_ hash: WordHash) -> Lexeme? {
    var slot = hash.slot(mask: mask)
    while true {
      let index = indices[slot]
      if index == 0 { return nil }
      if hashes[slot] == hash { return lexemes[Int(index)] }
      slot = (slot + 1) & mask
    }
  }

  /// Returns false if no word of a script without spaces begins with this scalar.
  @inline(__always)
  func mayStartSpacelessWord(_ scalar: UInt32) -> Bool { spacelessInitials.mayContain(scalar) }
}

/// A set of scalars with false positives, in 4096 bits.
struct ScalarFilter {
  private var words = [UInt64](repeating: 0, count: 64)

  mutating func insert(_ scalar: UInt32) {
    let bit = Self.bit(scalar)
    words[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  @inline(__always)
  func mayContain(_ scalar: UInt32) -> Bool {
    let bit = Self.bit(scalar)
    return words[bit >> 6] & (1 << UInt64(bit & 63)) != 0
  }

  @inline(__always)
  private static func bit(_ scalar: UInt32) -> Int { Int((scalar &* 0x9E37_79B1) >> 20) }
}
