import Basics

/// The time without new articles after which a source counts as quiet.
///
/// It is half as long again as the longest pause of the last year, and longer as long as the source is
/// new. A simulation of two years of publishing chose the constants (`SilenceSimulationTests`): every
/// break is noticed within that time, with at most one false alarm per source and year.
struct SilenceLimit: Hashable, Sendable {
  var duration: Duration
  /// The longest pause of the last year; nil if too little is known of the source, or if the configuration says how
  /// often it publishes.
  var longestPause: Duration?

  /// The limit for a source of which too little is known.
  static let unknown = SilenceLimit(duration: .seconds(30 * 86_400))
  /// The shortest limit. Pauses of hours are too common to be worth an event.
  static let minimum = Duration.seconds(12 * 3600)

  /// The number of pauses from which on they say something.
  private static let minimumCount = 20
  /// The time for which pauses are remembered. It includes the holidays of one year.
  private static let memory = Duration.seconds(400 * 86_400)
  /// The limit in ratio to the longest pause.
  private static let factor = 1.5
  /// The time after which a source has shown most of its pauses, and the factor until then.
  private static let learningTime = Duration.seconds(270 * 86_400)
  private static let learningFactor = 3.0

  init(duration: Duration, longestPause: Duration? = nil) {
    self.duration = duration
    self.longestPause = longestPause
  }

  /// Learns the limit from the pauses of a source.
  /// - Parameters:
  ///   - interval: the longest time between two polls, by which arrivals may seem late.
  ///   - now: the current time.
  init(_ history: PublicationHistory, interval: Duration, now: Timestamp) {
    let recent = history.arrivals.filter { now - $0.time <= SilenceLimit.memory }
    let pauses: [Duration] = PublicationHistory(recent).pauses
    guard let first = recent.first, let last = recent.last, let longest = pauses.max() else {
      self = .unknown
      return
    }
    guard pauses.count >= SilenceLimit.minimumCount else {
      duration = max(SilenceLimit.unknown.duration, longest * SilenceLimit.factor)
      return
    }
    let isLearned = last.time - first.time >= SilenceLimit.learningTime
    let factor = isLearned ? SilenceLimit.factor : SilenceLimit.learningFactor
    duration = max(SilenceLimit.minimum, longest * factor, interval * 3)
    longestPause = longest
  }
}
