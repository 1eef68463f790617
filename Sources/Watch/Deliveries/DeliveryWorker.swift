import Basics
import Dates
import Ledger
import Logging
import Settings
import Spool

/// The deliveries of one hook: begun in the order of their entries, several at once as far as the
/// hook allows, each tried again with growing pauses until it succeeds or is too old. One that
/// fails or hangs holds up no other.
actor DeliveryWorker {
  private(set) var hook: Hook
  /// Whether it is to go on when what is under way is done.
  private(set) var isWanted = true
  private var hasLeft = false
  private let context: RoundContext
  private let wakeSignal: WakeSignal
  private var busy: Set<Int64> = []
  /// Attempts that failed in a row, of whatever delivery.
  private var failures = 0
  /// Failures to write down what became of one, in a row.
  private var ledgerFaults = 0
  /// It failed, in this process or an earlier one, and what failed has not been delivered yet.
  private var isIll = false
  /// Each delivery once: for a run that ends.
  private var tried: Set<Int64> = []
  private(set) var report = DeliveryReport()

  /// Failures in a row after which a run that ends leaves the rest to the next.
  static let patience = 5

  init(_ hook: Hook, context: RoundContext, wakeSignal: WakeSignal) {
    self.hook = hook
    self.context = context
    self.wakeSignal = wakeSignal
  }

  /// Delivers what is due until nothing is, then ends.
  /// - Parameter force: also what waits for its next attempt.
  func drain(force: Bool) async throws {
    try await recall()
    while failures < DeliveryWorker.patience, !Task.isCancelled {
      let now = force ? nil : context.wall
      let free = max(1, hook.concurrency)
      let batch = try await due(now: now, limit: free, besides: tried)
      if batch.isEmpty { return }
      tried.formUnion(batch.map(\.row))
      try await withThrowingTaskGroup { group in
        for delivery in batch { group.addTask { try await self.attempt(delivery) } }
        try await group.waitForAll()
      }
    }
  }

  /// - Parameter hook: nil to leave when what is under way is done.
  /// - Returns: False when it has left already.
  @discardableResult
  func change(to hook: Hook?) -> Bool {
    guard !hasLeft else { return false }
    if let hook { self.hook = hook }
    isWanted = hook != nil
    wakeSignal.ring()
    return true
  }

  /// Delivers until cancelled, or no longer wanted.
  func serve() async {
    // Called back while the last deliveries ended, it goes on.
    while isWanted, !Task.isCancelled { await deliver() }
    hasLeft = true
  }

  /// How it was when the last process ended: an illness is said when it begins, not at each start.
  private func recall() async throws {
    isIll = try await context.ledger.hasFailed(hook: hook.name)
    if isIll { failures = 1 }
  }

  private func deliver() async {
    try? await recall()
    await withDiscardingTaskGroup { group in
      while isWanted, !Task.isCancelled {
        let rings = wakeSignal.rings
        do {
          let free = max(1, hook.concurrency) - busy.count
          for delivery in free > 0
            ? try await due(now: context.wall, limit: free, besides: busy) : []
          {
            busy.insert(delivery.row)
            group.addTask { await self.see(to: delivery) }
          }
        } catch is CancellationError {
          return
        } catch {
          complain("deliveries can't be read", "\(error)")
        }
        await wakeSignal.wait(
          after: rings, until: await nextMoment(), clock: context.dependencies.clock)
      }
    }
  }

  private func see(to delivery: Delivery) async {
    do {
      try await attempt(delivery)
      ledgerFaults = 0
    } catch {
      ledgerFaults += 1
      complain("a delivery can't be written down", "\(error)", isFirst: ledgerFaults == 1)
      // The ledger is ill; the hook is not to be called again and again for that.
      try? await context.dependencies.clock.sleep(
        for: hook.retry.delay(afterFailures: ledgerFaults, jitter: context.dependencies.spread()))
    }
    busy.remove(delivery.row)
    wakeSignal.ring()
  }

  private func due(now: Double?, limit: Int, besides: Set<Int64>) async throws -> [Delivery] {
    try await context.ledger.dueDeliveries(
      hook: hook.name, now: now, longest: hook.retry.maximum, busy: besides, limit: limit)
  }

  /// Steady seconds at which a retry is due, if nothing rings before.
  private func nextMoment() async -> Double {
    // Somebody may have asked for another try in the ledger itself.
    let latest = context.steady + 600
    guard busy.count < max(1, hook.concurrency) else { return latest }
    guard let next = try? await context.ledger.nextDelivery(hook: hook.name, busy: busy) else {
      return latest
    }
    return min(latest, context.steady + max(0.05, next - context.wall))
  }

  // MARK: - One attempt

  private func attempt(_ delivery: Delivery) async throws {
    let environment = self.environment(of: delivery)
    let outcome = await context.dependencies.runHook(hook, delivery.record, environment)
    // Told to stop: that was no attempt.
    guard outcome.ending != .cancelled else { return }
    if outcome.delivered {
      try await context.ledger.delivered(delivery.row)
      report.delivered += 1
      if isIll, delivery.tries > 0 {
        context.log.warning("the hook works again", metadata: metadata(delivery))
        isIll = false
      }
      failures = 0
    } else {
      try await failed(delivery, outcome)
    }
  }

  private func failed(_ delivery: Delivery, _ outcome: HookOutcome) async throws {
    let now = context.wall
    let isTooOld = now - delivery.created >= hook.maximumAge && delivery.tries > 0
    let pause = hook.retry.delay(
      afterFailures: delivery.tries + 1, jitter: context.dependencies.spread())
    try await context.ledger.deliveryFailed(
      delivery.row, retryAt: isTooOld ? nil : now + pause, fault: outcome.description)
    report.failed += 1
    failures += 1
    isIll = true
    var metadata = metadata(delivery)
    metadata["reason"] = "\(outcome)"
    if isTooOld {
      context.log.error("a delivery has failed for too long and is parked", metadata: metadata)
    } else {
      // A hook that is ill is said to be so once.
      context.log.log(
        level: failures == 1 ? .warning : .debug, "the hook failed; it is called again later",
        metadata: metadata)
    }
  }

  private func environment(of delivery: Delivery) -> HookEnvironment {
    let path = delivery.entry.map(context.spool.path(of:)) ?? ""
    let attempt = delivery.tries + 1
    return HookEnvironment(
      record: delivery.record, entry: path, attempt: attempt, delivery: delivery.id)
      ?? HookEnvironment(
        event: delivery.event, source: delivery.source, id: delivery.publicID,
        revision: delivery.revision, entry: path,
        firstSeen: RFC3339.string(from: delivery.at), attempt: attempt, delivery: delivery.id)
  }

  private func metadata(_ delivery: Delivery) -> Logger.Metadata {
    [
      "source": "\(delivery.source)", "stage": "hook", "hook": "\(hook.name)",
      "event": "\(delivery.event.rawValue)",
      "entry": "\(delivery.entry ?? delivery.publicID)",
    ]
  }

  private func complain(_ message: Logger.Message, _ reason: String, isFirst: Bool = true) {
    context.log.log(
      level: isFirst ? .error : .debug, message,
      metadata: ["stage": "hook", "hook": "\(hook.name)", "reason": "\(reason)"])
  }
}

/// What became of deliveries.
package struct DeliveryReport: Hashable, Sendable {
  package var delivered = 0
  package var failed = 0
}
