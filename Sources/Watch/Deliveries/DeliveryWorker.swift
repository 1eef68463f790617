import Basics
import Dates
import Ledger
import Logging
import Settings
import Spool

/// The worker that delivers entries to one hook.
///
/// Deliveries start in the order of their entries, several at once if the hook allows it, and outside of its
/// quiet hours. Those that the hook wants as one message are joined first. A failed call is retried with
/// growing delays until it succeeds or is too old. Calls that fail or hang do not delay others.
actor DeliveryWorker {
  private(set) var hook: Hook
  /// Whether the worker continues after its current deliveries.
  private(set) var isEnabled = true
  private var hasStopped = false
  let ledger: LedgerStore
  let spool: SpoolDirectory
  let dependencies: Dependencies
  private let wakeSignal: WakeSignal
  private var running = CallsInProgress()
  /// The number of consecutive failed attempts of any calls.
  var consecutiveFailures = 0
  /// The number of consecutive ledger errors while recording results.
  private var consecutiveLedgerErrors = 0
  /// Whether an attempt has failed, in this process or an earlier one, and no retry has succeeded
  /// since.
  var isFailing = false
  /// The calls that a finite run has tried; it tries each once.
  private var tried = CallsInProgress()
  var report = DeliveryReport()
  /// The reason why the receiver wants no more messages; nil if the hook is not disabled.
  var disabledReason: String?
  /// The end of a pause for which the receiver has asked, or which its overload requires.
  var pausedUntil: Timestamp?
  /// Whether deliveries wait for another receiver than the present one.
  private var isReceiverNew = false

  /// The number of consecutive failures after which a finite run leaves the rest to the next run.
  static let maximumConsecutiveFailures = 5
  /// The minimum time between two looks into the ledger.
  private static let minimumWait = Duration.milliseconds(50)
  /// The maximum time between two looks into the ledger. Another process may have requested a
  /// retry there.
  private static let maximumWait = Duration.seconds(600)
  /// The longest pause for which a receiver may ask.
  static let maximumPause = Duration.seconds(86_400)

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
      disabledReason == nil, pausedUntil == nil, quietEnd == nil
    {
      let now = force ? nil : dependencies.clock.timestamp
      let calls = try await dueCalls(
        now: now, maximumCount: max(1, hook.concurrency), excluding: tried)
      if calls.isEmpty { return }
      for call in calls { tried.insert(call) }
      try await withThrowingTaskGroup { group in
        for call in calls { group.addTask { try await self.attempt(call) } }
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
    if let hook {
      // The pause was that of another receiver.
      if hook.target.stableHash != self.hook.target.stableHash {
        pausedUntil = nil
        isReceiverNew = true
      }
      self.hook = hook
    }
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
          for call in try await startableCalls() {
            running.insert(call)
            group.addTask { await self.perform(call) }
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

  func startableCalls() async throws -> [HookCall] {
    // Another process, or a new configuration, may have enabled the hook.
    if disabledReason != nil { try await loadDisabling() }
    if isReceiverNew {
      try await ledger.expediteDeliveries(ofHook: hook.name)
      isReceiverNew = false
    }
    if pauseEnd != nil, try await ledger.hasRequestedRetry(hook: hook.name) { pausedUntil = nil }
    guard disabledReason == nil, pauseEnd == nil, quietEnd == nil else { return [] }
    let freeSlots = max(1, hook.concurrency) - running.count
    guard freeSlots > 0 else { return [] }
    return try await dueCalls(
      now: dependencies.clock.timestamp, maximumCount: freeSlots, excluding: running)
  }

  private func perform(_ call: HookCall) async {
    do {
      try await attempt(call)
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
    running.remove(call)
    wakeSignal.signal()
  }

  /// Returns the time of the next look into the ledger.
  private func nextWakeTime() async -> ContinuousClock.Instant {
    let now = dependencies.clock.now
    let latest = now + DeliveryWorker.maximumWait
    if disabledReason != nil { return latest }
    let time = dependencies.clock.timestamp
    if let end = pauseEnd ?? quietEnd { return min(latest, now + (end - time)) }
    guard running.count < max(1, hook.concurrency), let next = await nextCall(excluding: running)
    else { return latest }
    return min(latest, now + max(DeliveryWorker.minimumWait, next - time))
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
