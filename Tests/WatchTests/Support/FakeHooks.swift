import Settings
import Synchronization

@testable import Watch

/// Hooks that are only noted.
final class FakeHooks: Sendable {
  let told = Mutex<[HookEnvironment]>([])
  let ending = Mutex<HookOutcome.Ending>(.exited(0))

  func run(_ hook: Hook, _ record: [UInt8], _ environment: HookEnvironment) -> HookOutcome {
    told.withLock { $0.append(environment) }
    return HookOutcome(ending: ending.withLock { $0 })
  }

  /// The addresses it was told of successfully or not, in order.
  var urls: [String] { told.withLock { $0.map(\.url) } }
}
