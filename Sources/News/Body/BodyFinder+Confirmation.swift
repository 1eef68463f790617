/// Comparison with the body text in JSON-LD.
extension BodyFinder {
  /// Removes prose that is missing from the body text in JSON-LD, if that text is complete.
  mutating func removeUnconfirmed(_ body: String?) {
    guard var body, body.utf8.count >= 400 else { return }
    var shingles: Set<UInt64> = []
    body.withUTF8 { WordHashes.shingles(of: $0, size: 4) { shingles.insert($0) } }
    let kept = self.kept.filter { prose[$0] > 0 }
    var unconfirmed: [Int] = []
    var confirmed = 0
    for i in kept {
      var (all, known) = (0, 0)
      tree.withBytes(of: i) { bytes in
        WordHashes.shingles(of: bytes, size: 4) {
          all += 1
          if shingles.contains($0) { known += 1 }
        }
      }
      if known * 3 >= all { confirmed += prose[i] } else { unconfirmed.append(i) }
    }
    guard confirmed * 10 >= keptProse * 6 else { return }
    // A truncated text in JSON-LD confirms nothing about what follows it.
    guard let last = kept.last(where: { !unconfirmed.contains($0) }) else { return }
    let isWhole = TextCleaner.length(of: body) * 10 >= confirmed * 9
    let first = kept.first { !unconfirmed.contains($0) } ?? last
    for i in unconfirmed where i > first && (i < last || isWhole) && !isListItem(i) {
      boilerplate[i] = .unconfirmed
    }
  }
}
