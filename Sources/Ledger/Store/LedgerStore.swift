import Basics
import Foundation
import GRDB
import Logging

/// The database of seen, owed and spooled articles and of deliveries.
///
/// Writes that are requested while another one is being committed share the next transaction. Many
/// concurrent rounds thus need one sync, and a single round waits for no other.
package actor LedgerStore: LedgerReading {
  package nonisolated let path: String
  let queue: DatabaseQueue
  private var waiting: [any WriteJob] = []
  private var isWriting = false
  private let interceptor: CommitInterceptor?
  private let day: Locked<Int>

  private init(path: String, queue: DatabaseQueue, day: Int, interceptor: CommitInterceptor?) {
    self.path = path
    self.queue = queue
    self.day = Locked(day)
    self.interceptor = interceptor
  }

  /// The ledger's own day; see `Retention`.
  package nonisolated var currentDay: Int { day.withLock { $0 } }

  func setCurrentDay(_ day: Int) { self.day.withLock { $0 = day } }

  /// Opens the ledger, creates a missing one and replaces a damaged one.
  /// - Throws: `LedgerError`
  package static func open(
    _ path: String, log: Logger, now: Timestamp, interceptor: CommitInterceptor? = nil
  ) throws -> LedgerStore {
    try LedgerFormat.verify(path)
    let replacement = LedgerReplacement(path: path, log: log, interceptor: interceptor)
    try replacement.resume()
    try LedgerFormat.verify(path)
    let (queue, day) = try connect(path, replacement, now: now)
    CleanCloseMarker.remove(path)
    return LedgerStore(path: path, queue: queue, day: day, interceptor: interceptor)
  }

  private static func connect(
    _ path: String, _ replacement: LedgerReplacement, now: Timestamp
  ) throws -> (DatabaseQueue, day: Int) {
    do {
      let existed = FileManager.default.fileExists(atPath: path)
      if !existed {
        try replacement.setAsideLog(now: now)
        CleanCloseMarker.clearDamage(path)
      }
      guard !CleanCloseMarker.hasDamage(path) else {
        throw LedgerError(
          path: path, reason: "an earlier run found it damaged", isDamage: true)
      }
      let queue = try connect(path, check: existed && !CleanCloseMarker.isIntact(path))
      return (queue, try storedDay(queue, path))
    } catch let error as LedgerError where error.isDamage {
      try replacement.replace(reason: error.reason, now: now)
      let queue = try connect(path)
      return (queue, try storedDay(queue, path))
    }
  }

  private static func storedDay(_ queue: DatabaseQueue, _ path: String) throws -> Int {
    do {
      guard let text = try queue.read(Meta.day.text) else { return 0 }
      guard let day = Int(text) else {
        throw LedgerError(
          path: path, reason: "the stored day is “\(text)”, not a number", isDamage: true)
      }
      return day
    } catch let error as DatabaseError {
      throw LedgerError(path: path, error)
    }
  }

  /// Closes the ledger and marks it as closed, so that the next start need not check its pages.
  package func close() {
    do {
      try queue.close()
      CleanCloseMarker.write(path)
    } catch {
      // Without the marker, the next start checks the pages.
    }
  }
}

// MARK: - Connecting

extension LedgerStore {
  /// - Parameters:
  ///   - check: whether to check all pages for damage first.
  ///   - isDraft: whether the file is not used before it is closed and synced; it then needs no
  ///     write-ahead log.
  /// - Throws: `LedgerError`
  static func connect(
    _ path: String, check: Bool = false, isDraft: Bool = false
  ) throws -> DatabaseQueue {
    do {
      let queue = try StateDirectory.withDatabase(path) {
        try DatabaseQueue(path: path, configuration: .writing(isDraft: isDraft))
      }
      let migrator = LedgerSchema.migrator
      if try queue.read({ try migrator.hasBeenSuperseded($0) }) {
        throw LedgerError.newerVersion(path)
      }
      if check { try queue.read { try checkPages($0, path: path) } }
      try migrator.migrate(queue)
      // GRDB sets NORMAL with WAL mode, but a commit must survive a power failure.
      if !isDraft {
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      }
      return queue
    } catch let error as LedgerError {
      throw error
    } catch {
      throw LedgerError(path: path, error)
    }
  }

