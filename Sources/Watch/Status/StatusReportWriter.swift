import Basics
import Ledger
import Settings
import Spool

import struct Settings.Configuration

/// The writer of the status file. It keeps the records of sources that have not changed, because a service
/// polls few of its sources between two writes.
actor StatusReportWriter {
  private struct SourceRecord {
    var source: Source
    var owed: Int
    var bytes: [UInt8]
  }

  private let file: StatusFile
  private let dependencies: Dependencies
  private var records: [String: SourceRecord] = [:]
  private var pauses: [String: SourcePause] = [:]
  /// The time of the last write.
  private var lastWrite: Timestamp?

  /// The time before a write whose rounds are taken as not included, because rounds and their records
  /// overlap.
  private static let overlap = Duration.seconds(120)

  init(to file: StatusFile, dependencies: Dependencies) {
    self.file = file
    self.dependencies = dependencies
  }

  /// Writes the file. Errors are logged at debug level: the file is written again soon.
  /// - Parameter holder: the process that holds the ledger; nil if it is about to end.
  func write(
    _ configuration: Configuration, holder: LockHolder?, ledger: some LedgerReading
  ) async {
    do {
      try file.write(await bytes(configuration, holder: holder, ledger: ledger))
    } catch {
      dependencies.log.debug(
        "cannot write the status file",
        metadata: ["stage": "status", "path": "\(file.path)", "reason": "\(error)"])
    }
  }

  private func bytes(
    _ configuration: Configuration, holder: LockHolder?, ledger: some LedgerReading
  ) async throws -> [UInt8] {
    let now = dependencies.clock.timestamp
    var changed = configuration
    let pauses = try await ledger.pauses(now: now)
    changed.sources = try await sourcesToRead(configuration, pauses, ledger)
    self.pauses = pauses
    var status = try await Status(changed, holder: holder, ledger: ledger, now: now).redacted
    status.mode = Status.Mode(ofStateDirectory: configuration.statePath)
    for (source, status) in zip(changed.sources, status.sources) {
      records[source.name] = SourceRecord(
        source: source, owed: status.owed, bytes: status.json.serialized(.line))
    }
    lastWrite = now
    let process = StatusReport.Process(writtenAt: now, holder: holder?.withoutArguments)
    var bytes = try JSON(encoding: process).serialized(.line)
    bytes += status.serviceRecord.serialized(.line)
    for source in configuration.sources { bytes += records[source.name]?.bytes ?? [] }
    for hook in status.hooks { bytes += hook.json.serialized(.line) }
    let queue = try await ledger.openWork().redacted
    for owed in queue.owed { bytes += try record(owed, kind: "article") }
    for delivery in queue.deliveries { bytes += try record(delivery, kind: "delivery") }
    return bytes
  }

  /// Returns the sources whose records are missing or may be outdated.
  private func sourcesToRead(
    _ configuration: Configuration, _ pauses: [String: SourcePause], _ ledger: some LedgerReading
  ) async throws -> [Source] {
    guard let lastWrite else { return configuration.sources }
    let changed = try await ledger.changedSources(
      since: lastWrite - StatusReportWriter.overlap, owed: records.mapValues(\.owed))
    return configuration.sources.filter {
      changed.contains($0.name) || records[$0.name]?.source != $0
        || pauses[$0.name] != self.pauses[$0.name]
    }
  }

  private func record(_ value: some Encodable, kind: String) throws -> [UInt8] {
    JSON.object([("kind", .string(kind))] + (try JSON(encoding: value)).members).serialized(.line)
  }
}
