import Basics
import Dates
import Ledger

/// The results of the article requests of one round.
struct ArticleAttempts: Sendable {
  private(set) var hasSuccess = false
  private(set) var failures: [(article: ArticleID, error: RoundError)] = []
  /// The number of articles that were requested for the first time and cannot be read, including those
  /// that are gone.
  private(set) var unreadCount = 0
  /// The reason of the last of them.
  private(set) var lastReason: String?
  /// The last page that could not be read as an article, or was read with doubt; nil if there was none.
  private(set) var doubtfulPage: [UInt8]?
  /// Whether each article that was read is good, in order.
  private(set) var qualities: [Bool] = []
  /// The time at which the next of them is tried again.
  var nextTry: Timestamp?
  /// The last row that was owed when the requests were made.
  private(set) var lastOwed: ArticleID = 0

  mutating func recordOwed(_ owed: [OwedArticle]) {
    lastOwed = max(lastOwed, owed.lazy.map(\.id).max() ?? 0)
  }

  /// - Parameters:
  ///   - isGood: whether the text was read without doubt; nil if it was not read for the first time.
  ///   - page: the bytes of the article's page.
  mutating func recordSuccess(isGood: Bool? = nil, page: [UInt8]? = nil) {
    hasSuccess = true
    guard let isGood else { return }
    qualities.append(isGood)
    if !isGood { doubtfulPage = page }
  }

  /// The number of articles of which none is read that suffices for a warning. One article alone may be
  /// a mistake of its site.
  private static let warningCount = 2

  /// The warning that no article was read, as a phrase for people; nil if there is no reason for one.
  var warning: String? {
    guard !hasSuccess, unreadCount >= ArticleAttempts.warningCount, let lastReason else {
      return nil
    }
    let next = nextTry.map { "; next try \(RFC3339.string(from: $0))" } ?? ""
    return "\(unreadCount) articles found, 0 read (\(lastReason))\(next)"
  }

  /// Ignores an article that is gone, is a document or was not requested: it says nothing of the others.
  /// - Parameter isFirstTry: whether the article was requested for the first time.
  mutating func recordFailure(of article: ArticleID, _ error: RoundError, isFirstTry: Bool) {
    guard !error.isNotAPage, error.heldUntil == nil else { return }
    // A server that asks for a pause gives no reason for concern.
    if isFirstTry, error.retryAfter == nil {
      unreadCount += 1
      lastReason = error.reason
      doubtfulPage = error.page ?? doubtfulPage
    }
    guard !error.isGone else { return }
    // One page is enough for inspection.
    if !failures.isEmpty { failures[failures.count - 1].error.page = nil }
    failures.append((article, error))
  }
}
