import Basics
import Foundation
import Ledger
import Settings
import Spool

import struct Settings.Configuration

/// The metrics of hooks, of the spool and of the ledger.
struct StoreMetrics: Sendable {
  /// The states of the hooks, in the order of the configuration.
  private var hooks: [(name: String, state: HookState)] = []
  private var ledgerBytes: Int?
  private var spoolBytes: Int?
  private var free: [(directory: String, bytes: Int)] = []

  init() {}

  /// Reads the state of the hooks and of the disks.
  /// - Parameter spoolBytes: the size of the spool; nil if it is unknown.
  init(
    _ configuration: Configuration, ledger: some LedgerReading, spoolBytes: Int?
  ) async throws {
    let names = configuration.hooks.map(\.name)
    hooks = zip(names, try await ledger.hooks(names)).map { (name: $0, state: $1) }
    for (i, hook) in configuration.hooks.enumerated() where hook.timing.waits {
      hooks[i].state.oldestPending = hooks[i].state.oldestTried
    }
    ledgerBytes = ["", "-wal"].compactMap { FileSize.bytes(configuration.ledgerPath + $0) }
      .reduce(0, +)
    self.spoolBytes = spoolBytes
    free = [("spool", configuration.spoolPath), ("state", configuration.statePath)].compactMap {
      directory, path in
      DiskSpace(of: path).map { (directory: directory, bytes: Int($0.freeBytes)) }
    }
  }
}

extension StoreMetrics {
  private static let pending = MetricFamily(
    "hook_pending_deliveries", help: "Deliveries that wait for their next attempt.")
  private static let parked = MetricFamily(
    "hook_parked_deliveries", help: "Deliveries that were given up at the age limit.")
  private static let delivered = MetricFamily(
    "hook_deliveries", .counter, help: "Deliveries that ever succeeded, as the ledger counts them.")
  private static let oldest = MetricFamily(
    "hook_oldest_pending_timestamp_seconds",
    help:
      "Time at which the oldest pending delivery was made; with digests or quiet hours, of those that have failed."
  )
  private static let spool = MetricFamily(
    "spool_size_bytes", help: "Size of the files in the spool, as last measured.")
  private static let ledger = MetricFamily("ledger_size_bytes", help: "Size of the ledger.")
  private static let space = MetricFamily(
    "filesystem_free_bytes", help: "Free space for the directory of the spool or of the ledger.")

  func append(_ format: MetricsFormat, to output: inout [UInt8]) {
    appendHooks(format, to: &output)
    for (family, bytes) in [(StoreMetrics.spool, spoolBytes), (StoreMetrics.ledger, ledgerBytes)] {
      guard let bytes else { continue }
      var samples = MetricSamples()
      samples.add(family.sample, [], bytes)
      output += family.header(format) + samples.bytes
    }
    append(StoreMetrics.space, format, to: &output) { samples in
      for (directory, bytes) in free {
        samples.add(StoreMetrics.space.sample, [("directory", directory)], bytes)
      }
    }
  }

  private func appendHooks(_ format: MetricsFormat, to output: inout [UInt8]) {
    let values: [(MetricFamily, (HookState) -> Double?)] = [
      (StoreMetrics.pending, { Double($0.pending) }),
      (StoreMetrics.parked, { Double($0.parked) }),
      (StoreMetrics.delivered, { Double($0.delivered) }),
      (StoreMetrics.oldest, { $0.oldestPending?.secondsSinceEpoch }),
    ]
    for (family, value) in values {
      append(family, format, to: &output) { samples in
        for (name, state) in hooks {
          if let value = value(state) { samples.add(family.sample, [("hook", name)], value) }
        }
      }
    }
  }

  private func append(
    _ family: MetricFamily, _ format: MetricsFormat, to output: inout [UInt8],
    _ add: (inout MetricSamples) -> Void
  ) {
    var samples = MetricSamples()
    add(&samples)
    if !samples.bytes.isEmpty { output += family.header(format) + samples.bytes }
  }
}
