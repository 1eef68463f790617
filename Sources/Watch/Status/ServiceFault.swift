import Basics
import Glibc
import Ledger
import Settings
import Spool
import Web

import struct Settings.Configuration

/// A lasting fault that concerns all sources: of the spool, the ledger, the disk or the clock.
package struct ServiceFault: Codable, Hashable, Sendable {
  /// The fault as a phrase for people.
  package var reason: String
  /// The time at which it was first reported; nil if it was found only now.
  package var since: Timestamp?

  /// The time by which a round may be in the future, because clocks are corrected.
  private static let maximumClockDifference = Duration.seconds(3600)

  /// Returns the faults that can be seen now, and the one that was reported and is not resolved.
  /// - Throws: `LedgerError`.
  static func faults(
    _ configuration: Configuration, ledger: some LedgerReading, now: Timestamp
  ) async throws -> [ServiceFault] {
    var faults: [ServiceFault] = []
    let reported = ReportedError(directory: configuration.statePath).fault
    if let id = try await ledger.knownSpoolID(),
      let reason = spoolFault(configuration.spoolPath, id: id)
    {
      faults.append(ServiceFault(reason: reason, since: reported?.since))
    } else if let reported {
      faults.append(reported)
    }
    if configuration.keep.archive != nil,
      let fault = ArchiveFault(ofArchive: configuration.archivePath)
    {
      faults.append(ServiceFault(reason: "archive: " + fault.reason, since: fault.since))
    }
    for path in [configuration.spoolPath, configuration.statePath] {
      guard let reason = diskFault(path, configuration),
        !faults.contains(where: { $0.reason == reason })
      else { continue }
      faults.append(ServiceFault(reason: reason))
    }
    if let last = try await ledger.lastRound(), last > now + maximumClockDifference {
      faults.append(
        ServiceFault(reason: "clock: the last round is in the future; the clock was set back"))
    }
    return faults
  }

  private static func spoolFault(_ path: String, id: String) -> String? {
    do throws(SpoolError) {
      try SpoolDirectory.verify(path, id: id)
      return nil
    } catch {
      // Another user may not look into a private directory.
      return error.errno == EACCES ? nil : "\(error)"
    }
  }

  private static func diskFault(_ path: String, _ configuration: Configuration) -> String? {
    guard let space = DiskSpace(of: path) else { return nil }
    if space.freeBytes < configuration.minimumFreeBytes {
      return "disk: \(path) has \(space.freeBytes >> 20) MB left, less than min_free "
        + "(\(Measure.size(configuration.minimumFreeBytes))); articles are not fetched"
    }
    if space.lacksInodes { return "disk: \(path) has no inodes left" }
    return nil
  }
}

extension Status.Mode {
  private static let file = "mode"

  init?(ofStateDirectory path: String) {
    guard let bytes = (try? StateDirectory(path))?.read(Status.Mode.file, maximumBytes: 20) else {
      return nil
    }
    self.init(rawValue: String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self))
  }

  /// Records the mode in the state directory, for `status`. Errors are ignored.
  func record(inStateDirectory path: String) {
    guard Status.Mode(ofStateDirectory: path) != self, let state = try? StateDirectory(path) else {
      return
    }
    state.write(Array("\(rawValue)\n".utf8), to: Status.Mode.file)
  }
}
