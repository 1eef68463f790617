import Glibc

/// A value that threads and tasks share behind a mutex.
///
/// The mutex is pthread's. ThreadSanitizer reports false races for the one in `Synchronization`, and
/// that one, inlined into an async function (Swift 6.3.1, -O), keeps the address of a thread-local
/// variable over a suspension: resumed on another thread, the function locks the mutex as one thread
/// and unlocks it as another, which ends the process.
package final class Locked<Value>: @unchecked Sendable {
  // Safe: `value` is touched only with the mutex held.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private var value: Value

  package init(_ value: Value) {
    self.value = value
    mutex = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Calls the body with the mutex held; the body must not suspend or lock the same value again.
  package func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body(&value)
  }
}
