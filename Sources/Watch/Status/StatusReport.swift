import Basics
import Foundation
import Ledger
import Settings
import Spool

import struct Settings.Configuration

/// The content of the status file: what `status` and `queue` show to users who cannot read the ledger.
///
/// The file has one JSON record per line: a record for the process, then those of `status --json` and
/// `queue --json`. It contains no query of a URL, no header, no argument and no output of a hook,
/// because each of them may contain a secret.
package struct StatusReport: Sendable {
  /// The first record of the file.
  struct Process: Codable, Sendable {
    var version = StatusReport.version
    var writtenAt: Timestamp
    /// The process that holds the ledger; nil if the last one has ended as it should.
    var holder: LockHolder?
  }

  /// The version of this format.
  static let version = 1

  var process: Process
  package var status: Status
  package var queue: QueueReport
}

// MARK: - Reading

extension StatusReport {
  /// The directory of the service's status file (`RuntimeDirectory=ledewatch`).
  private static let runtimeDirectory = "/run/ledewatch"

  /// Loads the newest status file of a configuration's ledger.
  /// - Throws: `LedgerError` that tells how to read the ledger itself, if there is no such file.
  package static func load(_ configuration: Configuration) throws -> StatusReport {
    try load(configuration, directories: [runtimeDirectory, configuration.spoolPath])
  }

  static func load(_ configuration: Configuration, directories: [String]) throws -> StatusReport {
    var error = StateDirectory.foreignError(configuration.statePath)
    var newest: StatusReport?
    for file in directories.map(StatusFile.init(directory:)) {
      do {
        guard let bytes = try file.read() else { continue }
        let report = try StatusReport(decoding: bytes)
        guard report.status.ledger == configuration.ledgerPath else { continue }
        if newest.map({ $0.process.writtenAt < report.process.writtenAt }) ?? true {
          newest = report
        }
      } catch let problem {
        // The advice of an error is for those who write to the spool.
        let reason = (problem as? SpoolError)?.reason ?? "\(problem)"
        error.reason += "; \(file.path): \(reason)"
      }
    }
    guard let newest else {
      error.reason += "; no process has written a status file for other users yet"
      throw error
    }
    return newest
  }

  private init(decoding bytes: [UInt8]) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    struct RecordKind: Decodable { var kind: String }
    struct Service: Decodable {
      var spool: String
      var ledger: String
      var mode: Status.Mode?
      var faults: [ServiceFault]?
    }
    struct Version: Decodable { var version: Int }
    let lines = bytes.split(separator: UInt8(ascii: "\n")).map { Data($0) }
    guard let first = lines.first, let version = try? decoder.decode(Version.self, from: first)
    else { throw UnreadableReport(description: "it is not a status file") }
    guard version.version == StatusReport.version else {
      throw UnreadableReport(description: "another version of ledewatch wrote it")
    }
    do {
      process = try decoder.decode(Process.self, from: first)
      status = Status(spool: "", ledger: "", sources: [], hooks: [])
      queue = QueueReport()
      for line in lines.dropFirst() {
        switch try decoder.decode(RecordKind.self, from: line).kind {
        case "service":
          let service = try decoder.decode(Service.self, from: line)
          (status.spool, status.ledger) = (service.spool, service.ledger)
          (status.mode, status.faults) = (service.mode, service.faults ?? [])
          status.hasLedger = true
        case "source": status.sources.append(try decoder.decode(from: line))
        case "hook": status.hooks.append(try decoder.decode(from: line))
        case "article": queue.owed.append(try decoder.decode(from: line))
        case "delivery": queue.deliveries.append(try decoder.decode(from: line))
        default: continue
        }
      }
    } catch {
      throw UnreadableReport(description: "it is damaged")
    }
  }

  /// The status as of the time of the report, with the state of the process now.
  package var currentStatus: Status {
    var current = status
    current.reportedAt = process.writtenAt
    current.holder = process.holder.flatMap { $0.isAlive ? "\($0)" : nil }
    current.lostHolder = process.holder.flatMap { $0.isAlive ? nil : "\($0)" }
    return current
  }
}

private struct UnreadableReport: Error, CustomStringConvertible {
  var description: String
}

extension JSONDecoder {
  fileprivate func decode<Value: Decodable>(from line: Data) throws -> Value {
    try decode(Value.self, from: line)
  }
}
