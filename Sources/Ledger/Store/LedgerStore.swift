import Basics
import Foundation
import GRDB
import Logging

/// The database of what was seen, is owed, was spooled, was delivered.
///
/// Writes that are asked for while another is on its way to the disk share the next transaction:
/// many rounds at once cost one sync, a single one waits for nobody.
package actor LedgerStore {
  package nonisolated let path: String
  let queue: DatabaseQueue
  private var waiting: [any LedgerJob] = []
  private var isWriting = false
  private let commitFault: CommitFault?
  /// See `LedgerAge`.
  private let days: Locked<Int>

  private init(path: String, queue: DatabaseQueue, commitFault: CommitFault?) {
    self.path = path
    self.queue = queue
    self.commitFault = commitFault
    days = Locked(
      (try? queue.read { try Int.fetchOne($0, sql: "SELECT value FROM meta WHERE key = 'age'") })
        .flatMap(\.self) ?? 0)
  }

  /// The ledger's day; see `LedgerAge`.
  package nonisolated var age: Int { days.withLock { $0 } }

  func setAge(_ age: Int) { days.withLock { $0 = age } }

  /// Opens the ledger, makes one where there is none, and replaces a damaged one.
  /// - Throws: `LedgerError`
  package static func open(
    _ path: String, log: Logger, now: Double,
    commitFault: CommitFault? = nil
  ) throws -> LedgerStore {
    try LedgerFormat.verify(path)
    let replacement = LedgerReplacement(path: path, log: log, commitFault: commitFault)
    try replacement.resume()
    try LedgerFormat.verify(path)
    let queue: DatabaseQueue
    do {
      let existed = FileManager.default.fileExists(atPath: path)
      if !existed {
        try replacement.setAsideLog(now: now)
        CleanCloseMarker.pardon(path)
      }
      guard !CleanCloseMarker.isCondemned(path) else {
        throw LedgerError(path: path, reason: "damage was found at work", isDamage: true)
      }
      queue = try connect(path, check: existed && !CleanCloseMarker.isIntact(path))
    } catch let fault as LedgerError where fault.isDamage {
      try replacement.replace(reason: fault.reason, now: now)
      queue = try connect(path)
    }
    CleanCloseMarker.remove(path)
    return LedgerStore(path: path, queue: queue, commitFault: commitFault)
  }

  /// - Parameter isDraft: nobody believes it before it is closed and synced as a whole.
  /// - Throws: `LedgerError`
  static func connect(_ path: String, check: Bool = false, isDraft: Bool = false) throws
    -> DatabaseQueue
  {
    do {
      let queue = try DatabaseQueue(path: path, configuration: .writing(isDraft: isDraft))
      let migrator = LedgerSchema.migrator
      if try queue.read({ try migrator.hasBeenSuperseded($0) }) {
        throw LedgerError(
          path: path, reason: "it was written by a newer version of ledewatch; upgrade, or move it")
      }
      if check { try queue.read { try checkPages($0, path: path) } }
      try migrator.migrate(queue)
      // Going over to WAL sets NORMAL; what is committed must survive a power cut.
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

  /// After a crash the pages are looked through; a ledger that was closed in order is believed.
  private static func checkPages(_ db: Database, path: String) throws {
    let verdict = try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? "no answer"
    guard verdict == "ok" else {
      throw LedgerError(
        path: path, reason: verdict.split(separator: "\n").joined(separator: " "), isDamage: true)
    }
  }

  /// Closes in order, so that the next opening need not look through the pages.
  package func close() {
    do {
      try queue.close()
      CleanCloseMarker.write(path)
    } catch {
      // Not sealed: the next opening looks through the pages.
    }
  }
}

extension Configuration {
  /// What every connection to a ledger shares.
  static var ledger: Configuration {
    var configuration = Configuration()
    // `status` and a checkpoint may be in each other's way for a moment.
    configuration.busyMode = .timeout(5)
    configuration.label = "ledger"
    return configuration
  }

  static var asking: Configuration {
    var configuration = ledger
    configuration.readonly = true
    return configuration
  }

  static func writing(isDraft: Bool) -> Configuration {
    var configuration = ledger
    configuration.prepareDatabase { db in
      // Takes effect where the ledger is made; see `keepTidy`.
      try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
      if try Int32.fetchOne(db, sql: "PRAGMA application_id") == 0 {
        // Before the first change to WAL mode, so that it is in the file itself from the start.
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
  /// - Throws: `LedgerError`
  nonisolated func read<T: Sendable>(_ work: @Sendable @escaping (Database) throws -> T)
    async throws -> T
  {
    do {
      return try await queue.read(work)
    } catch let error as DatabaseError {
      throw fault(error)
    }
  }

  private nonisolated func fault(_ error: DatabaseError) -> LedgerError {
    if LedgerError.isDamage(error) { CleanCloseMarker.condemn(path) }
    return LedgerError(path: path, error)
  }

  /// Runs the work in a transaction, perhaps with that of others; durable when this returns. The
  /// name tells tests, and messages, what was being written.
  /// - Throws: `LedgerError`; then nothing of this work was kept.
  func write<T: Sendable>(_ name: String, _ work: @Sendable @escaping (Database) throws -> T)
    async throws -> T
  {
    do {
      return try await withCheckedThrowingContinuation { continuation in
        waiting.append(Job(name: name, work: work, continuation: continuation))
        guard !isWriting else { return }
        isWriting = true
        // Not a child of the caller: its cancellation must not undo the work of others.
        Task { await self.writeAll() }
      }
    } catch let error as DatabaseError {
      throw fault(error)
    }
  }

  private func writeAll() async {
    while !waiting.isEmpty {
      let batch = waiting
      waiting = []
      let commitFault = commitFault
      do {
        try await queue.write { db in
          for job in batch { try job.run(db) }
          try commitFault?(.before, batch.map(\.name))
        }
        try commitFault?(.after, batch.map(\.name))
        for job in batch { job.succeed() }
      } catch {
        for job in batch { job.fail(error) }
      }
    }
    isWriting = false
  }
}

/// Puts faults in, in tests: called with the names of the jobs, inside each transaction and when it
/// has been committed. A failing sync can do the latter: the commit is reported as failed, and yet
/// found in the log after a crash.
package typealias CommitFault = @Sendable (CommitMoment, [String]) throws -> Void

package enum CommitMoment: Sendable { case before, after }

private protocol LedgerJob: Sendable {
  var name: String { get }
  /// - Throws: only what makes the whole transaction impossible.
  func run(_ db: Database) throws
  func succeed()
  func fail(_ error: any Error)
}

/// One piece of work of a transaction; its own failure undoes itself only.
private final class Job<T: Sendable>: LedgerJob {
  let name: String
  private let work: @Sendable (Database) throws -> T
  private let continuation: CheckedContinuation<T, any Error>
  /// Set on the database's queue before the transaction ends, read after it: never at once.
  nonisolated(unsafe) private var result: Result<T, any Error>?

  init(
    name: String, work: @Sendable @escaping (Database) throws -> T,
    continuation: CheckedContinuation<T, any Error>
  ) {
    self.name = name
    self.work = work
    self.continuation = continuation
  }

  func run(_ db: Database) throws {
    do {
      var value: T?
      try db.inSavepoint {
        value = try work(db)
        return .commit
      }
      result = .success(value!)
    } catch {
      // A full disk or a failing device may have ended the transaction for everyone.
      guard db.isInsideTransaction, !(error is DatabaseError) else { throw error }
      result = .failure(error)
    }
  }

  func succeed() {
    continuation.resume(with: result ?? .failure(CancellationError()))
  }

  func fail(_ error: any Error) {
    continuation.resume(throwing: error)
  }
}
