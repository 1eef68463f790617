import Logging
import ServiceLifecycle

/// The service: every source at its interval, until told to stop.
extension Watcher {
  /// Ends well on graceful shutdown or cancellation: what was fetched is kept, what runs is
  /// stopped.
  /// - Throws: `LockHeld`, `LedgerError`, `SpoolError` where going on would be of no use.
  public func run() async throws {
    let house = try await House.open(configuration, surroundings: surroundings)
    do {
      try await cancelWhenGracefulShutdown { try await watch(house) }
      await house.close()
    } catch is CancellationError {
      await house.close()
    } catch {
      await house.close()
      throw error
    }
  }

  private func watch(_ house: House) async throws {
    let sources = configuration.sources.filter { !$0.paused }
    let memories = try await house.ledger.sources(sources)
    let bells = configuration.hooks.map { _ in Bell() }
    let means = means(house, tell: tell) { for bell in bells { bell.ring() } }
    let rounds = RoundTimes()
    try await withThrowingTaskGroup { group in
      for source in sources {
        guard let memory = memories[source.name] else { continue }
        group.addTask { try await SourceWatch(source, means, rounds).run(memory) }
      }
      for (hook, bell) in zip(configuration.hooks, bells) {
        group.addTask { await HookLine(hook, means: means, bell: bell).serve() }
      }
      group.addTask { try await rounds.keep(means) }
      // The first that throws ends them all; `waitForAll` would wait for the others first.
      for try await _ in group {}
    }
  }
}

/// The life of one source within the service.
private struct SourceWatch: Sendable {
  let source: Source
  let means: Means
  let rounds: RoundTimes

  init(_ source: Source, _ means: Means, _ rounds: RoundTimes) {
    self.source = source
    self.means = means
    self.rounds = rounds
  }

  /// - Throws: what ends the service; `CancellationError`.
  func run(_ start: SourceMemory) async throws {
    var memory = start
    var nextListing = means.steady + wait(memory)
    var faults = 0
    while true {
      let isDue = means.steady >= nextListing
      var round = Round(source, memory: memory, means: means)
      do {
        try await round.run(listing: isDue)
        faults = 0
      } catch let fault where isPassing(fault) {
        faults += 1
        complain(fault, isFirst: faults == 1)
      }
      memory = round.memory
      if round.report.didPoll { await rounds.note(memory.row, at: means.wall) }
      if isDue { nextListing = means.steady + pause(memory, faults: faults) }
      try await means.surroundings.timepiece.sleep(
        until: wake(nextListing, round.report, faults: faults))
    }
  }

  /// How long a restart leaves the source alone.
  private func wait(_ memory: SourceMemory) -> Double {
    let now = means.wall
    var wait = 0.0
    if memory.isPutOff(now: now, longest: source.backOff.longest) {
      wait = max(wait, (memory.notBefore ?? 0) - now)
    }
    if memory.isQuiet(now: now, longest: Source.longestQuiet) {
      wait = max(wait, (memory.quietUntil ?? 0) - now)
    }
    return wait
  }

  /// From one listing to the next.
  private func pause(_ memory: SourceMemory, faults: Int) -> Double {
    if faults > 0 { return source.backOff.pause(after: faults) }
    let wait = wait(memory)
    if wait > 0 { return wait }
    // A tenth to either side, so that sources do not march in step.
    return source.interval * (0.95 + means.surroundings.spread() / 10)
  }

  private func wake(_ nextListing: Double, _ report: RoundReport, faults: Int) -> Double {
    let now = means.steady
    guard faults == 0 else { return now + source.backOff.pause(after: faults) }
    guard let owed = report.nextOwed else { return nextListing }
    return min(nextListing, now + max(0.05, min(owed - means.wall, source.retry.longest)))
  }

  /// A full disk passes. A ledger that is damaged and a spool that is not there do not: the next
  /// start sees to the one, a person to the other.
  private func isPassing(_ fault: any Error) -> Bool {
    switch fault {
    case is CancellationError: false
    case let fault as LedgerError: !fault.isDamage
    case let fault as SpoolError: fault.stage != .identity
    default: true
    }
  }

  private func complain(_ fault: any Error, isFirst: Bool) {
    means.log.log(
      level: isFirst ? .error : .debug, "the round could not be finished; it is tried again",
      metadata: [
        "source": "\(source.name)", "stage": fault is SpoolError ? "spool" : "ledger",
        "reason": "\(fault)",
      ])
  }
}

/// When each source was last polled: kept together, now and then, for `status`.
private actor RoundTimes {
  private var times: [Int64: Double] = [:]

  static let interval = 600.0

  func note(_ row: Int64, at time: Double) { times[row] = time }

  /// - Throws: `CancellationError`, after a last keeping.
  func keep(_ means: Means) async throws {
    do {
      while true {
        try await means.surroundings.timepiece.sleep(for: RoundTimes.interval)
        await write(means)
      }
    } catch {
      await write(means)
      throw error
    }
  }

  private func write(_ means: Means) async {
    let taken = times
    times = [:]
    // Of interest to people only: a failure shows elsewhere.
    try? await means.ledger.noteRounds(taken)
  }
}
