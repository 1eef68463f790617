/// A fingerprint that identifies nearly identical texts.
///
/// It is a bottom-k sketch (Broder 1997): the smallest hashes of all runs of three words. Case,
/// punctuation and spacing do not count; scripts without spaces are compared by character.
package struct TextFingerprint: Hashable, Codable, Sendable {
  /// The smallest hashes in ascending order, at most 96.
  package let hashes: [UInt32]
  /// The number of distinct runs of words in the text.
  package let count: Int

  private static let size = 96
  private static let run = 3

  /// Computes the fingerprint of a text.
  package init(_ text: String) {
    var all: Set<UInt32> = []
    var text = text
    text.withUTF8 { bytes in
      WordHashes.shingles(of: bytes, size: Self.run) {
        all.insert(UInt32(truncatingIfNeeded: $0 >> 32))
      }
    }
    count = all.count
    hashes = Array(all.sorted().prefix(Self.size))
  }

  /// Restores a stored fingerprint.
  package init(hashes: [UInt32], count: Int) {
    self.hashes = hashes
    self.count = count
  }

  /// Returns the estimated share of common runs of words (the Jaccard index): 1 for equal texts, 0
  /// for texts without a common run.
  package func similarity(to other: TextFingerprint) -> Double {
    if hashes == other.hashes { return hashes.isEmpty ? 0 : 1 }
    var (a, b) = (0, 0)
    var (seen, common) = (0, 0)
    // Walks the smallest hashes of the union; a hash in both lists counts for each.
    while seen < Self.size, a < hashes.count || b < other.hashes.count {
      let left = a < hashes.count ? hashes[a] : .max
      let right = b < other.hashes.count ? other.hashes[b] : .max
      if left == right { common += 1 }
      if left <= right { a += 1 }
      if right <= left { b += 1 }
      seen += 1
    }
    return seen == 0 ? 0 : Double(common) / Double(seen)
  }

  /// Whether the texts are equal apart from a few words.
  package func isNearly(_ other: TextFingerprint) -> Bool { similarity(to: other) >= 0.8 }
}
