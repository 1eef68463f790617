/// Which source is looked at when: one clock for all of them, and a task for a source only while its
/// round runs, for a task that waits keeps the memory of its deepest moment.
actor Agenda {
  private let desk: Desk
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
  private let bell = Bell()
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
    var turns: SourceTurns
    var isWorking = false
    /// Of the last place in the queue; older ones are void.
    var ticket = 0
    /// Of that place; steady seconds.
    var moment = 0.0
    /// What becomes of it when its round has ended.
    var change: Change?

    init(_ turns: SourceTurns) { self.turns = turns }
  }

  private enum Change {
    case leave
    indirect case become(Source)
  }

  init(desk: Desk) {
    self.desk = desk
    nextTidying = desk.means.steady + 5
  }

  // MARK: - Appointments

  /// Sources that stay as they are notice nothing; those that are changed or sent home finish their
  /// round first, and may be called back while doing so.
  func appoint(_ sources: [Source], _ changes: inout Roster.Changes) async {
    let new = sources.filter { entries[$0.name]?.turns.source != $0 }
    let tickets = Dictionary(
      uniqueKeysWithValues: new.compactMap { source in
        entries[source.name].map { (source.name, $0.ticket) }
      })
    let atWork = Set(new.map(\.name).filter { entries[$0]?.isWorking == true })
    // What the rounds so far have learned is in there, too.
    await desk.rounds.write(desk.means)
    // All in one transaction. Where that fails each asks for its own, and tells of it.
    var memories = (try? await desk.means.ledger.sources(new)) ?? [:]
    // Who has worked meanwhile knows more than that.
    for name in memories.keys
    where atWork.contains(name) || entries[name]?.ticket != tickets[name] { memories[name] = nil }
    crowd = new.count
    let wanted = Set(sources.map(\.name))
    for name in entries.keys where !wanted.contains(name) { dismiss(name, &changes) }
    for source in sources { appoint(source, memories[source.name], &changes) }
    bell.ring()
  }

  private func dismiss(_ name: String, _ changes: inout Roster.Changes) {
    guard let entry = entries[name] else { return }
    if case .leave? = entry.change { return }
    changes.removed += 1
    if entry.isWorking { entries[name]?.change = .leave } else { forget(name) }
  }

  private func appoint(
    _ source: Source, _ memory: SourceMemory?, _ changes: inout Roster.Changes
  ) {
    desk.tidings.expect(source.name)
    guard let entry = entries[source.name] else {
      changes.added += 1
      return enter(source, memory)
    }
    switch entry.change {
    case .leave?: changes.added += 1
    case .become(let other)?: changes.changed += other == source ? 0 : 1
    case nil: changes.changed += entry.turns.source == source ? 0 : 1
    }
    if entry.turns.source == source {
      entries[source.name]?.change = nil
    } else if entry.isWorking {
      entries[source.name]?.change = .become(source)
    } else {
      enter(source, memory)
    }
  }

  private func enter(_ source: Source, _ memory: SourceMemory? = nil) {
    var turns = SourceTurns(source: source, desk: desk, crowd: crowd)
    var first = desk.means.steady
    if let memory {
      first = turns.remember(memory)
      desk.tidings.note(memory)
    }
    entries[source.name] = Entry(turns)
    schedule(source.name, at: first)
  }

  private func forget(_ name: String) {
    entries[name] = nil
    desk.pulse.leaves(name)
    desk.tidings.forget(name)
  }

  // MARK: - Rounds

  /// Rounds as they fall due.
  /// - Throws: what ends the service; `CancellationError`.
  func run() async throws {
    defer { alarm?.task.cancel() }
    try await withThrowingDiscardingTaskGroup { group in
      while true {
        let rings = bell.rings
        if let fault { throw fault }
        while let turns = takeDue() { group.addTask { await self.play(turns) } }
        if isTidyingDue {
          await tidy()
          continue
        }
        setAlarm()
        await bell.wait(after: rings)
        try Task.checkCancellation()
      }
    }
  }

  /// Rings the bell at a moment, steady seconds.
  private struct Alarm {
    let moment: Double
    let task: Task<Void, Never>
  }

  /// For the next moment; mostly one is set already when a round ends.
  private func setAlarm() {
    let moment = nextMoment
    guard moment != alarm?.moment else { return }
    alarm?.task.cancel()
    let timepiece = desk.means.surroundings.timepiece
    alarm = moment.map { moment in
      Alarm(
        moment: moment,
        task: Task {
          try? await timepiece.sleep(until: moment)
          guard !Task.isCancelled else { return }
          alarm = nil
          bell.ring()
        })
    }
  }

  static func mostRounds(concurrency: Int) -> Int { max(Agenda.leastRounds, 4 * concurrency) }

  private var mostRounds: Int {
    Agenda.mostRounds(concurrency: desk.means.configuration.concurrency)
  }

  /// When there is something to look at, unless something happens before.
  private var nextMoment: Double? {
    let next = workingCount < mostRounds ? firstDue?.moment : nil
    return isAtRest ? min(next ?? nextTidying, nextTidying) : next
  }

  private var isAtRest: Bool { isUntidy && workingCount == 0 }

  private var isTidyingDue: Bool { isAtRest && desk.means.steady >= nextTidying }

  /// What a round needed and rest does not: pages of the ledger, and those of the heap.
  private func tidy() async {
    let means = desk.means
    isUntidy = false
    nextTidying = means.steady + Agenda.tidyInterval
    await means.ledger.releaseMemory()
    await means.texts.releaseMemory()
    if await means.surroundings.giveBackMemory() { isUntidy = true }
  }

  private func schedule(_ name: String, at moment: Double) {
    tickets += 1
    entries[name]?.ticket = tickets
    entries[name]?.moment = moment
    due.insert(DueQueue.Place(moment: moment, ticket: tickets, name: name))
    desk.pulse.rests(name, until: moment)
  }

  /// Who waits for a window looks anew when that is; who comes too early for one notices himself.
  func clockWasSet() {
    for (name, entry) in entries where !entry.isWorking {
      guard let moment = entry.turns.clockWasSet(), moment < entry.moment else { continue }
      schedule(name, at: moment)
    }
    bell.ring()
  }

  /// The first place in the queue; those that are void by now go.
  private var firstDue: DueQueue.Place? {
    while let first = due.first, entries[first.name]?.ticket != first.ticket { due.removeFirst() }
    return due.first
  }

  /// The next round that may begin now.
  private func takeDue() -> SourceTurns? {
    let now = desk.means.steady
    while workingCount < mostRounds, let first = firstDue, first.moment <= now {
      due.removeFirst()
      guard let entry = entries[first.name] else { continue }
      let host = entry.turns.source.url.queueHost
      guard working[host, default: 0] < Agenda.mostOfHost else {
        parked[host, default: []].append(first)
        continue
      }
      return begin(entry.turns, host: host)
    }
    return nil
  }

  private func begin(_ turns: SourceTurns, host: String) -> SourceTurns {
    entries[turns.source.name]?.isWorking = true
    working[host, default: 0] += 1
    workingCount += 1
    desk.pulse.works(turns.source.name)
    return turns
  }

  private func play(_ turns: SourceTurns) async {
    var turns = turns
    do {
      let host = turns.source.url.queueHost
      let moment = try await turns.next { await self.isPlaceWanted(host) }
      ended(turns, next: moment)
      // Mostly there is nothing to do before the next round, and an alarm is set for that.
      if let next = nextMoment, next <= desk.means.steady || next != alarm?.moment { bell.ring() }
    } catch {
      fault = fault ?? error
      bell.ring()
    }
  }

  /// Whether others wait for a round of this host to end.
  private func isPlaceWanted(_ host: String) -> Bool {
    if parked[host]?.contains(where: { entries[$0.name]?.ticket == $0.ticket }) == true {
      return true
    }
    guard workingCount >= mostRounds, let first = firstDue else { return false }
    return first.moment <= desk.means.steady
  }

  private func ended(_ turns: SourceTurns, next moment: Double) {
    let name = turns.source.name
    leave(host: turns.source.url.queueHost)
    switch entries[name]?.change {
    case .leave?: forget(name)
    case .become(let source)?: enter(source)
    case nil:
      entries[name] = Entry(turns)
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
