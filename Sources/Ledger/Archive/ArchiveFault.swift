import Basics
import Dates
import Foundation
import GRDB

/// A lasting error of the archive, as a note in the state directory, which can be written on a full disk.
package struct ArchiveFault: Hashable, Sendable {
  private static let note = "archive-error"

  /// The reason as a phrase for people.
  package var reason: String
  /// The time since which articles may be missing.
  package var since: Timestamp

  /// Returns nil if there is none.
  /// - Parameter path: the path of the archive.
  package init?(ofArchive path: String) {
    guard let state = try? StateDirectory(of: path), let text = state.note(ArchiveFault.note)
    else { return nil }
    let parts = text.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, let seconds = Int64(parts[0]) else { return nil }
    reason = String(parts[1])
    since = Timestamp(secondsSinceEpoch: Double(seconds))
  }

  static func record(_ reason: String, since time: Timestamp, ofArchive path: String) {
    let line = String(reason.map { $0.isNewline || $0 == "\0" ? " " : $0 })
    // A note of 59 bytes needs no block of the disk.
    let text = "\(time.wholeSeconds) \(line)".prefix(maximumBytes: 59)
    try? StateDirectory(of: path).setNote(note, to: text)
  }

  static func resolve(ofArchive path: String) -> Bool {
    (try? StateDirectory(of: path))?.removeNote(note) ?? false
  }

  /// Renames a damaged archive, without the files of SQLite beside it.
  /// - Returns: its new path.
  static func setAside(_ path: String) -> String {
    let aside = path + ".damaged"
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: aside + suffix)
      try? FileManager.default.moveItem(atPath: path + suffix, toPath: aside + suffix)
    }
    return aside
  }
}

extension ArchiveError {
  init(path: String, _ error: any Error) {
    let error = error as? LedgerError ?? LedgerError(path: path, error)
    self.init(path: error.path, reason: error.reason, remedy: error.remedy)
  }
}
