import News

extension TextFingerprint {
  /// As the ledger keeps it: the count and the hashes, little-endian.
  var bytes: [UInt8] {
    ([UInt32(clamping: count)] + hashes).flatMap { word in
      (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
    }
  }

  init?(bytes: [UInt8]) {
    guard bytes.count >= 4, bytes.count % 4 == 0 else { return nil }
    let words = stride(from: 0, to: bytes.count, by: 4).map { i in
      (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[i + $1]) << UInt32($1 * 8) }
    }
    self.init(hashes: Array(words.dropFirst()), count: Int(words[0]))
  }
}

extension OwedArticle {
  /// What a look decides by: the text; where none was read of the other, the teasers.
  func isSame(as suspect: SuspectArticle, text: TextFingerprint) -> Bool {
    if let bytes = suspect.fingerprint, let other = TextFingerprint(bytes: bytes) {
      return text.isNearly(other)
    }
    if sighting.lede.isCompatible(with: suspect.sighting.lede) { return true }
    return sighting.link == suspect.sighting.link
      && sighting.lede.isSimilar(to: suspect.sighting.lede)
  }
}

extension LedeKey {
  /// Whether one reads as the other with a word or two changed: most runs of four bytes are shared.
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