  private static func checkPages(_ db: Database, path: String) throws {
    let verdict = try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? "no answer"
    guard verdict == "ok" else {
      throw LedgerError(
        path: path, reason: verdict.split(separator: "\n").joined(separator: " "), isDamage: true)
    }
  }
}

extension Configuration {
  /// The configuration that all connections to a ledger share.
  static var ledger: Configuration {
    var configuration = Configuration()
    // `status` and a checkpoint may block each other briefly.
    configuration.busyMode = .timeout(5)
    configuration.label = "ledger"
    return configuration
  }

  static var reading: Configuration {
    var configuration = ledger
    configuration.readonly = true
    return configuration
  }

  static func writing(isDraft: Bool) -> Configuration {
    var configuration = ledger
    configuration.prepareDatabase { db in
      // It takes effect only when the file is created; see `performUpkeep`.
      try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
      if try Int32.fetchOne(db, sql: "PRAGMA application_id") == 0 {
        // It is set before WAL mode, so that it is in the file itself and not only in the log.
        try db.execute(sql: "PRAGMA application_id = \(LedgerFormat.applicationID)")
      }
      try db.execute(sql: "PRAGMA synchronous = \(isDraft ? "OFF" : "FULL")")
      try db.execute(sql: "PRAGMA wal_autocheckpoint = 1000")
      try db.execute(sql: "PRAGMA journal_size_limit = 8388608")
      try db.execute(sql: "PRAGMA cache_size = -4000")
      if isDraft { try db.execute(sql: "PRAGMA journal_mode = MEMORY") }
    }
    if !isDraft { configuration.journalMode = .wal }
    return configuration
  }
}

// MARK: - Reading and writing

extension LedgerStore {
  /// Reads without a transaction, whose statements would take longer than most reads. The queue does
  /// not write meanwhile. The only other writers are commands: `retry` changes the times and states of what
  /// is to be retried and deletes deliveries that nothing attempts, and `pause` changes one value; so a
  /// read may see them between two statements.
  /// - Throws: `LedgerError`
  package nonisolated func read<T: Sendable>(
    _ work: @Sendable @escaping (Database) throws -> T
  ) async throws -> T {
    do {
      return try await queue.unsafeRead(work)
    } catch let error as DatabaseError {
      throw ledgerError(error)
    }
  }

  private nonisolated func ledgerError(_ error: DatabaseError) -> LedgerError {
    if LedgerError.isDamage(error) { CleanCloseMarker.recordDamage(path) }
    return LedgerError(path: path, error)
  }

  /// Runs work in a transaction, which it may share with other work. The changes are durable when this
  /// returns.
  /// - Parameter name: the name of the work for interceptors.
  /// - Throws: `LedgerError`; none of the changes is stored then.
  func write<T: Sendable>(
    _ name: String, _ work: @Sendable @escaping (Database) throws -> T
  ) async throws -> T {
    do {
      return try await withCheckedThrowingContinuation { continuation in
        waiting.append(Job(name: name, work: work, continuation: continuation))
        guard !isWriting else { return }
        isWriting = true
        // An unstructured task: a cancelled caller must not cancel the work of others.
        Task { await self.writeAll() }
      }
    } catch let error as DatabaseError {
      throw ledgerError(error)
    }
  }

  private func writeAll() async {
    while !waiting.isEmpty {
      let batch = waiting
      waiting = []
      let interceptor = interceptor
      do {
        try await queue.write { db in
          for job in batch { try job.run(db) }
          try interceptor?(.before, batch.map(\.name))
        }
        try interceptor?(.after, batch.map(\.name))
        for job in batch { job.succeed() }
      } catch {
        for job in batch { job.fail(error) }
      }
    }
    isWriting = false
  }
}
