import Basics
import Dates
import Ledger
import Logging
import Settings
import Spool

/// The worker that delivers entries to one hook.
///
/// Deliveries start in the order of their entries, several at once if the hook allows it. A failed
/// delivery is retried with growing delays until it succeeds or is too old. Deliveries that fail or
/// hang do not delay others.
actor DeliveryWorker {
  private(set) var hook: Hook
  /// Whether the worker continues after its current deliveries.
  private(set) var isEnabled = true
  private var hasStopped = false
  private let ledger: LedgerStore
  private let spool: SpoolDirectory
  private let dependencies: Dependencies
  private let wakeSignal: WakeSignal
  /// The deliveries that are under way.
  private var running: Set<DeliveryID> = []
  /// The number of consecutive failed attempts of any deliveries.
  private var consecutiveFailures = 0
  /// The number of consecutive ledger errors while recording results.
  private var consecutiveLedgerErrors = 0
  /// Whether an attempt has failed, in this process or an earlier one, and no retry has succeeded
  /// since.
  private var isFailing = false
  /// The deliveries that a finite run has tried; it tries each once.
  private var tried: Set<DeliveryID> = []
  private(set) var report = DeliveryReport()
  /// The reason why the receiver wants no more messages; nil if the hook is not disabled.
  private var disabledReason: String?
  /// The end of a pause for which the receiver has asked, or which its overload requires.
  private var pausedUntil: Timestamp?

  /// The number of consecutive failures after which a finite run leaves the rest to the next run.
  static let maximumConsecutiveFailures = 5
  /// The minimum time between two looks into the ledger.
  private static let minimumWait = Duration.milliseconds(50)
  /// The maximum time between two looks into the ledger. Another process may have requested a
  /// retry there.
  private static let maximumWait = Duration.seconds(600)
  /// The longest pause for which a receiver may ask.
  private static let maximumPause = Duration.seconds(86_400)

  init(
    _ hook: Hook, ledger: LedgerStore, spool: SpoolDirectory, dependencies: Dependencies,
    wakeSignal: WakeSignal
  ) {
    self.hook = hook
    self.ledger = ledger
    self.spool = spool
    self.dependencies = dependencies
    self.wakeSignal = wakeSignal
  }

  /// Delivers until no delivery is due.
  /// - Parameter force: whether deliveries that wait for their next attempt are tried, too.
  func deliverDue(force: Bool) async throws {
    try await loadFailureState()
    while consecutiveFailures < DeliveryWorker.maximumConsecutiveFailures, !Task.isCancelled,
      disabledReason == nil, pausedUntil == nil
    {
      let now = force ? nil : dependencies.clock.timestamp
      let batch = try await dueDeliveries(
        now: now, maximumCount: max(1, hook.concurrency), excluding: tried)
      if batch.isEmpty { return }
      tried.formUnion(batch.map(\.id))
      try await withThrowingTaskGroup { group in
        for delivery in batch { group.addTask { try await self.attempt(delivery) } }
        try await group.waitForAll()
      }
    }
  }

  /// Replaces the configuration of the hook.
  /// - Parameter hook: nil to stop the worker after its current deliveries.
  /// - Returns: False if the worker has stopped already.
  @discardableResult
  func update(to hook: Hook?) -> Bool {
    guard !hasStopped else { return false }
    if let hook { self.hook = hook }
    isEnabled = hook != nil
    wakeSignal.signal()
    return true
  }

  /// Delivers until the task is cancelled or the hook is removed.
  func run() async {
    // The hook may be added again while the last deliveries end.
    while isEnabled, !Task.isCancelled { await deliverUntilDisabled() }
    hasStopped = true
  }

  /// Loads whether the hook was failing when the last process ended, so that a restart does not
  /// report the failure again.
  private func loadFailureState() async throws {
    isFailing = try await ledger.hasFailedDelivery(hook: hook.name)
    if isFailing { consecutiveFailures = 1 }
    try await loadDisabling()
  }

  /// Loads whether the hook is disabled. Another receiver enables it.
  private func loadDisabling() async throws {
    disabledReason = nil
    guard let disabling = try await ledger.disabling(ofHook: hook.name) else { return }
    guard disabling.target == hook.target.stableHash else {
      return try await ledger.setDisabling(nil, ofHook: hook.name)
    }
    disabledReason = disabling.reason
  }

  private func deliverUntilDisabled() async {
    try? await loadFailureState()
    await withDiscardingTaskGroup { group in
      while isEnabled, !Task.isCancelled {
        let signalCount = wakeSignal.count
        do {
          for delivery in try await startableDeliveries() {
            running.insert(delivery.id)
            group.addTask { await self.runDelivery(delivery) }
          }
        } catch is CancellationError {
          return
        } catch {
          logLedgerError("cannot read the due deliveries; retrying later", error)
        }
        await wakeSignal.wait(
          after: signalCount, until: await nextWakeTime(), clock: dependencies.clock)
      }
    }
  }

  private func startableDeliveries() async throws -> [Delivery] {
    // Another process, or a new configuration, may have enabled the hook.
    if disabledReason != nil { try await loadDisabling() }
    guard disabledReason == nil, pauseEnd == nil else { return [] }
    let freeSlots = max(1, hook.concurrency) - running.count
    guard freeSlots > 0 else { return [] }
    return try await dueDeliveries(
      now: dependencies.clock.timestamp, maximumCount: freeSlots, excluding: running)
  }

  private func runDelivery(_ delivery: Delivery) async {
    do {
      try await attempt(delivery)
      consecutiveLedgerErrors = 0
    } catch {
      consecutiveLedgerErrors += 1
      logLedgerError(
        "cannot record the result of a delivery; it will be delivered again", error,
        isFirst: consecutiveLedgerErrors == 1)
      // The back-off keeps a ledger error from calling the hook in a loop.
      try? await dependencies.clock.sleep(
        for: hook.retry.delay(
          afterFailures: consecutiveLedgerErrors, jitter: dependencies.randomFraction()))
    }
    running.remove(delivery.id)
    wakeSignal.signal()
  }

  private func dueDeliveries(
    now: Timestamp?, maximumCount: Int, excluding excluded: Set<DeliveryID>
  ) async throws -> [Delivery] {
    try await ledger.dueDeliveries(
      hook: hook.name, now: now, longest: hook.retry.maximum, busy: excluded,
      limit: maximumCount)
  }

  /// Returns the time of the next retry.
  private func nextWakeTime() async -> ContinuousClock.Instant {
    let now = dependencies.clock.now
    let latest = now + DeliveryWorker.maximumWait
    if disabledReason != nil { return latest }
    if let pauseEnd { return min(latest, now + (pauseEnd - dependencies.clock.timestamp)) }
    guard running.count < max(1, hook.concurrency),
      let next = try? await ledger.nextDelivery(hook: hook.name, busy: running)
    else { return latest }
    return min(latest, now + max(DeliveryWorker.minimumWait, next - dependencies.clock.timestamp))
  }

  // MARK: - One attempt

  private func attempt(_ delivery: Delivery) async throws {
    let environment = self.environment(of: delivery)
    let outcome = await dependencies.runHook(hook, delivery.record, environment)
    // A hook that was stopped with the service does not count as an attempt.
    guard outcome.ending != .cancelled else { return }
    if outcome.isDelivered {
      try await ledger.recordSuccess(of: delivery.id)
      report.delivered += 1
      if isFailing, delivery.attempts > 0 {
        dependencies.log.warning("resolved: the hook works again", metadata: metadata(delivery))
        isFailing = false
      }
      consecutiveFailures = 0
    } else {
      try await recordFailure(of: delivery, outcome)
    }
  }

  private func recordFailure(of delivery: Delivery, _ outcome: HookOutcome) async throws {
    if outcome.isGone { return try await disable(outcome, delivery) }
    let now = dependencies.clock.timestamp
    let isTooOld = now - delivery.created >= hook.maximumAge && delivery.attempts > 0
    let requestedPause = min(outcome.retryAfter ?? .zero, DeliveryWorker.maximumPause)
    let delay = max(
      requestedPause,
      hook.retry.delay(
        afterFailures: delivery.attempts + 1, jitter: dependencies.randomFraction()))
    if outcome.isOverloaded { pausedUntil = now + delay }
    try await ledger.recordFailure(
      of: delivery.id, retryAt: isTooOld ? nil : now + delay, reason: outcome.description)
    report.failed += 1
    consecutiveFailures += 1
    isFailing = true
    var metadata = metadata(delivery)
    metadata["reason"] = "\(outcome)"
    if isTooOld {
      dependencies.log.error(
        "giving up a delivery that has failed for too long; “ledewatch retry” tries it again",
        metadata: metadata)
    } else {
      metadata["retry"] = "\(RFC3339.string(from: now + delay))"
      // Only the first failure in a row is a warning.
      dependencies.log.log(
        level: consecutiveFailures == 1 ? .warning : .debug, "the hook failed; retrying later",
        metadata: metadata)
    }
  }

  /// The end of the current pause; nil if there is none. A pause further ahead than the longest one was
  /// recorded before the clock was set back.
  private var pauseEnd: Timestamp? {
    guard let pausedUntil else { return nil }
    let rest = pausedUntil - dependencies.clock.timestamp
    return rest > .zero && rest <= max(DeliveryWorker.maximumPause, hook.retry.maximum)
      ? pausedUntil : nil
  }

  /// Disables the hook, because its receiver wants no more messages. Its deliveries are kept.
  private func disable(_ outcome: HookOutcome, _ delivery: Delivery) async throws {
    guard disabledReason == nil else { return }
    disabledReason = "\(outcome)"
    report.failed += 1
    try await ledger.setDisabling(
      HookDisabling(reason: "\(outcome)", target: hook.target.stableHash), ofHook: hook.name)
    var metadata = metadata(delivery)
    metadata["reason"] = "\(outcome)"
    dependencies.log.error(
      "the hook is disabled, because its receiver wants no more messages; “ledewatch retry” enables it",
      metadata: metadata)
  }

  private func environment(of delivery: Delivery) -> HookEnvironment {
    var environment = recordedEnvironment(of: delivery)
    environment.at = delivery.at
    return environment
  }

  private func recordedEnvironment(of delivery: Delivery) -> HookEnvironment {
    let path = delivery.entry.map(spool.path(of:)) ?? ""
    let attempt = delivery.attempts + 1
    return HookEnvironment(
      record: delivery.record, entry: path, attempt: attempt, delivery: delivery.idempotencyKey)
      ?? HookEnvironment(
        event: delivery.event, source: delivery.source, id: delivery.publicID,
        revision: delivery.revision, entry: path,
        firstSeen: RFC3339.string(from: delivery.at), attempt: attempt,
        delivery: delivery.idempotencyKey)
  }

  private func metadata(_ delivery: Delivery) -> Logger.Metadata {
    [
      LogKind.metadataKey: .kind(.hookFailed), "source": "\(delivery.source)", "stage": "hook",
      "hook": "\(hook.name)", "event": "\(delivery.event.rawValue)",
      "entry": "\(delivery.entry ?? delivery.publicID)",
    ]
  }

  private func logLedgerError(
    _ message: Logger.Message, _ error: any Error, isFirst: Bool = true
  ) {
    dependencies.log.log(
      level: isFirst ? .error : .debug, message,
      metadata: ["stage": "hook", "hook": "\(hook.name)", "reason": "\(error)"])
  }
}

/// The numbers of successful and failed attempts.
package struct DeliveryReport: Hashable, Sendable {
  package var delivered = 0
  package var failed = 0
}
