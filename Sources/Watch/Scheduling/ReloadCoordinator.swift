import Basics
import Logging
import Settings

/// The coordinator that applies a configuration to a running service: the sources of the scheduler
/// and one worker per hook.
///
/// Unchanged sources and hooks are not disturbed. Changed and removed ones finish their current work
/// first, and may be added again meanwhile.
struct ReloadCoordinator {
  let serviceState: ServiceState
  let scheduler: RoundScheduler
  private var workers: [String: DeliveryWorker] = [:]

  init(serviceState: ServiceState) {
    self.serviceState = serviceState
    scheduler = RoundScheduler(serviceState: serviceState)
  }

  /// The numbers of sources and hooks that a configuration has added, changed and removed.
  struct Changes: Sendable {
    var added = 0
    var changed = 0
    var removed = 0

    var metadata: Logger.Metadata {
      [
        LogKind.metadataKey: .kind(.configurationReloaded), "stage": "configuration",
        "added": "\(added)", "changed": "\(changed)",
        "removed": "\(removed)",
      ]
    }

    fileprivate mutating func count<T: Equatable>(from old: T?, to new: T) {
      if old == nil { added += 1 } else if old != new { changed += 1 }
    }
  }

  mutating func apply(
    _ configuration: Configuration, in group: inout ThrowingDiscardingTaskGroup<any Error>
  ) async -> Changes {
    serviceState.update(configuration)
    // The pauses of renamed sources have their new names.
    await serviceState.loadPauses()
    await serviceState.context.fetcher.hosts.setMaximumActive(configuration.concurrency)
    var changes = Changes()
    await scheduler.schedule(serviceState.activeSources, &changes)
    await apply(configuration.hooks, in: &group, &changes)
    return changes
  }

  /// Schedules the sources anew after pauses have changed.
  func applyPauses() async {
    var changes = Changes()
    await scheduler.schedule(serviceState.activeSources, &changes)
  }

  private mutating func apply(
    _ hooks: [Hook], in group: inout ThrowingDiscardingTaskGroup<any Error>,
    _ changes: inout Changes
  ) async {
    for (name, worker) in workers where !hooks.contains(where: { $0.name == name }) {
      if await worker.isEnabled { changes.removed += 1 }
      await worker.update(to: nil)
    }
    let context = serviceState.context
    for hook in hooks {
      let known = workers[hook.name]
      changes.count(from: await known?.isEnabled == true ? await known?.hook : nil, to: hook)
      if let known, await known.update(to: hook) { continue }
      let worker = DeliveryWorker(
        hook, ledger: context.ledger, spool: context.spool, dependencies: context.dependencies,
        wakeSignal: serviceState.deliverySignal)
      workers[hook.name] = worker
      group.addTask { await worker.run() }
    }
  }
}
