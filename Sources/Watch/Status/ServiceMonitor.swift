import Basics
import Foundation
import Ledger
import Settings
import Spool

import struct Settings.Configuration

/// The parts of a running service that its monitor reads.
package struct MonitoredService: Sendable {
  var configuration: Configuration
  let ledger: LedgerStore
  let spool: SpoolDirectory
  let texts: RevisionTextStore
  let dependencies: Dependencies
  /// Returns whether no round makes progress.
  var isStalled: @Sendable () -> Bool = { false }

  var now: Timestamp { dependencies.clock.timestamp }
}

/// The monitor of a service: its metrics, and what its status page shows. It changes nothing.
///
/// Everything is read through the open ledger of the service. A second connection of the same process
/// would release the locks of the first one when it is closed.
package actor ServiceMonitor {
  package nonisolated let metrics: Metrics
  package nonisolated let version: String
  /// The service; nil before the stores are open and after they are closed.
  private(set) var service: MonitoredService?
  /// The time of the last reading of the hooks and disks.
  private var lastReading: ContinuousClock.Instant?
  /// The size of the spool and the time when it was measured.
  private var spoolSize: (bytes: Int?, time: ContinuousClock.Instant)?
  /// The reason why the metrics file could not be written last.
  private var fileError: String?

  /// The time for which a reading of hooks and disks is used.
  private static let readingInterval = Duration.seconds(10)
  /// The time for which the size of the spool is used. Measuring it visits each file.
  private static let spoolInterval = Duration.seconds(600)

  /// - Parameters:
  ///   - version: the version of the program.
  ///   - isCounting: whether the metrics contain counts of this process.
  package init(version: String = "unknown", isCounting: Bool = true) {
    self.version = version
    metrics = Metrics(version: version, isCounting: isCounting)
  }

  /// Begins to monitor a service whose stores are open.
  func begin(_ service: MonitoredService) async {
    self.service = service
    await loadMetrics()
  }

  /// Replaces the configuration for a reload, except for the paths of the open spool and ledger.
  func update(_ configuration: Configuration) async {
    guard let old = service?.configuration else { return }
    service?.configuration = configuration
    service?.configuration.spoolPath = old.spoolPath
    service?.configuration.statePath = old.statePath
    lastReading = nil
    await loadMetrics()
  }

  func end() { service = nil }

  private func loadMetrics() async {
    guard let service else { return }
    do {
      try await metrics.load(service.configuration, ledger: service.ledger)
    } catch {
      // Rounds report errors of the ledger.
      service.dependencies.log.debug(
        "cannot read the ledger for the metrics",
        metadata: ["stage": "metrics", "reason": "\(error)"])
    }
  }

  // MARK: - Metrics

  /// Returns the metrics as text.
  package func metricsText(_ format: MetricsFormat) async -> [UInt8] {
    await readStores()
    return metrics.text(format)
  }

  /// Writes the metrics file, and releases the memory and the pages of the program that this and the status
  /// page have used. It is called once a minute.
  func intervalEnded() async {
    await writeMetricsFile()
    _ = await service?.dependencies.releaseMemory()
  }

  /// Writes the metrics file, if one is configured. An error is logged when it begins.
  func writeMetricsFile() async {
    guard let service, let path = service.configuration.monitoring.metricsFile else { return }
    let text = await metricsText(.prometheus)
    do {
      try MetricsFile(path: path).write(text)
      fileError = nil
    } catch {
      let reason = "\(error)"
      guard reason != fileError else { return }
      fileError = reason
      service.dependencies.log.warning(
        "cannot write the metrics file", metadata: ["stage": "metrics", "reason": "\(reason)"])
    }
  }

  /// Reads the state of hooks and disks, unless it was read just now.
  private func readStores() async {
    guard let service else { return }
    let instant = service.dependencies.clock.now
    if let lastReading, instant - lastReading < ServiceMonitor.readingInterval { return }
    lastReading = instant
    if spoolSize.map({ instant - $0.time >= ServiceMonitor.spoolInterval }) ?? true {
      spoolSize = (spoolSize?.bytes, instant)
      let bytes = try? await service.spool.onDisk { FileSize.bytesBelow($0.directory) }
      spoolSize = (bytes ?? nil, instant)
    }
    do {
      let stores = try await StoreMetrics(
        service.configuration, ledger: service.ledger, spoolBytes: spoolSize?.bytes)
      metrics.set(stores, faults: try await faults(service).count)
    } catch {
      // Rounds report errors of the ledger.
      lastReading = nil
    }
  }

  // MARK: - Health checks

  /// The reasons why the service is not ready: closed stores, faults, rounds that make no progress.
  package var obstacles: [String] {
    get async {
      guard let service else { return ["the ledger and the spool are not open"] }
      do {
        let stall = service.isStalled() ? ["no round makes progress"] : []
        return try await faults(service).map(\.reason) + stall
      } catch {
        return ["\(error)"]
      }
    }
  }

  private func faults(_ service: MonitoredService) async throws -> [ServiceFault] {
    try await ServiceFault.faults(
      service.configuration, ledger: service.ledger, now: service.now)
  }
}
