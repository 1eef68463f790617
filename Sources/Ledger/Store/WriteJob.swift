import GRDB

/// Called by tests with the names of the jobs, inside each transaction and after its commit, to make
/// it fail. A sync that fails can do the latter: the commit is reported as failed, and is found in the
/// log after a crash nevertheless.
package typealias CommitInterceptor = @Sendable (CommitStage, [String]) throws -> Void

package enum CommitStage: Sendable { case before, after }

/// One piece of work of a transaction.
protocol WriteJob: Sendable {
  var name: String { get }
  /// - Throws: only what makes the whole transaction impossible.
  func run(_ db: Database) throws
  func succeed()
  func fail(_ error: any Error)
}

/// A piece of work whose own failure undoes only itself.
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
