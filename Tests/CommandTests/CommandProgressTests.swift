import Basics
import Logging
import Testing
import Watch

@testable import ledewatch

@Suite struct CommandProgressTests {
  /// Returns the lines that are logged for events.
  private func lines(_ events: [ProgressEvent], level: Logger.Level = .debug) -> [String]? {
    let records = Locked<[String]>([])
    let log = Logger(label: "test") { _ in Handler(logLevel: level, records: records) }
    let progress = CommandProgress(log: log, isShown: false)
    defer { progress.end() }
    guard let listener = progress.listener else { return nil }
    for event in events { listener(event) }
    return records.withLock(\.self)
  }

  @Test func `Without a display, stages and waits are logged at debug level`() {
    #expect(
      lines([
        .begun(sources: 2), .round(source: "quay", .begun),
        .round(source: "quay", .loadingListing(page: 2, of: 3)),
        .round(source: "quay", .waiting(.host("news.test"))),
        .round(source: "quay", .fetchingArticle(1, of: 2)),
        .deliveries(hook: "mail", areRunning: true),
      ]) == [
        "polling 2 sources", "quay: loading page 2 of 3 of the listing",
        "quay: waiting for another request to news.test", "quay: fetching article 1 of 2",
        "delivering hook=mail",
      ])
  }

  @Test func `Nobody follows the work otherwise`() {
    #expect(lines([], level: .warning) == nil)
  }
}

/// A log of a test.
private struct Handler: LogHandler {
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]
  let records: Locked<[String]>

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let record = LogRecord(
      level: event.level, message: "\(event.message)", metadata: event.metadata ?? [:], time: .epoch
    )
    records.withLock { $0.append(record.line) }
  }
}
