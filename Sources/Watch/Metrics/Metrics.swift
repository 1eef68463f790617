import Basics
import Ledger
import Settings
import Spool

import struct Settings.Configuration

/// The metrics of a process, in the formats of Prometheus.
package final class Metrics: Sendable {
  private struct State {
    /// The names of the sources, in the order of the configuration.
    var order: [String] = []
    var sources: [String: SourceMetrics] = [:]
    var texts: [String: SourceMetrics.Text] = [:]
    var requests = RequestMetrics()
    var stores = StoreMetrics()
    var faults: Int?
  }

  private let version: String
  private let state = Locked(State())
  /// Whether the process counts rounds and requests. A process that ends soon does not: each would start
  /// again at zero.
  private let isCounting: Bool

  private static let build = MetricFamily("build", .info, help: "Version of the program.")
  private static let faults = MetricFamily(
    "faults", help: "Lasting faults of the spool, the ledger, the disk and the clock.")

  /// - Parameters:
  ///   - version: the version of the program.
  ///   - isCounting: whether counts of this process are part of the text.
  package init(version: String = "unknown", isCounting: Bool = true) {
    self.version = version
    self.isCounting = isCounting
  }

  // MARK: - Text

  /// Returns all metrics as text.
  package func text(_ format: MetricsFormat) -> [UInt8] {
    let state = state.withLock { $0 }
    let texts = state.order.compactMap { state.texts[$0] }
    var output: [UInt8] = []
    // Growing step by step would copy megabytes several times.
    output.reserveCapacity(texts.reduce(1 << 16) { $0 + $1.maximumSize })
    var build = MetricSamples()
    build.add(Metrics.build.sample, [("version", version)], 1)
    output += Metrics.build.header(format) + build.bytes
    if let count = state.faults {
      var faults = MetricSamples()
      faults.add(Metrics.faults.sample, [], count)
      output += Metrics.faults.header(format) + faults.bytes
    }
    for (index, family) in SourceFamily.all.enumerated()
    where isCounting || index >= SourceFamily.countedCount {
      let header = family.header(format)
      output += header
      let start = output.count
      for text in texts { text.append(index, format, to: &output) }
      if output.count == start { output.removeLast(header.count) }
    }
    if isCounting { state.requests.append(format, to: &output) }
    state.stores.append(format, to: &output)
    if format == .openMetrics { output += "# EOF\n".utf8 }
    return output
  }

  // MARK: - Values

  /// Changes the metrics of a source, if it is configured.
  func update(_ source: String, _ change: (inout SourceMetrics) -> Void) {
    state.withLock { state in
      guard var metrics = state.sources[source] else { return }
      change(&metrics)
      guard metrics != state.sources[source] else { return }
      state.sources[source] = metrics
      state.texts[source] = metrics.text(source: source)
    }
  }

  /// The times of the next rounds, by source.
  var nextRounds: [String: Timestamp] {
    state.withLock { $0.sources.compactMapValues(\.nextRound) }
  }

  func recordRequest(_ duration: Duration, bytes: Int?) {
    state.withLock { $0.requests.record(duration, bytes: bytes) }
  }

  func set(_ stores: StoreMetrics, faults: Int) {
    state.withLock {
      $0.stores = stores
      $0.faults = faults
    }
  }

  /// Replaces the sources. Those that stay keep their metrics, and the others get what the ledger knows.
  /// - Throws: `LedgerError`
  func load(_ configuration: Configuration, ledger: some LedgerReading) async throws {
    let known = state.withLock { $0.sources.filter { $0.value.health != .paused } }
    let new = configuration.sources.map(\.name).filter { known[$0] == nil }
    let states = try await ledger.sources(new)
    state.withLock { state in
      let old = state.sources
      state.order = configuration.sources.map(\.name)
      (state.sources, state.texts) = ([:], [:])
      for source in configuration.sources {
        var metrics = old[source.name] ?? SourceMetrics()
        if known[source.name] == nil { metrics.update(from: states[source.name]) }
        if source.schedule.isPaused { metrics.setPaused() }
        state.sources[source.name] = metrics
        state.texts[source.name] = metrics.text(source: source.name)
      }
    }
  }
}

extension SourceMetrics {
  /// Takes what the ledger remembers of the source.
  /// - Parameter state: nil if the source was never polled.
  fileprivate mutating func update(from state: SourceState?) {
    health = nil
    if let state { update(from: state.memory) }
    owed = state?.owed ?? 0
    entries = state?.spooled ?? 0
  }

  /// Takes what a round has left in memory.
  mutating func update(from memory: SourceMemory) {
    guard let last = memory.rounds.last else { return }
    health = memory.health.status
    lastArticle = memory.rounds.lastNews
    if memory.health.failures == 0 { lastSuccess = last }
  }

  fileprivate mutating func setPaused() {
    health = .paused
    nextRound = nil
  }
}
