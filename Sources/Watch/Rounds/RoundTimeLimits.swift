/// The times after which a round begins no further article.
struct RoundTimeLimits: Sendable {
  /// Seconds that a round may always take if no others wait.
  static let minimumTotal = 60.0
  /// Seconds that a round may take if others wait.
  static let shared = 20.0

  /// The time after which the listing must be polled again; steady seconds.
  let end: Double
  /// The time after which the round ends early if others wait; steady seconds.
  let earlyEnd: Double

  /// - Parameters:
  ///   - start: steady seconds.
  ///   - total: seconds after which no further article is begun.
  init(start: Double, total: Double) {
    end = start + total
    earlyEnd = start + RoundTimeLimits.shared
  }
}

extension Round {
  /// Whether the time limits allow another article. They always allow the first one, so that every
  /// source of a crowded host makes progress.
  func hasTimeForArticle() async -> Bool {
    if requestCount == 0 { return true }
    if context.steady >= timeLimits.end { return false }
    if context.steady < timeLimits.earlyEnd { return true }
    return await !areOthersWaiting()
  }
}
