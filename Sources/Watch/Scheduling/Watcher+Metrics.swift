import Basics
import Ledger
import Settings
import Web

extension Watcher {
  /// Tells the monitor that the stores are open.
  func begin(_ stores: OpenStores, _ serviceState: ServiceState) async {
    await monitor.begin(
      MonitoredService(
        configuration: configuration, ledger: stores.ledger, spool: stores.spool,
        texts: stores.texts, dependencies: dependencies,
        isStalled: {
          !serviceState.progress.isMakingProgress(timeout: serviceState.stallTimeout)
        }))
  }

  /// Returns the response of a request, whose duration and size become part of the metrics.
  func measured(_ fetch: () async throws -> Response) async throws -> Response {
    let start = dependencies.clock.now
    do {
      let response = try await fetch()
      monitor.metrics.recordRequest(
        dependencies.clock.now - start, bytes: response.body.count)
      return response
    } catch {
      if !(error is CancellationError) {
        monitor.metrics.recordRequest(dependencies.clock.now - start, bytes: nil)
      }
      throw error
    }
  }

  /// Writes the metrics file after the rounds of `once`, without counts of this process.
  func writeMetrics(_ stores: OpenStores, _ report: OnceReport) async {
    guard configuration.monitoring.metricsFile != nil else { return }
    let once = ServiceMonitor(version: monitor.version, isCounting: false)
    await once.begin(
      MonitoredService(
        configuration: configuration, ledger: stores.ledger, spool: stores.spool,
        texts: stores.texts, dependencies: dependencies))
    for (source, teasers) in report.teasers {
      once.metrics.update(source) { $0.teasers = teasers }
    }
    await once.writeMetricsFile()
  }
}

extension ServiceState {
  /// Adds the result of a round to the metrics.
  func record(_ report: RoundReport, _ memory: SourceMemory, nextRound: Timestamp) async {
    let owed =
      memory.openWork.hasArticles ? try? await context.ledger.owedCount(of: memory.id) : 0
    metrics.update(report.source) { source in
      source.update(from: memory)
      source.owed = owed ?? source.owed
      source.nextRound = nextRound
      source.teasers = report.teasers ?? source.teasers
      guard report.didPoll else { return }
      let result: SourceMetrics.RoundResult =
        report.failure != nil ? .failed : report.teasers == nil ? .unchanged : .read
      source.rounds[result, default: 0] += 1
    }
  }
}

extension Metrics {
  /// Records an event. What a long round changes is known before its end.
  func record(_ event: WatchEvent) {
    switch event {
    case .spooled(let article, _):
      update(article.source) {
        $0.articles[article.revision == 1 ? .new : .revised, default: 0] += 1
        $0.entries = ($0.entries ?? 0) + 1
        if article.revision == 1 { $0.owed = max(0, ($0.owed ?? 0) - 1) }
      }
    case .found(let source, let count):
      update(source) { $0.owed = ($0.owed ?? 0) + count }
    case .health(let source, _, let health, _, _):
      update(source) { $0.health = health }
    case .article(let source, _, let kind, _):
      update(source) { $0.articles[kind, default: 0] += 1 }
    case .source: return
    }
  }
}
