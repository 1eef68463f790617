import Foundation
import GRDB
import News

/// A read-only view of the ledger, which may be in use by another process.
package struct ReadOnlyLedger: LedgerReading {
  private let path: String
  private let queue: DatabaseQueue

  /// Opens the ledger.
  /// - Throws: `LedgerError`, also if there is no ledger yet.
  package init(_ path: String) throws {
    self.path = path
    queue = try ReadOnlyLedger.open(path, readonly: true)
  }

  static func open(_ path: String, readonly: Bool) throws -> DatabaseQueue {
    guard FileManager.default.fileExists(atPath: path) else {
      let directory = StateDirectory.directory(of: path)
      if StateDirectory.isForeign(directory) { throw StateDirectory.foreignError(directory) }
      throw LedgerError(path: path, reason: "it does not exist yet; “once” or “run” creates it")
    }
    try LedgerFormat.verify(path)
    do {
      let queue = try StateDirectory.withDatabase(path, mayCreate: false) {
        try DatabaseQueue(path: path, configuration: readonly ? .reading : .ledger)
      }
      let migrator = LedgerSchema.migrator
      if try queue.read({ try migrator.hasBeenSuperseded($0) }) {
        throw LedgerError.newerVersion(path)
      }
      guard try queue.read({ try migrator.hasCompletedMigrations($0) }) else {
        throw LedgerError(
          path: path,
          reason: "it was written by an older version; the next “once” or “run” migrates it")
      }
      return queue
    } catch let error as LedgerError {
      throw error
    } catch {
      throw LedgerError(path: path, error)
    }
  }

  package func read<T: Sendable>(
    _ work: @Sendable @escaping (Database) throws -> T
  ) async throws -> T {
    do {
      return try await queue.read(work)
    } catch let error as DatabaseError {
      throw LedgerError(path: path, error)
    }
  }
}
