import News

/// A text's fingerprint as the ledger keeps it, in a hundred bytes: of its 48 smallest hashes the
/// upper 16 bits that differ.
struct StoredFingerprint: Hashable, Sendable {
  private let count: Int
  /// Low bits that were dropped.
  private let shift: Int
  private let values: [UInt32]

  private static let size = 48

  init(_ text: TextFingerprint) {
    let hashes = text.hashes.prefix(StoredFingerprint.size)
    count = text.count
    shift = max(0, UInt32.bitWidth - (hashes.last ?? 0).leadingZeroBitCount - 16)
    values = hashes.map { [shift] in $0 >> UInt32(shift) }
  }

  init?(stored bytes: [UInt8]) {
    guard bytes.count >= 5, bytes.count % 2 == 1, bytes[4] <= 16 else { return nil }
    count = (0..<4).reduce(0) { $0 | Int(bytes[$1]) << ($1 * 8) }
    shift = Int(bytes[4])
    values = stride(from: 5, to: bytes.count, by: 2).map {
      UInt32(bytes[$0]) | UInt32(bytes[$0 + 1]) << 8
    }
  }

  var stored: [UInt8] {
    let head = UInt32(clamping: count)
    return (0..<4).map { UInt8(truncatingIfNeeded: head >> UInt32($0 * 8)) } + [UInt8(shift)]
      + values.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }

  /// The share of runs of words that two texts have in common, estimated from the smallest hashes
  /// of both.
  func similarity(to text: TextFingerprint) -> Double {
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

  /// Whether the texts are the same but for a few words.
  func isNearly(_ text: TextFingerprint) -> Bool { similarity(to: text) >= 0.8 }
}

extension OwedArticle {
  /// What a look decides by: the text; where none was read of the other, the teasers.
  func isSame(as suspect: SuspectArticle, text: TextFingerprint) -> Bool {
    // By another link and of another day it is the same only when nothing else has changed.
    let isRedated =
      teaserKey.link != suspect.teaserKey.link && !teaserKey.isOfDay(of: suspect.teaserKey)
    if let kept = suspect.fingerprint {
      return isRedated ? kept.similarity(to: text) >= 0.95 : kept.isNearly(text)
    }
    if isRedated { return false }
    if teaserKey.lede.isCompatible(with: suspect.teaserKey.lede) { return true }
    return teaserKey.link == suspect.teaserKey.link
      && teaserKey.lede.isSimilar(to: suspect.teaserKey.lede)
  }
}

extension LedeKey {
  /// Whether one reads as the other with a word or two changed: most runs of four bytes are shared.
  /// Never of a lede of which only the digest was kept.
  func isSimilar(to other: LedeKey) -> Bool {
    let mine = runs
    let theirs = other.runs
    guard !mine.isEmpty, !theirs.isEmpty else { return false }
    return mine.intersection(theirs).count * 4 >= min(mine.count, theirs.count) * 3
  }

  private var runs: Set<UInt32> {
    guard bytes.count >= 4 else { return [] }
    return Set(
      (0...(bytes.count - 4)).map { i in
        (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[i + $1]) }
      })
  }
}
