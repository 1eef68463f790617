/// The times after which a round begins no further article.
struct RoundTimeLimits: Sendable {
  /// The time that a round may always take if no others wait.
  static let minimumTotal = Duration.seconds(60)
  /// The time that a round may take if others wait.
  static let shared = Duration.seconds(20)

  /// The time after which the listing must be polled again.
  let end: ContinuousClock.Instant
  /// The time after which the round ends early if others wait.
  let earlyEnd: ContinuousClock.Instant

  /// - Parameter total: the time after which no further article is begun.
  init(start: ContinuousClock.Instant, total: Duration) {
    end = start + total
    earlyEnd = start + RoundTimeLimits.shared
  }
}

extension Round {
  /// Whether the time limits allow another article. They always allow the first one, so that every
  /// source of a crowded host makes progress.
  func hasTimeForArticle() async -> Bool {
    guard requestCount > 0, let timeLimits else { return true }
    if context.clock.now >= timeLimits.end { return false }
    if context.clock.now < timeLimits.earlyEnd { return true }
    return await !areOthersWaiting()
  }
}
