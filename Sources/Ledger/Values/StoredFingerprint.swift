import News

/// A text's fingerprint in the form that the ledger stores, in about a hundred bytes: 16 significant
/// bits of each of its 48 smallest hashes.
package struct StoredFingerprint: Hashable, Sendable {
  private let count: Int
  /// The number of low bits that were dropped.
  private let shift: Int
  private let values: [UInt32]

  private static let size = 48

  package init(_ text: TextFingerprint) {
    let hashes = text.hashes.prefix(StoredFingerprint.size)
    count = text.count
    shift = max(0, UInt32.bitWidth - (hashes.last ?? 0).leadingZeroBitCount - 16)
    values = hashes.map { [shift] in $0 >> UInt32(shift) }
  }

  package init?(stored bytes: [UInt8]) {
    guard bytes.count >= 5, bytes.count % 2 == 1, bytes[4] <= 16 else { return nil }
    count = (0..<4).reduce(0) { $0 | Int(bytes[$1]) << ($1 * 8) }
    shift = Int(bytes[4])
    values = stride(from: 5, to: bytes.count, by: 2).map {
      UInt32(bytes[$0]) | UInt32(bytes[$0 + 1]) << 8
    }
  }

  package var stored: [UInt8] {
    let head = UInt32(clamping: count)
    return (0..<4).map { UInt8(truncatingIfNeeded: head >> UInt32($0 * 8)) } + [UInt8(shift)]
      + values.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }

  /// Returns the share of word sequences that two texts have in common, from 0 to 1, estimated from the
  /// smallest hashes of both.
  package func similarity(to text: TextFingerprint) -> Double {
    let other = StoredFingerprint(text)
    let coarse = max(shift, other.shift)
    let mine = values.map { $0 >> UInt32(coarse - shift) }
    let theirs = other.values.map { $0 >> UInt32(coarse - other.shift) }
    if mine == theirs { return mine.isEmpty ? 0 : 1 }
    var (a, b) = (0, 0)
    var (seen, common) = (0, 0)
    while seen < StoredFingerprint.size, a < mine.count || b < theirs.count {
      let left = a < mine.count ? mine[a] : .max
      let right = b < theirs.count ? theirs[b] : .max
      if left == right { common += 1 }
      if left <= right { a += 1 }
      if right <= left { b += 1 }
      seen += 1
    }
    return seen == 0 ? 0 : Double(common) / Double(seen)
  }

  /// Returns whether the texts differ only in a few words.
  package func isNearly(_ text: TextFingerprint) -> Bool { similarity(to: text) >= 0.8 }
}
