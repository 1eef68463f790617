import Basics
import Dates
import Foundation
import GRDB
import Logging

/// A damaged ledger gives way to a new one, made of what it still tells.
///
/// The new one is written under another name, and is believed from the moment it is named as whole.
/// Until then the damaged one stays where it is and the next start begins anew; from then on the next
/// start goes on. So whenever the process ends, a half-filled ledger is never taken for a ledger.
struct LedgerReplacement {
  /// The ledger's.
  let path: String
  let log: Logger
  let interceptor: CommitInterceptor?

  private static let wholeSuffix = ".salvaged"
  /// The ledger as it is being made.
  private var draft: String { path + ".salvaging" }

  /// Removes what an earlier start has only begun, and finishes what it had made.
  /// - Throws: `LedgerError`
  func resume() throws {
    try removeDraft()
    if let aside = try asideOfWhole() { try putInPlace(aside, reason: "found at an earlier start") }
  }

  /// - Throws: `LedgerError` that names the file and the step. The damaged ledger is where it was,
  ///   or else what it told is kept as a whole; either way the next start gets there.
  func replace(reason: String, now: Double) throws {
    let aside = freeName(now: now)
    do {
      try fill()
      try step("naming the new ledger", aside + LedgerReplacement.wholeSuffix) {
        try rename(draft, aside + LedgerReplacement.wholeSuffix)
        try syncDirectory()
      }
    } catch var error as LedgerError {
      try? removeDraft()
      error.reason +=
        "; the next start tries anew to save what the damaged ledger tells (\(reason))"
      throw error
    }
    try putInPlace(aside, reason: reason)
  }

  /// A write-ahead log without its ledger tells nothing, and must not be taken for a new one's.
  func setAsideLog(now: Double) throws {
    try setAside(["-wal", "-shm"], as: freeName(now: now))
  }

  // MARK: - Steps

  private func fill() throws {
    let new = try step("making a new ledger", draft) {
      try LedgerStore.connect(draft, isDraft: true)
    }
    defer { try? new.close() }
    let old = try named("reading the damaged ledger", path) {
      try LedgerRecovery.readable { try DatabaseQueue(path: path, configuration: .reading) }
    }
    if let old {
      let salvage = LedgerRecovery(old: old, new: new)
      for table in LedgerRecovery.tables {
        try step("saving \(table.name)", draft) { try salvage.copy(table) }
      }
      try step("putting what was saved in order", draft) { try salvage.putInOrder() }
    }
    try step("closing the new ledger", draft) {
      try new.close()
      try sync(draft)
    }
  }

  private func putInPlace(_ aside: String, reason: String) throws {
    let whole = aside + LedgerReplacement.wholeSuffix
    try setAside(["", "-wal", "-shm"], as: aside)
    CleanCloseMarker.clearDamage(path)
    try step("setting the damaged ledger aside", path) { try syncDirectory() }
    let saved = try named("reading the new ledger", whole) {
      try DatabaseQueue(path: whole, configuration: .reading).read {
        try Int.fetchOne($0, sql: "SELECT count(*) FROM article") ?? 0
      }
    }
    log.critical(
      "the ledger is damaged and was set aside; a new one is made from what it and the spool tell",
      metadata: [
        "stage": "ledger", "ledger": "\(path)", "fault": "\(reason)", "aside": "\(aside)",
        "salvaged": "\(saved)",
      ])
    try step("putting the new ledger in place", path) {
      try rename(whole, path)
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
      try step("removing a half-made ledger", file) {
        guard unlink(file) == 0 else { throw errnoError(file) }
      }
    }
  }

  /// The name under which the damaged ledger is, or will be, set aside for one that is whole.
  private func asideOfWhole() throws -> String? {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let prefix = URL(fileURLWithPath: path).lastPathComponent + ".damaged-"
    let suffix = LedgerReplacement.wholeSuffix
    let names = try named("looking for a new ledger", folder) {
      try FileManager.default.contentsOfDirectory(atPath: folder)
    }
    let newest = names.filter { $0.hasPrefix(prefix) && $0.hasSuffix(suffix) }.max()
    guard let newest else { return nil }
    let aside = folder + "/" + newest.dropLast(suffix.count)
    // Since then somebody has put a ledger there, which counts.
    return exists(aside) && exists(path) ? nil : aside
  }

  private func freeName(now: Double) -> String {
    let stamp = "\(path).damaged-\(RFC3339.compactString(from: Int64(clamping: now)))"
    guard exists(stamp) else { return stamp }
    return (2...1000).lazy.map { "\(stamp)-\($0)" }.first { !exists($0) } ?? stamp
  }

  // MARK: - The file system

  /// A step that reaches the disk.
  private func step<T>(_ name: String, _ file: String, _ body: () throws -> T) throws -> T {
    try named(name, file) {
      try interceptor?(.before, [name])
      let result = try body()
      try interceptor?(.after, [name])
      return result
    }
  }

  /// - Throws: `LedgerError` that tells the step and the file.
  private func named<T>(_ name: String, _ file: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch {
      let ledgerError = (error as? LedgerError) ?? LedgerError(path: file, error)
      throw LedgerError(path: file, reason: "\(name): \(ledgerError.reason)")
    }
  }

  private func exists(_ file: String) -> Bool { access(file, F_OK) == 0 }

  private func rename(_ file: String, _ name: String) throws {
    guard Foundation.rename(file, name) == 0 else { throw errnoError(file) }
  }

  private func syncDirectory() throws {
    try sync(URL(fileURLWithPath: path).deletingLastPathComponent().path)
  }

  private func sync(_ file: String) throws {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw errnoError(file) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw errnoError(file) }
  }

  private func errnoError(_ file: String) -> LedgerError {
    LedgerError(path: file, reason: String(cString: strerror(errno)))
  }
}
