import Ledger

/// The results of the article requests of one round.
struct ArticleAttempts: Sendable {
  private(set) var hasSuccess = false
  private(set) var failures: [(article: ArticleID, error: RoundError)] = []
  /// The last row that was owed when the requests were made.
  private(set) var lastOwed: ArticleID = 0

  mutating func recordOwed(_ owed: [OwedArticle]) {
    lastOwed = max(lastOwed, owed.lazy.map(\.id).max() ?? 0)
  }

  mutating func recordSuccess() { hasSuccess = true }

  /// Ignores an article that is gone or was not requested: it says nothing of the others.
  mutating func recordFailure(of article: ArticleID, _ error: RoundError) {
    guard !error.isGone, error.heldUntil == nil else { return }
    // One page is enough for inspection.
    if !failures.isEmpty { failures[failures.count - 1].error.page = nil }
    failures.append((article, error))
  }
}
