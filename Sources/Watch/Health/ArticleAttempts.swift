import Ledger

/// The results of the article requests of one round.
struct ArticleAttempts: Sendable {
  private(set) var hasSuccess = false
  private(set) var failures: [(row: Int64, error: RoundError)] = []
  /// The last row that was owed when the requests were made.
  private(set) var lastOwedRow: Int64 = 0

  mutating func recordOwed(_ owed: [OwedArticle]) {
    lastOwedRow = max(lastOwedRow, owed.lazy.map(\.row).max() ?? 0)
  }

  mutating func recordSuccess() { hasSuccess = true }

  /// Ignores an article that is gone or was not requested: it says nothing of the others.
  mutating func recordFailure(of row: Int64, _ error: RoundError) {
    guard !error.isGone, error.heldUntil == nil else { return }
    // One page is enough for inspection.
    if !failures.isEmpty { failures[failures.count - 1].error.page = nil }
    failures.append((row, error))
  }
}
