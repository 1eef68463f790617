import Basics
import Dates
import Ledger
import Logging
import Notifications
import Settings

/// One attempt at a call, and what follows from its outcome.
extension DeliveryWorker {
  func attempt(_ call: HookCall) async throws {
    let outcome = await outcome(of: call)
    // A hook that was stopped with the service does not count as an attempt.
    guard outcome.ending != .cancelled else { return }
    if outcome.isDelivered {
      try await ledger.recordSuccess(of: call.deliveries.map(\.id))
      report.delivered += call.deliveries.count
      if isFailing, call.attempts > 0 {
        dependencies.log.warning("resolved: the hook works again", metadata: metadata(call))
        isFailing = false
      }
      consecutiveFailures = 0
    } else {
      try await recordFailure(of: call, outcome)
    }
  }

  private func outcome(of call: HookCall) async -> HookOutcome {
    guard let batch = call.batch else {
      let delivery = call.first
      return await dependencies.runHook(hook, delivery.record, environment(of: delivery))
    }
    let events = call.deliveries.map {
      Event(
        kind: $0.event, source: $0.source, deliveryKey: $0.idempotencyKey, at: $0.at,
        record: $0.record)
    }
    let digest = EventDigest(key: "\(batch)-\(hook.name)", at: call.at, events: events)
    return await dependencies.runJoinedHook(hook, digest, call.attempts + 1)
  }

  private func recordFailure(of call: HookCall, _ outcome: HookOutcome) async throws {
    if outcome.isGone { return try await disable(outcome, call) }
    let now = dependencies.clock.timestamp
    let isTooOld = now - call.created >= hook.maximumAge && call.attempts > 0
    let requestedPause = min(outcome.retryAfter ?? .zero, DeliveryWorker.maximumPause)
    let delay = max(
      requestedPause,
      hook.retry.delay(
        afterFailures: call.attempts + 1, jitter: dependencies.randomFraction()))
    if outcome.isOverloaded { pausedUntil = now + delay }
    try await ledger.recordFailure(
      of: call.deliveries.map(\.id), retryAt: isTooOld ? nil : now + delay,
      reason: outcome.description, now: now)
    report.failed += call.deliveries.count
    consecutiveFailures += 1
    isFailing = true
    var metadata = metadata(call)
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

  /// Disables the hook, because its receiver wants no more messages. Its deliveries are kept.
  private func disable(_ outcome: HookOutcome, _ call: HookCall) async throws {
    guard disabledReason == nil else { return }
    disabledReason = "\(outcome)"
    report.failed += call.deliveries.count
    try await ledger.setDisabling(
      HookDisabling(reason: "\(outcome)", target: hook.target.stableHash), ofHook: hook.name)
    var metadata = metadata(call)
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

  private func metadata(_ call: HookCall) -> Logger.Metadata {
    let delivery = call.first
    var metadata: Logger.Metadata = [
      LogKind.metadataKey: .kind(.hookFailed), "source": "\(delivery.source)", "stage": "hook",
      "hook": "\(hook.name)", "event": "\(delivery.event.rawValue)",
      "entry": "\(delivery.entry ?? delivery.publicID)",
    ]
    if call.batch != nil { metadata["entries"] = "\(call.deliveries.count)" }
    return metadata
  }
}
