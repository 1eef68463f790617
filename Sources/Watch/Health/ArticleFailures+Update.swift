import Basics
import Ledger

extension ArticleFailures {
  /// Refused articles in a row that suffice at once; other failures may be temporary.
  static let sufficientCount = 5
  /// Failed articles in a row that suffice if they span `sufficientTime`.
  static let sufficientCountOverTime = 3
  static let sufficientTime = Duration.seconds(86_400)

  mutating func update(with attempts: ArticleAttempts, now: Timestamp) {
    if attempts.hasSuccess {
      self = ArticleFailures(
        kind, count: 0, since: nil, countedTo: max(countedTo, attempts.lastOwed), verdict: nil)
      return
    }
    let matching = attempts.failures.filter { kind == .missed || $0.error.isBlocked }
    let new = Set(matching.map(\.article).filter { $0 > countedTo })
    count += new.count
    countedTo = max(countedTo, new.max() ?? 0)
    // A time in the future was recorded before the clock was set back.
    since = count > 0 ? min(since ?? now, now) : nil
    guard verdict == nil, let error = matching.last?.error, let since, isSufficient(now - since)
    else { return }
    verdict = "the listing is readable, but \(kind.text), \(count) in a row: \(error)"
  }

  private func isSufficient(_ time: Duration) -> Bool {
    kind == .refused && count >= ArticleFailures.sufficientCount
      || count >= ArticleFailures.sufficientCountOverTime && time >= ArticleFailures.sufficientTime
  }
}

extension ArticleFailures.Kind {
  fileprivate var text: String {
    switch self {
    case .refused: "its articles are refused"
    case .missed: "its articles cannot be fetched"
    }
  }
}

extension SourceMemory {
  /// The reason why no articles arrive although the listing is readable; a refusal is the more
  /// precise one.
  var articleError: String? { health.refusals.verdict ?? health.misses.verdict }

  /// Replaces the warning. It ends when an article is read, and when no article is owed any longer.
  mutating func updateArticleWarning(with attempts: ArticleAttempts) {
    if let warning = attempts.warning {
      health.articleWarning = warning
    } else if attempts.hasSuccess || !openWork.hasArticles {
      health.articleWarning = nil
    }
  }
}
