import Glibc
import Synchronization

/// Counts the steps of what is tried, and lets the one of a number fail, or every one from there on:
/// what a kill leaves behind is what was done before it.
package final class Fuse: Sendable {
  private let state: Mutex<(left: Int, count: Int)>
  private let isOnce: Bool
  private let fault: any Error

  package init(after steps: Int, once isOnce: Bool, _ fault: any Error = Broken()) {
    state = Mutex((steps, 0))
    self.isOnce = isOnce
    self.fault = fault
  }

  package var count: Int { state.withLock { $0.count } }

  package func step() throws {
    let isBroken = state.withLock { state in
      state.count += 1
      state.left -= 1
      return isOnce ? state.left == -1 : state.left < 0
    }
    if isBroken { throw fault }
  }
}

/// The failure that tests inject.
package struct Broken: Error {
  package var errno = ENOSPC

  package init(errno: Int32 = ENOSPC) { self.errno = errno }
}
