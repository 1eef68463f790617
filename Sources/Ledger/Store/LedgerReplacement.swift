import Basics
import Dates
import Foundation
import GRDB
import Logging

/// The replacement of a damaged ledger by a new one that contains the rows that can still be read.
///
/// The new ledger is written as a draft and counts as complete once it is renamed to its `.salvaged`
/// name. Before that rename, the damaged ledger stays in place and the next start begins again; after
/// it, the next start continues. A partly filled ledger is therefore never used, whenever the process
/// ends.
struct LedgerReplacement {
  /// The path of the ledger.
  let path: String
  let log: Logger
  let interceptor: CommitInterceptor?

  private static let completeSuffix = ".salvaged"
  /// The path of the new ledger while it is being filled.
  private var draft: String { path + ".salvaging" }

  /// Removes the draft of an earlier start, or finishes a replacement whose new ledger is complete.
  /// - Throws: `LedgerError`
  func resume() throws {
    try removeDraft()
    if let aside = try pathOfCompleteReplacement() {
      try putInPlace(aside, reason: "found at an earlier start")
    }
  }

  /// Replaces the damaged ledger.
  /// - Throws: `LedgerError` that names the file and the step. Either the damaged ledger is still in
  ///   place or the new one is complete; the next start continues in both cases.
  func replace(reason: String, now: Timestamp) throws {
    let aside = freeName(now: now)
    do {
      try fill()
      try step("naming the new ledger", aside + LedgerReplacement.completeSuffix) {
        try rename(draft, aside + LedgerReplacement.completeSuffix)
        try syncDirectory()
      }
    } catch var error as LedgerError {
      try? removeDraft()
      error.reason +=
        "; the next start tries again to read the damaged ledger (\(reason))"
      throw error
    }
    try putInPlace(aside, reason: reason)
  }

  /// Renames a write-ahead log whose ledger is missing, so that SQLite does not apply it to a new one.
  func setAsideLog(now: Timestamp) throws {
    try setAside(["-wal", "-shm"], as: freeName(now: now))
  }

  // MARK: - Steps

  private func fill() throws {
    let new = try step("creating a new ledger", draft) {
      try LedgerStore.connect(draft, isDraft: true)
    }
    defer { try? new.close() }
    let old = try named("reading the damaged ledger", path) {
      try LedgerRecovery.readable { try DatabaseQueue(path: path, configuration: .reading) }
    }
    if let old {
      let salvage = LedgerRecovery(old: old, new: new)
      for table in LedgerRecovery.tables {
        try step("copying the table \(table.name)", draft) { try salvage.copy(table) }
      }
      try step("removing rows without counterparts", draft) { try salvage.removeOrphans() }
    }
    try step("closing the new ledger", draft) {
      try new.close()
      try sync(draft)
    }
  }

  private func putInPlace(_ aside: String, reason: String) throws {
    let complete = aside + LedgerReplacement.completeSuffix
    try setAside(["", "-wal", "-shm"], as: aside)
    CleanCloseMarker.clearDamage(path)
    try step("setting the damaged ledger aside", path) { try syncDirectory() }
    let saved = try named("reading the new ledger", complete) {
      try DatabaseQueue(path: complete, configuration: .reading).read {
        try Int.fetchOne($0, sql: "SELECT count(*) FROM article") ?? 0
      }
    }
    log.critical(
      "the damaged ledger was replaced by a new one with the readable rows; the spool adds the rest",
      metadata: [
        "stage": "ledger", "ledger": "\(path)", "error": "\(reason)", "damaged": "\(aside)",
        "articles": "\(saved)",
      ])
    try step("putting the new ledger in place", path) {
      try rename(complete, path)
      try syncDirectory()
    }
  }

  private func setAside(_ suffixes: [String], as aside: String) throws {
    for suffix in suffixes where exists(path + suffix) {
      try step("setting the damaged ledger aside", path + suffix) {
        try rename(path + suffix, aside + suffix)
      }
    }
  }

  private func removeDraft() throws {
    for file in ["", "-journal", "-wal", "-shm"].map({ draft + $0 }) where exists(file) {
      try step("removing an unfinished ledger", file) {
        guard unlink(file) == 0 else { throw errnoError(file) }
      }
    }
  }

  /// Returns the path to which the damaged ledger is or will be moved, if a complete replacement exists.
  private func pathOfCompleteReplacement() throws -> String? {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let prefix = URL(fileURLWithPath: path).lastPathComponent + ".damaged-"
    let suffix = LedgerReplacement.completeSuffix
    let names = try named("looking for a new ledger", folder) {
      try FileManager.default.contentsOfDirectory(atPath: folder)
    }
    let newest = names.filter { $0.hasPrefix(prefix) && $0.hasSuffix(suffix) }.max()
    guard let newest else { return nil }
    let aside = folder + "/" + newest.dropLast(suffix.count)
    // If somebody has put another ledger in place meanwhile, that one is used.
    return exists(aside) && exists(path) ? nil : aside
  }

  private func freeName(now: Timestamp) -> String {
    let stamp = "\(path).damaged-\(RFC3339.compactString(from: now))"
    guard exists(stamp) else { return stamp }
    return (2...1000).lazy.map { "\(stamp)-\($0)" }.first { !exists($0) } ?? stamp
  }

  // MARK: - The file system

  /// Runs a step that changes the disk.
  private func step<T>(_ name: String, _ file: String, _ body: () throws -> T) throws -> T {
    try named(name, file) {
      try interceptor?(.before, [name])
      let result = try body()
      try interceptor?(.after, [name])
      return result
    }
  }

  /// Runs a step.
  /// - Throws: `LedgerError` that names the step and the file.
  private func named<T>(_ name: String, _ file: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch {
      let ledgerError = (error as? LedgerError) ?? LedgerError(path: file, error)
      throw LedgerError(
        path: file, reason: "\(name): \(ledgerError.reason)",
        remedy: ledgerError.isDamage ? nil : ledgerError.remedy)
    }
  }

  private func exists(_ file: String) -> Bool { access(file, F_OK) == 0 }

  private func rename(_ file: String, _ name: String) throws {
    guard Foundation.rename(file, name) == 0 else { throw errnoError(file) }
  }

  private func syncDirectory() throws { try StateDirectory(of: path).sync() }

  private func sync(_ file: String) throws {
    let descriptor = open(file, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw errnoError(file) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw errnoError(file) }
  }

  private func errnoError(_ file: String) -> LedgerError {
    LedgerError(path: file, reason: String(cString: strerror(errno)))
  }
}
