import Basics
import Glibc
import Ledger
import Settings
import Spool
import Web

import struct Settings.Configuration

/// The check that an article has space on the disk before it is fetched.
///
/// Below the minimum, listings are still read and their articles stay owed. They are fetched once there
/// is an eighth more than the minimum, so that a disk around the minimum causes one report.
final class FreeSpaceCheck: Sendable {
  private let space: @Sendable (String) -> DiskSpace?
  /// The paths whose file systems were too full at the last check.
  private let full = Locked<Set<String>>([])

  /// - Parameter space: returns the free space at a path; nil if it cannot be told.
  init(space: @escaping @Sendable (String) -> DiskSpace? = { DiskSpace(of: $0) }) {
    self.space = space
  }

  /// - Throws: `SpoolError` or `LedgerError` if there is too little space for the spool or the ledger.
  func verify(_ configuration: Configuration) throws {
    let minimum = Int64(configuration.minimumFreeBytes)
    let reason = "less than min_free (\(Measure.size(configuration.minimumFreeBytes))) is free"
    if isFull(configuration.spoolPath, minimum) {
      throw SpoolError(
        stage: .write, path: configuration.spoolPath, errno: ENOSPC, reason: reason)
    }
    if isFull(configuration.statePath, minimum) {
      throw LedgerError.lackOfSpace(configuration.statePath, reason: reason)
    }
  }

  private func isFull(_ path: String, _ minimum: Int64) -> Bool {
    guard minimum > 0, let free = space(path)?.freeBytes else { return false }
    return full.withLock { full in
      let needed = full.contains(path) ? minimum + minimum / 8 : minimum
      if free < needed { full.insert(path) } else { full.remove(path) }
      return free < needed
    }
  }
}
