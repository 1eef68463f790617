import Basics
import Foundation
import Ledger
import Logging
import Settings
import Spool
import Synchronization
import TestSupport
import Testing
import Web

@testable import Watch

@Suite(.timeLimit(.minutes(10))) struct MetricsTests {
  let world = FakeWorld()

  private func lines(_ text: [UInt8]) -> [String] {
    String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private func samples(_ name: String, in lines: [String]) -> [String] {
    lines.filter { $0.hasPrefix("ledewatch_\(name)") }.map { String($0.dropFirst(10)) }
  }

  /// The metrics file that `once` has written.
  private var file: [String] {
    lines(Array((world.scratch.read("metrics.prom") ?? "").utf8))
  }

  private func once() async throws {
    let path = world.scratch.path("metrics.prom")
    try await world.once { $0.monitoring.metricsFile = path }
  }

  @Test func `“once” writes what the ledger knows, and no counts of its own`() async throws {
    world.site.publish("one")
    world.site.publish("two")
    world.site.answer("/a/two", status: 503)
    try await once()
    #expect(samples("source_teasers", in: file) == ["source_teasers{source=\"lindmar\"} 2"])
    #expect(
      samples("source_owed_articles", in: file) == ["source_owed_articles{source=\"lindmar\"} 1"])
    #expect(
      samples("source_entries_total", in: file) == ["source_entries_total{source=\"lindmar\"} 1"])
    #expect(
      samples("source_health{source=\"lindmar\",state=\"ok\"", in: file).first?.hasSuffix(" 1")
        == true)
    #expect(samples("source_health", in: file).count == Health.allCases.count)
    #expect(samples("source_last_success_timestamp_seconds", in: file).count == 1)
    for name in ["source_rounds", "source_articles", "request_duration", "received_bytes"] {
      #expect(samples(name, in: file) == [], "\(name)")
    }
    #expect(!world.scratch.list().contains { $0.contains(".part") })
  }

  @Test func `A time that is unknown has no sample`() async throws {
    world.site.answer("/", status: 500)
    try await once()
    #expect(samples("source_last_success", in: file) == [])
    #expect(samples("source_last_article", in: file) == [])
    #expect(samples("source_next_round", in: file) == [])
    #expect(samples("hook_oldest_pending", in: file) == [])
  }

  @Test func `A metrics file that cannot be written is logged, and the run succeeds`() async throws
  {
    let messages = Locked<[String]>([])
    let log = Logger(label: "test") { _ in RecordingLog { messages.append($0) } }
    world.site.publish("one")
    let report = try await world.once(log: log) {
      $0.monitoring.metricsFile = "/nonexistent/metrics.prom"
    }
    #expect(report.exitStatus == 0)
    #expect(messages.withLock { $0 }.contains("cannot write the metrics file"))
  }

  @Test func `A service counts rounds, articles and requests from zero`() async throws {
    world.clock.drive()
    let watcher = world.watcher { $0.hooks = [] }
    let task = Task { try await watcher.run() }
    await world.clock.rest(sleepers: 2)
    let before = lines(await watcher.monitor.metricsText(.prometheus))
    #expect(
      samples("source_articles_total{", in: before).contains(
        "source_articles_total{source=\"lindmar\",event=\"revised\"} 0"))
    world.site.publish("one")
    while world.spooled.isEmpty { await world.clock.passToNext(sleepers: 2) }
    await world.clock.rest(sleepers: 2)
    let after = lines(await watcher.monitor.metricsText(.prometheus))
    #expect(
      samples("source_articles_total{", in: after).contains(
        "source_articles_total{source=\"lindmar\",event=\"new\"} 1"))
    #expect(samples("source_next_round_timestamp_seconds{", in: after).count == 1)
    #expect(samples("request_duration_seconds_count", in: after) != [])
    #expect(samples("request_duration_seconds_bucket{le=\"+Inf\"}", in: after).count == 1)
    #expect(await watcher.monitor.obstacles == [])
    task.cancel()
    try await task.value
    #expect(await watcher.monitor.obstacles != [])
  }

  @Test func `Owed articles and the health are known during a round`() async throws {
    world.clock.drive()
    world.site.answer("/", status: 500)
    let watcher = world.watcher { $0.hooks = [] }
    let found = Mutex<[[String]]>([])
    for name in ["one", "two"] {
      let story = world.site.publish(name)
      world.site.answer(story.path) { [self] request in
        let now = lines(watcher.monitor.metrics.text(.prometheus))
        found.withLock {
          $0.append(
            samples("source_owed_articles{", in: now)
              + samples("source_health{", in: now).filter { $0.hasSuffix(" 1") })
        }
        return Response(
          url: request.url, status: 200, body: Array("A\n\(story.text)".utf8))
      }
    }
    let task = Task { try await watcher.run() }
    await world.clock.rest(sleepers: 2)
    world.site.state.withLock { $0.answers["/"] = nil }
    while world.spooled.count < 2 { await world.clock.passToNext(sleepers: 2) }
    task.cancel()
    try await task.value
    #expect(
      found.withLock { $0 }
        == [2, 1].map {
          [
            "source_owed_articles{source=\"lindmar\"} \($0)",
            "source_health{source=\"lindmar\",state=\"ok\"} 1",
          ]
        })
  }

  @Test func `OpenMetrics names families, units and the end`() async throws {
    world.site.publish("one")
    let watcher = world.watcher()
    _ = try await watcher.once()
    let ledger = try ReadOnlyLedger(watcher.configuration.ledgerPath)
    let metrics = Metrics(version: "1 \"2\"\n\\3")
    try await metrics.load(watcher.configuration, ledger: ledger)
    let text = lines(metrics.text(.openMetrics))
    #expect(text.last == "# EOF")
    #expect(text.contains("# TYPE ledewatch_source_rounds counter"))
    #expect(text.contains("# TYPE ledewatch_source_health stateset"))
    #expect(text.contains("# UNIT ledewatch_received_bytes bytes"))
    #expect(text.contains("# TYPE ledewatch_build info"))
    #expect(text.contains("ledewatch_build_info{version=\"1 \\\"2\\\"\\n\\\\3\"} 1"))
    #expect(
      text.contains(
        "ledewatch_source_health{source=\"lindmar\",state=\"ok\",ledewatch_source_health=\"ok\"} 1")
    )
    let plain = lines(metrics.text(.prometheus))
    #expect(plain.contains("# TYPE ledewatch_source_health gauge"))
    #expect(plain.contains("# TYPE ledewatch_source_rounds_total counter"))
    #expect(!plain.contains { $0.contains("stateset") || $0 == "# EOF" })
  }

  @Test func `Sources that are removed have no samples`() async throws {
    let watcher = world.watcher()
    _ = try await watcher.once()
    let ledger = try ReadOnlyLedger(watcher.configuration.ledgerPath)
    let metrics = Metrics()
    try await metrics.load(watcher.configuration, ledger: ledger)
    #expect(lines(metrics.text(.prometheus)).contains { $0.contains("lindmar") })
    var empty = watcher.configuration
    empty.sources = []
    try await metrics.load(empty, ledger: ledger)
    let text = lines(metrics.text(.prometheus))
    #expect(!text.contains { $0.contains("lindmar") || $0.contains("source_health") })
  }
}

/// A log that passes its messages on.
private struct RecordingLog: LogHandler {
  var logLevel = Logger.Level.warning
  var metadata: Logger.Metadata = [:]
  let record: @Sendable (String) -> Void

  init(_ record: @escaping @Sendable (String) -> Void) { self.record = record }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) { record("\(event.message)") }
}

extension Locked<[String]> {
  fileprivate func append(_ text: String) { withLock { $0.append(text) } }
}
