import Basics
import Ledger
import Settings

/// Which source is looked at when: one clock for all of them, and a task for a source only while its
/// round runs, for a task that waits keeps the memory of its deepest moment.
actor RoundScheduler {
  private let serviceState: ServiceState
  private var entries: [String: Entry] = [:]
  private var due = DueQueue()
  /// Due, but their host has enough rounds already; by host, first come, first served.
  private var parked: [String: ArraySlice<DueQueue.Place>] = [:]
  /// Rounds that run, by the host of their listing.
  private var working: [String: Int] = [:]
  private var workingCount = 0
  private var tickets = 0
  /// How many were appointed together, the last time.
  private var crowd = 0
  /// Rounds have ended since memory was given back, or all has just begun.
  private var isUntidy = true
  /// When memory may be given back again, steady seconds.
  private var nextTidying: Double
  /// What ends the service.
  private var fault: (any Error)?
  /// Rings when there is something to look at.
  private let wakeSignal = WakeSignal()
  private var alarm: Alarm?

  /// Rounds that run at once, at least: most of them wait for a host's turn, or for its pause to
  /// pass, and each takes 50 kB and more.
  static let leastRounds = 256
  /// Rounds of one host that run at once, so that a host which hangs takes no other's place.
  static let mostOfHost = 8
  /// Seconds from one time that memory is given back to the next, at least.
  static let tidyInterval = 60.0

  /// An object, for a table of large values has room for many more than it holds.
  private final class Entry {
    var runner: SourceRunner
    var isWorking = false
    /// Of the last place in the queue; older ones are void.
    var ticket = 0
    /// Of that place; steady seconds.
    var moment = 0.0
    /// What becomes of it when its round has ended.
    var change: Change?

    init(_ runner: SourceRunner) { self.runner = runner }
  }

  private enum Change {
    case leave
    indirect case become(Source)
  }

  init(serviceState: ServiceState) {
    self.serviceState = serviceState
    nextTidying = serviceState.context.steady + 5
  }

  // MARK: - Appointments

  /// Sources that stay as they are notice nothing; those that are changed or sent home finish their
  /// round first, and may be called back while doing so.
  func appoint(_ sources: [Source], _ changes: inout ReloadCoordinator.Changes) async {
    let new = sources.filter { entries[$0.name]?.runner.source != $0 }
    let tickets = Dictionary(
      uniqueKeysWithValues: new.compactMap { source in
        entries[source.name].map { (source.name, $0.ticket) }
      })
    let atWork = Set(new.map(\.name).filter { entries[$0]?.isWorking == true })
    // What the rounds so far have learned is in there, too.
    await serviceState.rounds.write(serviceState.context)
    // All in one transaction. Where that fails each asks for its own, and tells of it.
    var memories = (try? await serviceState.context.ledger.sources(new.map(\.registration))) ?? [:]
    // Who has worked meanwhile knows more than that.
    for name in memories.keys
    where atWork.contains(name) || entries[name]?.ticket != tickets[name] { memories[name] = nil }
    crowd = new.count
    let wanted = Set(sources.map(\.name))
    for name in entries.keys where !wanted.contains(name) { dismiss(name, &changes) }
    for source in sources { appoint(source, memories[source.name], &changes) }
    wakeSignal.ring()
  }

  private func dismiss(_ name: String, _ changes: inout ReloadCoordinator.Changes) {
    guard let entry = entries[name] else { return }
    if case .leave? = entry.change { return }
    changes.removed += 1
    if entry.isWorking { entries[name]?.change = .leave } else { forget(name) }
  }

  private func appoint(
    _ source: Source, _ memory: SourceMemory?, _ changes: inout ReloadCoordinator.Changes
  ) {
    serviceState.summary.expect(source.name)
    guard let entry = entries[source.name] else {
      changes.added += 1
      return enter(source, memory)
    }
    switch entry.change {
    case .leave?: changes.added += 1
    case .become(let other)?: changes.changed += other == source ? 0 : 1
    case nil: changes.changed += entry.runner.source == source ? 0 : 1
    }
    if entry.runner.source == source {
      entries[source.name]?.change = nil
    } else if entry.isWorking {
      entries[source.name]?.change = .become(source)
    } else {
      enter(source, memory)
    }
  }

  private func enter(_ source: Source, _ memory: SourceMemory? = nil) {
    var runner = SourceRunner(source: source, serviceState: serviceState, crowd: crowd)
    var first = serviceState.context.steady
    if let memory {
      first = runner.remember(memory)
      serviceState.summary.note(memory)
    }
    entries[source.name] = Entry(runner)
    schedule(source.name, at: first)
  }

  private func forget(_ name: String) {
    entries[name] = nil
    serviceState.progress.leaves(name)
    serviceState.summary.forget(name)
  }

  // MARK: - Rounds

  /// Rounds as they fall due.
  /// - Throws: what ends the service; `CancellationError`.
  func run() async throws {
    defer { alarm?.task.cancel() }
    try await withThrowingDiscardingTaskGroup { group in
      while true {
        let rings = wakeSignal.rings
        if let fault { throw fault }
        while let runner = takeDue() { group.addTask { await self.play(runner) } }
        if isTidyingDue {
          await tidy()
          continue
        }
        setAlarm()
        await wakeSignal.wait(after: rings)
        try Task.checkCancellation()
      }
    }
  }

  /// Rings the wakeSignal at a moment, steady seconds.
  private struct Alarm {
    let moment: Double
    let task: Task<Void, Never>
  }

  /// For the next moment; mostly one is set already when a round ends.
  private func setAlarm() {
    let moment = nextMoment
    guard moment != alarm?.moment else { return }
    alarm?.task.cancel()
    let clock = serviceState.context.dependencies.clock
    alarm = moment.map { moment in
      Alarm(
        moment: moment,
        task: Task {
          try? await clock.sleep(until: moment)
          guard !Task.isCancelled else { return }
          alarm = nil
          wakeSignal.ring()
        })
    }
  }

  static func mostRounds(concurrency: Int) -> Int {
    max(RoundScheduler.leastRounds, 4 * concurrency)
  }

  private var mostRounds: Int {
    RoundScheduler.mostRounds(concurrency: serviceState.context.configuration.concurrency)
  }

  /// When there is something to look at, unless something happens before.
  private var nextMoment: Double? {
    let next = workingCount < mostRounds ? firstDue?.moment : nil
    return isAtRest ? min(next ?? nextTidying, nextTidying) : next
  }

  private var isAtRest: Bool { isUntidy && workingCount == 0 }

  private var isTidyingDue: Bool { isAtRest && serviceState.context.steady >= nextTidying }

  /// What a round needed and rest does not: pages of the ledger, and those of the heap.
  private func tidy() async {
    let context = serviceState.context
    isUntidy = false
    nextTidying = context.steady + RoundScheduler.tidyInterval
    await context.ledger.releaseMemory()
    await context.texts.releaseMemory()
    if await context.dependencies.giveBackMemory() { isUntidy = true }
  }

  private func schedule(_ name: String, at moment: Double) {
    tickets += 1
    entries[name]?.ticket = tickets
    entries[name]?.moment = moment
    due.insert(DueQueue.Place(moment: moment, ticket: tickets, name: name))
    serviceState.progress.rests(name, until: moment)
  }

  /// Who waits for a window looks anew when that is; who comes too early for one notices himself.
  func clockWasSet() {
    for (name, entry) in entries where !entry.isWorking {
      guard let moment = entry.runner.clockWasSet(), moment < entry.moment else { continue }
      schedule(name, at: moment)
    }
    wakeSignal.ring()
  }

  /// The first place in the queue; those that are void by now go.
  private var firstDue: DueQueue.Place? {
    while let first = due.first, entries[first.name]?.ticket != first.ticket { due.removeFirst() }
    return due.first
  }

  /// The next round that may begin now.
  private func takeDue() -> SourceRunner? {
    let now = serviceState.context.steady
    while workingCount < mostRounds, let first = firstDue, first.moment <= now {
      due.removeFirst()
      guard let entry = entries[first.name] else { continue }
      let host = entry.runner.source.url.queueHost
      guard working[host, default: 0] < RoundScheduler.mostOfHost else {
        parked[host, default: []].append(first)
        continue
      }
      return begin(entry.runner, host: host)
    }
    return nil
  }

  private func begin(_ runner: SourceRunner, host: String) -> SourceRunner {
    entries[runner.source.name]?.isWorking = true
    working[host, default: 0] += 1
    workingCount += 1
    serviceState.progress.works(runner.source.name)
    return runner
  }

  private func play(_ runner: SourceRunner) async {
    var runner = runner
    do {
      let host = runner.source.url.queueHost
      let moment = try await runner.next { await self.isPlaceWanted(host) }
      ended(runner, next: moment)
      // Mostly there is nothing to do before the next round, and an alarm is set for that.
      if let next = nextMoment, next <= serviceState.context.steady || next != alarm?.moment {
        wakeSignal.ring()
      }
    } catch {
      fault = fault ?? error
      wakeSignal.ring()
    }
  }

  /// Whether others wait for a round of this host to end.
  private func isPlaceWanted(_ host: String) -> Bool {
    if parked[host]?.contains(where: { entries[$0.name]?.ticket == $0.ticket }) == true {
      return true
    }
    guard workingCount >= mostRounds, let first = firstDue else { return false }
    return first.moment <= serviceState.context.steady
  }

  private func ended(_ runner: SourceRunner, next moment: Double) {
    let name = runner.source.name
    leave(host: runner.source.url.queueHost)
    switch entries[name]?.change {
    case .leave?: forget(name)
    case .become(let source)?: enter(source)
    case nil:
      entries[name] = Entry(runner)
      schedule(name, at: moment)
    }
  }

  /// Whoever waits for the host is due again, before those that become due now.
  private func leave(host: String) {
    workingCount -= 1
    isUntidy = true
    working[host, default: 1] -= 1
    if working[host] == 0 { working[host] = nil }
    while var place = parked[host]?.popFirst() {
      guard entries[place.name]?.ticket == place.ticket else { continue }
      place.moment = -.infinity
      return due.insert(place)
    }
    parked[host] = nil
  }
}

/// Moments in order: a binary heap.
struct DueQueue {
  struct Place {
    /// Steady seconds.
    var moment: Double
    /// Of two with one moment, the lower one comes first.
    var ticket: Int
    var name: String

    static func < (a: Place, b: Place) -> Bool { (a.moment, a.ticket) < (b.moment, b.ticket) }
  }

  private var heap: [Place] = []

  var first: Place? { heap.first }

  mutating func insert(_ place: Place) {
    heap.append(place)
    var i = heap.count - 1
    while i > 0, heap[i] < heap[(i - 1) / 2] {
      heap.swapAt(i, (i - 1) / 2)
      i = (i - 1) / 2
    }
  }

  mutating func removeFirst() {
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var i = 0
    while true {
      var least = i
      for child in [2 * i + 1, 2 * i + 2] where child < heap.count && heap[child] < heap[least] {
        least = child
      }
      guard least != i else { return }
      heap.swapAt(i, least)
      i = least
    }
  }
}
