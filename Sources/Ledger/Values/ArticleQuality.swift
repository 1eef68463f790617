/// The quality of the last articles of a source: whether their text was read without doubt.
package struct ArticleQuality: Hashable, Sendable {
  /// The maximum number of articles.
  package static let maximumCount = 32

  /// The number of articles that are remembered.
  package private(set) var count: Int
  /// One bit for each article, 1 for a good one; the last article is the lowest bit.
  private(set) var bits: UInt32

  package init() { (count, bits) = (0, 0) }

  package mutating func record(isGood: Bool) {
    bits = bits << 1 | (isGood ? 1 : 0)
    count = min(count + 1, ArticleQuality.maximumCount)
  }

  /// The number of doubtful articles since the last good one.
  package var doubtfulCount: Int { min(count, bits.trailingZeroBitCount) }

  /// The share of good articles among those before the last doubtful ones; nil if there are fewer than a
  /// number of them.
  package func goodShare(atLeast minimum: Int) -> Double? {
    let before = count - doubtfulCount
    guard before >= minimum else { return nil }
    return Double((bits >> UInt32(doubtfulCount)).nonzeroBitCount) / Double(before)
  }
}

// MARK: - Storage

extension ArticleQuality {
  /// The count in the upper 32 bits, and the articles in the lower ones.
  var stored: Int64 { Int64(count) << 32 | Int64(bits) }

  init(stored value: Int64) {
    count = min(max(0, Int(value >> 32)), ArticleQuality.maximumCount)
    bits = UInt32(truncatingIfNeeded: value)
  }
}
