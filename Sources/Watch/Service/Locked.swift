import Synchronization

/// A value that tasks share, behind a mutex that no caller gets inlined.
///
/// The mutex of the standard library asks a thread-local variable which thread it is on. Inlined
/// into an async function (Swift 6.3.1, -O), the address of that variable is kept over a suspension:
/// resumed on another thread, the function locks the mutex as the thread it was on before and
/// unlocks it as itself, which ends the process.
final class Locked<Value: Sendable>: Sendable {
  private let mutex: Mutex<Value>

  init(_ value: Value) { mutex = Mutex(value) }

  @inline(never)
  func withLock<Result: Sendable>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    try mutex.withLock { try body(&$0) }
  }
}
