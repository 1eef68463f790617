import Basics
import Ledger
import Settings

/// The calls that are due: single deliveries, and those that are joined to one message.
extension DeliveryWorker {
  /// Returns the calls that are due, in the order of their entries.
  /// - Parameter now: nil for all that are pending. Digests keep their times.
  func dueCalls(
    now: Timestamp?, maximumCount: Int, excluding excluded: CallsInProgress
  ) async throws -> [HookCall] {
    try await joinDeliveries(now: now, excluding: excluded)
    return try await ledger.dueCalls(
      hook: hook.name, now: now, longest: longestDelay, busy: excluded,
      limit: maximumCount, includesSingle: !hook.timing.joinsAll)
  }

  private func joinDeliveries(now: Timestamp?, excluding excluded: CallsInProgress) async throws {
    let timing = hook.timing
    // A receiver that gets each entry alone cannot read a message of many. A hook that joins deliveries at
    // all sends its messages as they are, because the receiver may have them already.
    guard timing.joins else {
      return try await ledger.dissolveBatches(ofHook: hook.name, busy: excluded)
    }
    var now = now
    if timing.digest != nil {
      guard let time = try await digestTime(excluding: excluded),
        time <= dependencies.clock.timestamp
      else { return }
      // A digest has all that waits.
      now = nil
    }
    try await ledger.joinDeliveries(
      hook: hook.name, now: now, longest: longestDelay, busy: excluded,
      minimum: timing.joinsAll ? 1 : (timing.flood ?? 0) + 1
    ) { [dependencies] in "batch-\(String(dependencies.random(), radix: 36))" }
  }

  /// Returns the time of the next digest; nil if nothing waits for it.
  private func digestTime(excluding excluded: CallsInProgress) async throws -> Timestamp? {
    guard hook.timing.digest != nil,
      let first = try await ledger.firstUnjoined(hook: hook.name, busy: excluded)
    else { return nil }
    return hook.timing.digestTime(first: first, now: dependencies.clock.timestamp)
  }

  /// Returns the time at which the next call is due; nil if there is none.
  func nextCall(excluding excluded: CallsInProgress) async -> Timestamp? {
    let isDigest = hook.timing.digest != nil
    let next = try? await ledger.nextCall(
      hook: hook.name, busy: excluded, includesSingle: !isDigest)
    let digest = try? await digestTime(excluding: excluded)
    return [next, digest].compactMap(\.self).min()
  }

  /// The end of the quiet hours of the hook; nil outside of them.
  var quietEnd: Timestamp? { hook.timing.quietEnd(at: dependencies.clock.timestamp) }

  /// The longest time between two attempts. A receiver may ask for more than the delays of retries.
  private var longestDelay: Duration { max(DeliveryWorker.maximumPause, hook.retry.maximum) }

  /// The end of the current pause; nil if there is none. A pause further ahead than the longest one was
  /// recorded before the clock was set back.
  var pauseEnd: Timestamp? {
    guard let pausedUntil else { return nil }
    let rest = pausedUntil - dependencies.clock.timestamp
    return rest > .zero && rest <= longestDelay ? pausedUntil : nil
  }
}
