import Settings
import Synchronization

@testable import Watch

/// Hooks that only record their calls.
final class FakeHooks: Sendable {
  let told: Mutex<[HookEnvironment]>
  let ending = Mutex<HookOutcome.Ending>(.exited(0))
  let output = Mutex("")
  /// The pause for which the receiver asks.
  let retryAfter = Mutex<Duration?>(nil)

  init(told: [HookEnvironment] = []) { self.told = Mutex(told) }

  func run(_ hook: Hook, _ record: [UInt8], _ environment: HookEnvironment) -> HookOutcome {
    told.withLock { $0.append(environment) }
    var outcome = HookOutcome(ending: ending.withLock { $0 }, output: output.withLock { $0 })
    outcome.retryAfter = retryAfter.withLock { $0 }
    return outcome
  }

  /// The addresses of all calls in order.
  var urls: [String] { told.withLock { $0.map(\.url) } }
}
