import Basics
import Logging
import News

/// The results of one round.
struct RoundReport: Sendable {
  var source: String
  var didPoll = false
  /// Whether the poll of the listing has ended, with or without an error.
  var isListingDone = false
  /// New teasers.
  var found = 0
  /// The teasers of the listing; nil if it was not read, as when it is unchanged.
  var teasers: Int?
  /// Entries that were published in the spool.
  var spooled = 0
  /// The error of the listing if it failed.
  var failure: RoundError?
  /// The errors of articles and next pages.
  private(set) var errors: [RoundError] = []
  /// The first error of the round that refused an address of a host that was public.
  private(set) var refusal: RoundError?
  /// The time for which the listing declares itself fresh (`Cache-Control: max-age`).
  var freshFor: Duration?
  /// The time at which the next owed article is due.
  private(set) var nextOwed: Timestamp?

  init(source: String) { self.source = source }

  /// Adds an error without its page, because there may be many.
  mutating func add(_ error: RoundError) {
    var error = error
    error.page = nil
    errors.append(error)
    noteRefusal(error)
  }

  mutating func noteRefusal(_ error: RoundError) {
    if refusal == nil, error.refusedAddress != nil { refusal = error }
  }

  mutating func addOwed(at time: Timestamp) {
    nextOwed = min(nextOwed ?? time, time)
  }
}

// MARK: - Logging

extension Round {
  func log(
    _ level: Logger.Level, _ message: Logger.Message, _ error: RoundError,
    kind: LogKind = .articleFailed
  ) {
    var metadata: Logger.Metadata = [
      LogKind.metadataKey: .kind(kind),
      "source": "\(source.name)", "stage": "\(error.stage.rawValue)",
      "address": "\(error.address)", "reason": "\(error.reason)",
    ]
    if let status = error.status { metadata["status"] = "\(status)" }
    context.log.log(level: level, message, metadata: metadata)
  }

  func logResult() {
    guard report.found > 0 || report.spooled > 0 else { return }
    context.log.info(
      "round finished",
      metadata: [
        "source": "\(source.name)", "stage": "round", "found": "\(report.found)",
        "spooled": "\(report.spooled)", "errors": "\(report.errors.count)",
      ])
  }
}
