import Ledger
import News

extension OwedArticle {
  /// Compares the texts, or the teasers if the suspect's text was never read.
  func isSame(as suspect: SuspectArticle, text: TextFingerprint) -> Bool {
    // With another link and another day, it is the same article only if nothing else has changed.
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
  /// Returns whether the ledes share at least three quarters of their sequences of four bytes, as they do
  /// if one or two words differ. Returns false if only the digest of a lede was kept.
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
