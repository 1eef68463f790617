/// The hash that identifies a folded word in the lexicon: FNV-1a with 64 bits, over scalars.
///
/// The lexicon stores hashes instead of words. Collisions are unlikely with 64 bits, and a
/// collision only misreads one text.
struct WordHash: Hashable, Sendable {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Appends a folded scalar to the word.
  @inline(__always)
  mutating func append(_ scalar: UInt32) {
    value = (value ^ UInt64(scalar)) &* 0x0000_0100_0000_01b3
  }

  /// Returns the hash of this word as a word of one language.
  func specific(to language: LanguageCode) -> WordHash {
    var hash = self
    hash.value ^= language.rawValue &* 0x9E37_79B9_7F4A_7C15
    return hash
  }

  /// The slot at which a search in a table with `mask + 1` slots begins.
  @inline(__always)
  func slot(mask: Int) -> Int { Int(truncatingIfNeeded: value ^ (value >> 29)) & mask }
}
