import Notifications
import Settings
import Synchronization

@testable import Watch

/// Hooks that only record their calls.
final class FakeHooks: Sendable {
  let told: Mutex<[HookEnvironment]>
  /// The joined messages, with the numbers of their attempts.
  let joined: Mutex<[(digest: EventDigest, attempt: Int)]>
  let ending = Mutex<HookOutcome.Ending>(.exited(0))
  let output = Mutex("")
  /// The pause for which the receiver asks.
  let retryAfter = Mutex<Duration?>(nil)

  init(
    told: [HookEnvironment] = [], joined: [(digest: EventDigest, attempt: Int)] = []
  ) {
    self.told = Mutex(told)
    self.joined = Mutex(joined)
  }

  func run(_ hook: Hook, _ record: [UInt8], _ environment: HookEnvironment) -> HookOutcome {
    told.withLock { $0.append(environment) }
    return outcome
  }

  func run(_ hook: Hook, _ digest: EventDigest, _ attempt: Int) -> HookOutcome {
    joined.withLock { $0.append((digest, attempt)) }
    return outcome
  }

  private var outcome: HookOutcome {
    var outcome = HookOutcome(ending: ending.withLock { $0 }, output: output.withLock { $0 })
    outcome.retryAfter = retryAfter.withLock { $0 }
    return outcome
  }

  /// The events of the joined messages.
  var joinedEvents: [[Event]] { joined.withLock { $0.map(\.digest.events) } }

  /// The addresses of all calls in order.
  var urls: [String] { told.withLock { $0.map(\.url) } }
}
