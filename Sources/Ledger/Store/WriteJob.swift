import GRDB

/// A function that tests supply to make a transaction fail. It receives the names of the jobs, inside
/// each transaction and after its commit. A failure after the commit simulates a failed sync: the commit
/// is reported as failed, but may be found in the log after a crash.
package typealias CommitInterceptor = @Sendable (CommitStage, [String]) throws -> Void

package enum CommitStage: Sendable { case before, after }

/// A unit of work within a transaction.
protocol WriteJob: Sendable {
  var name: String { get }
  /// Runs the work.
  /// - Throws: only errors that end the whole transaction.
  func run(_ db: Database) throws
  func succeed()
  func fail(_ error: any Error)
}

/// A unit of work in a savepoint, so that its failure undoes only its own changes.
final class Job<T: Sendable>: WriteJob {
  let name: String
  private let work: @Sendable (Database) throws -> T
  private let continuation: CheckedContinuation<T, any Error>
  /// Safe: it is set on the database's queue before the transaction ends, and read afterwards.
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
      // A full disk or a failing device may have ended the transaction for all jobs.
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
