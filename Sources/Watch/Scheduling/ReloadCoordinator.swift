import Basics
import Logging
import Settings

/// What all those on duty share. The configuration's part of the context changes with a reload; a
/// round works from beginning to end by what it began with.
final class ServiceState: Sendable {
  let progress: ProgressMonitor
  let summary = StatusSummary()
  let rounds = PollRecordWriter()
  /// Rings when there are deliveries.
  let wakeSignal: WakeSignal
  private let state: Locked<RoundContext>

  init(_ context: RoundContext, progress: ProgressMonitor, wakeSignal: WakeSignal) {
    self.progress = progress
    self.wakeSignal = wakeSignal
    state = Locked(context)
  }

  var context: RoundContext { state.withLock { $0 } }

  /// The places stay, for what is open there stays open.
  func adopt(_ new: Configuration) {
    state.withLock { context in
      let old = context.configuration
      context.configuration = new
      context.configuration.spoolPath = old.spoolPath
      context.configuration.statePath = old.statePath
    }
  }

  /// Seconds that any step of a round may take, and some to spare.
  var patience: Double {
    let sources = context.configuration.sources.filter { !$0.schedule.isPaused }
    let slowest = sources.map { $0.request.bounds.totalTime + $0.politeness.hostPause }.max() ?? 0
    return slowest + RobotsCache.longestDelay + 60
  }
}

/// Who is on duty: the sources of the scheduler, a line for each hook. Appointed anew with each
/// configuration, while they work: who stays as they were notices nothing, who is changed or sent
/// home finishes what is at hand first, and may be called back while doing so.
struct ReloadCoordinator {
  let serviceState: ServiceState
  let scheduler: RoundScheduler
  private var hooks: [String: DeliveryWorker] = [:]

  init(serviceState: ServiceState) {
    self.serviceState = serviceState
    scheduler = RoundScheduler(serviceState: serviceState)
  }

  /// What an appointment has changed.
  struct Changes: Sendable {
    var added = 0
    var changed = 0
    var removed = 0

    var metadata: Logger.Metadata {
      [
        "stage": "configuration", "added": "\(added)", "changed": "\(changed)",
        "removed": "\(removed)",
      ]
    }

    fileprivate mutating func note<T: Equatable>(_ old: T?, _ new: T) {
      if old == nil { added += 1 } else if old != new { changed += 1 }
    }
  }

  mutating func appoint(
    _ configuration: Configuration, in group: inout ThrowingDiscardingTaskGroup<any Error>
  ) async -> Changes {
    serviceState.adopt(configuration)
    await serviceState.context.fetcher.hosts.change(limit: configuration.concurrency)
    var changes = Changes()
    await scheduler.appoint(configuration.sources.filter { !$0.schedule.isPaused }, &changes)
    await appoint(configuration.hooks, in: &group, &changes)
    return changes
  }

  private mutating func appoint(
    _ wanted: [Hook], in group: inout ThrowingDiscardingTaskGroup<any Error>,
    _ changes: inout Changes
  ) async {
    for (name, line) in hooks where !wanted.contains(where: { $0.name == name }) {
      if await line.isWanted { changes.removed += 1 }
      await line.change(to: nil)
    }
    for hook in wanted {
      let known = hooks[hook.name]
      changes.note(await known?.isWanted == true ? await known?.hook : nil, hook)
      if let known, await known.change(to: hook) { continue }
      let line = DeliveryWorker(
        hook, context: serviceState.context, wakeSignal: serviceState.wakeSignal)
      hooks[hook.name] = line
      group.addTask { await line.serve() }
    }
  }
}
