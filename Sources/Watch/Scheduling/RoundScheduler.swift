import Basics
import Ledger
import Settings

/// The scheduler of all rounds. It uses one timer for all sources and a task per running round only,
/// because an idle task keeps the memory of its deepest call.
actor RoundScheduler {
  private let serviceState: ServiceState
  private var entries: [String: Entry] = [:]
  private var queue = DueQueue()
  /// Due sources whose host has the maximum number of running rounds, by host, in order.
  private var waitingForHost: [String: ArraySlice<DueQueue.Element>] = [:]
  /// The number of running rounds by the host of their listing.
  private var runningPerHost: [String: Int] = [:]
  private var runningCount = 0
  private var lastSequence = 0
  /// The number of sources in the last configuration that were new or changed.
  private var batchSize = 0
  private var memoryReleases: MemoryReleaseSchedule
  /// The error that ends the service.
  private var fatalError: (any Error)?
  private let wakeSignal = WakeSignal()
  private var timer: Timer?

  /// The minimum number of rounds that may run concurrently. Most of them wait for a host or its
  /// delay, and each takes 50 kB and more.
  static let minimumConcurrentRounds = 256

  init(serviceState: ServiceState) {
    self.serviceState = serviceState
    memoryReleases = MemoryReleaseSchedule(start: serviceState.context.clock.now)
  }

  /// Returns the maximum number of rounds that run concurrently.
  static func maximumRounds(concurrency: Int) -> Int {
    max(RoundScheduler.minimumConcurrentRounds, 4 * concurrency)
  }

  private var maximumRounds: Int {
    RoundScheduler.maximumRounds(concurrency: serviceState.context.configuration.concurrency)
  }

  // MARK: - Sources

  /// Replaces the scheduled sources. Unchanged sources keep their schedule. Changed and removed ones
  /// finish a running round first, and may be added again meanwhile.
  func schedule(_ sources: [Source], _ changes: inout ReloadCoordinator.Changes) async {
    let new = sources.filter { entries[$0.name]?.runner.source != $0 }
    let sequences = Dictionary(
      uniqueKeysWithValues: new.compactMap { source in
        entries[source.name].map { (source.name, $0.sequence) }
      })
    let running = Set(new.map(\.name).filter { entries[$0]?.isRunning == true })
    // The loaded memories include the poll records of the rounds so far.
    await serviceState.pollRecords.write(serviceState.context)
    // One transaction loads all. If it fails, each runner loads its own and reports the error.
    let context = serviceState.context
    var memories =
      (try? await context.ledger.openSources(new.map(\.registration))) ?? [:]
    // The memory of a source whose round ran meanwhile is out of date.
    for name in memories.keys
    where running.contains(name) || entries[name]?.sequence != sequences[name] {
      memories[name] = nil
    }
    batchSize = new.count
    let names = Set(sources.map(\.name))
    for name in entries.keys where !names.contains(name) { remove(name, &changes) }
    for source in sources { update(source, memories[source.name], &changes) }
    wakeSignal.signal()
    // New settings have changed the times of the next rounds.
    for plan in new.compactMap({ entries[$0.name]?.runner.plannedPollRecord }) {
      await serviceState.pollRecords.add(plan.record, for: plan.source)
    }
  }

  private func remove(_ name: String, _ changes: inout ReloadCoordinator.Changes) {
    guard let entry = entries[name] else { return }
    if case .remove? = entry.pendingChange { return }
    changes.removed += 1
    if entry.isRunning { entry.pendingChange = .remove } else { removeEntry(name) }
  }

  private func update(
    _ source: Source, _ memory: SourceMemory?, _ changes: inout ReloadCoordinator.Changes
  ) {
    serviceState.summary.add(source.name)
    guard let entry = entries[source.name] else {
      changes.added += 1
      return add(source, memory)
    }
    switch entry.pendingChange {
    case .remove?: changes.added += 1
    case .replace(let other)?: changes.changed += other == source ? 0 : 1
    case nil: changes.changed += entry.runner.source == source ? 0 : 1
    }
    if entry.runner.source == source {
      entry.pendingChange = nil
    } else if entry.isRunning {
      entry.pendingChange = .replace(with: source)
    } else {
      add(source, memory)
    }
  }

  private func add(_ source: Source, _ memory: SourceMemory? = nil) {
    var runner = SourceRunner(source: source, serviceState: serviceState, batchSize: batchSize)
    var dueTime = serviceState.context.clock.now
    if let memory {
      dueTime = runner.resume(from: memory)
      serviceState.summary.update(memory)
    }
    entries[source.name] = Entry(runner)
    enqueue(source.name, dueTime: dueTime)
  }

  private func removeEntry(_ name: String) {
    entries[name] = nil
    serviceState.progress.remove(name)
    serviceState.summary.remove(name)
    serviceState.recordRecovery(of: name)
  }

  // MARK: - Queue

  /// Runs the rounds that fall due.
  /// - Throws: the error that ends the service; `CancellationError`.
  func run() async throws {
    defer { timer?.task.cancel() }
    try await withThrowingDiscardingTaskGroup { group in
      while true {
        let signalCount = wakeSignal.count
        if let fatalError { throw fatalError }
        while let runner = startNextDue() { group.addTask { await self.runRound(runner) } }
        if isMemoryReleaseDue {
          await releaseMemory()
          continue
        }
        setTimer()
        await wakeSignal.wait(after: signalCount)
        try Task.checkCancellation()
      }
    }
  }

  /// A task that signals `wakeSignal` at a time.
  private struct Timer {
    let time: ContinuousClock.Instant
    let task: Task<Void, Never>
  }

  /// Sets the timer to the next wake time, unless it is set to that time already.
  private func setTimer() {
    let time = nextWakeTime
    guard time != timer?.time else { return }
    timer?.task.cancel()
    let clock = serviceState.context.clock
    timer = time.map { time in
      Timer(
        time: time,
        task: Task {
          try? await clock.sleep(until: time)
          guard !Task.isCancelled else { return }
          timer = nil
          wakeSignal.signal()
        })
    }
  }

  /// The time of the next action, if no round ends before.
  private var nextWakeTime: ContinuousClock.Instant? {
    let next = runningCount < maximumRounds ? firstItem?.dueTime : nil
    return [next, nextMemoryRelease].compactMap(\.self).min()
  }

  private func enqueue(_ name: String, dueTime: ContinuousClock.Instant) {
    lastSequence += 1
    entries[name]?.sequence = lastSequence
    entries[name]?.dueTime = dueTime
    queue.insert(DueQueue.Element(dueTime: dueTime, sequence: lastSequence, name: name))
    serviceState.progress.markIdle(name, until: dueTime)
  }

  /// Reschedules the sources that wait for a window after the wall clock was set. A source whose
  /// window is now later notices it when it is due.
  func clockWasSet() {
    for (name, entry) in entries where !entry.isRunning {
      guard let dueTime = entry.runner.clockWasSet(), let planned = entry.dueTime, dueTime < planned
      else { continue }
      enqueue(name, dueTime: dueTime)
    }
    wakeSignal.signal()
  }

  /// The first valid item of the queue.
  private var firstItem: DueQueue.Element? {
    while let first = queue.first, entries[first.name]?.sequence != first.sequence {
      queue.removeFirst()
    }
    return queue.first
  }

  // MARK: - Memory

  private var nextMemoryRelease: ContinuousClock.Instant? {
    runningCount == 0 ? memoryReleases.next : nil
  }

  private var isMemoryReleaseDue: Bool {
    nextMemoryRelease.map { serviceState.context.clock.now >= $0 } ?? false
  }

  /// Releases the memory that only rounds need: page caches of the ledger and free heap pages.
  private func releaseMemory() async {
    let context = serviceState.context
    memoryReleases.releaseBegins(at: context.clock.now)
    await context.ledger.releaseMemory()
    await context.texts.releaseMemory()
    await context.archive.releaseMemory()
    if await context.dependencies.releaseMemory() { memoryReleases.moreRemains() }
  }

  // MARK: - Rounds

  /// Starts the next due round that its host has a slot for.
  private func startNextDue() -> SourceRunner? {
    let now = serviceState.context.clock.now
    while runningCount < maximumRounds, let first = firstItem, first.dueTime <= now {
      queue.removeFirst()
      guard let entry = entries[first.name] else { continue }
      let host = entry.runner.source.url.queueHost
      guard runningPerHost[host, default: 0] < HostQueue.maximumRoundsPerHost else {
        waitingForHost[host, default: []].append(first)
        continue
      }
      entry.isRunning = true
      runningPerHost[host, default: 0] += 1
      runningCount += 1
      serviceState.progress.markRunning(first.name)
      return entry.runner
    }
    return nil
  }

  private func runRound(_ runner: SourceRunner) async {
    var runner = runner
    do {
      let host = runner.source.url.queueHost
      let dueTime = try await runner.runRound { await self.isSlotNeeded(host) }
      finish(runner, dueTime: dueTime)
      // Mostly the timer is set to the next wake time already, and there is nothing else to do.
      if let next = nextWakeTime, next <= serviceState.context.clock.now || next != timer?.time {
        wakeSignal.signal()
      }
    } catch {
      fatalError = fatalError ?? error
      wakeSignal.signal()
    }
  }

  /// Whether another source waits for a round of this host to end.
  private func isSlotNeeded(_ host: String) -> Bool {
    let isHostNeeded = waitingForHost[host]?.contains { entries[$0.name]?.sequence == $0.sequence }
    if isHostNeeded == true { return true }
    guard runningCount >= maximumRounds, let first = firstItem else { return false }
    return first.dueTime <= serviceState.context.clock.now
  }

  private func finish(_ runner: SourceRunner, dueTime: ContinuousClock.Instant) {
    let name = runner.source.name
    releaseSlot(of: runner.source.url.queueHost)
    switch entries[name]?.pendingChange {
    case .remove?: removeEntry(name)
    case .replace(let source)?: add(source)
    case nil:
      entries[name] = Entry(runner)
      enqueue(name, dueTime: dueTime)
    }
  }

  /// Requeues the first source that waits for the host. It has been due for longer than those that
  /// become due now.
  private func releaseSlot(of host: String) {
    runningCount -= 1
    memoryReleases.roundEnded()
    runningPerHost[host, default: 1] -= 1
    if runningPerHost[host] == 0 { runningPerHost[host] = nil }
    while let item = waitingForHost[host]?.popFirst() {
      guard entries[item.name]?.sequence == item.sequence else { continue }
      return queue.insert(item)
    }
    waitingForHost[host] = nil
  }
}
