import Basics
import Dates
import Ledger
import Logging
import ServiceLifecycle
import Settings
import Spool

/// Watches the sources of a configuration: once, or until told to stop.
package struct Watcher: Service {
  let configuration: Configuration
  var dependencies: Dependencies
  let tell: @Sendable (WatchEvent) -> Void

  /// - Parameter tell: called for what happens, from whatever task it happens in.
  package init(
    _ configuration: Configuration, dependencies: Dependencies,
    tell: @escaping @Sendable (WatchEvent) -> Void = { _ in }
  ) {
    self.configuration = configuration
    self.dependencies = dependencies
    self.tell = tell
  }

  // MARK: - Once

  /// One round of every named source (all that are not paused, without names), then what is owed,
  /// then the deliveries that are due.
  /// - Parameter force: overrides back-off, Retry-After, retry pauses and cached robots.txt.
  /// - Throws: `UnknownSource`, `LedgerLockedError`, `LedgerError`, `SpoolError`.
  package func once(names: [String] = [], force: Bool = false) async throws -> OnceReport {
    let sources = try select(names)
    let spooled = Locked<[SpooledArticle]>([])
    let hear = hearing(spooled)
    let stores = try await OpenStores.open(configuration, dependencies: dependencies, tell: hear)
    do {
      var report = try await once(sources, stores: stores, force: force, tell: hear)
      report.spooled = spooled.withLock { $0 }
      await stores.close()
      return report
    } catch {
      await stores.close()
      throw error
    }
  }

  /// Tells on what happens, and notes what enters the spool.
  func hearing(_ spooled: Locked<[SpooledArticle]>) -> @Sendable (WatchEvent) -> Void {
    { [tell] event in
      if case .spooled(let article) = event { spooled.withLock { $0.append(article) } }
      tell(event)
    }
  }

  func select(_ names: [String]) throws -> [Source] {
    guard !names.isEmpty else { return configuration.sources.filter { !$0.schedule.isPaused } }
    return try names.map { name in
      guard let source = configuration.sources.first(where: { $0.name == name }) else {
        throw UnknownSource(name: name, known: configuration.sources.map(\.name))
      }
      return source
    }
  }

  private func once(
    _ sources: [Source], stores: OpenStores, force: Bool,
    tell: @escaping @Sendable (WatchEvent) -> Void
  ) async throws -> OnceReport {
    let context = context(stores, tell: tell, deliveriesAreDue: {})
    let memories = try await stores.ledger.sources(sources.map(\.registration))
    var report = OnceReport()
    report.sources = sources.count
    var polled: [Int64: PollRecord] = [:]
    var line = OnceQueue(
      sources.filter { memories[$0.name] != nil }, concurrency: configuration.concurrency)
    await withTaskGroup { group in
      repeat {
        while let source = line.next(), let memory = memories[source.name] {
          group.addTask { await OnceRound.run(source, memory, context: context, force: force) }
        }
        guard let round = await group.next() else { break }
        round.add(to: &report, polled: &polled)
        line.leave(round.source)
      } while true
    }
    await note(polled, &report, context)
    try Task.checkCancellation()
    await deliver(&report, context: context, force: force)
    report.failures.sort { $0.source < $1.source }
    return report
  }

  private func note(
    _ polled: [Int64: PollRecord], _ report: inout OnceReport, _ context: RoundContext
  ) async {
    do {
      try await context.keep(polled)
    } catch {
      report.fault = report.fault ?? error
    }
  }

  func deliver(_ report: inout OnceReport, context: RoundContext, force: Bool) async {
    await withTaskGroup { group in
      for hook in configuration.hooks {
        group.addTask { () -> (DeliveryReport, (any Error)?) in
          let line = DeliveryWorker(hook, context: context, wakeSignal: WakeSignal())
          do {
            try await line.drain(force: force)
            return (await line.report, nil)
          } catch {
            return (await line.report, error)
          }
        }
      }
      for await (delivered, fault) in group {
        report.deliveries.delivered += delivered.delivered
        report.deliveries.failed += delivered.failed
        report.fault = report.fault ?? fault
      }
    }
  }

  func context(
    _ stores: OpenStores, tell: @escaping @Sendable (WatchEvent) -> Void,
    deliveriesAreDue: @escaping @Sendable () -> Void
  ) -> RoundContext {
    let hosts = HostQueue(limit: configuration.concurrency, clock: dependencies.clock)
    let robots = RobotsCache(ledger: stores.ledger, clock: dependencies.clock)
    let availability = HostAvailability(ledger: stores.ledger, dependencies: dependencies)
    return RoundContext(
      configuration: configuration, dependencies: dependencies, ledger: stores.ledger,
      spool: stores.spool, texts: stores.texts,
      fetcher: PoliteFetcher(
        fetch: dependencies.fetch, fetchByCommand: dependencies.fetchByCommand, hosts: hosts,
        availability: availability, robots: robots,
        jars: CookieJars(ledger: stores.ledger, clock: dependencies.clock)),
      pages: CapturedPages(directory: configuration.statePath + "/pages"), tell: tell,
      deliveriesAreDue: deliveriesAreDue)
  }
}

extension Watcher: CustomStringConvertible {
  /// Short: who runs services prints them, and a configuration may hold ten thousand sources.
  package var description: String { "Watcher" }
}

/// A round of `once`, and how it ended.
private struct OnceRound: Sendable {
  var source: Source
  var memory: SourceMemory
  var wasFirstFailure: Bool
  var wasIll: Bool
  var report: RoundReport
  var postponed: String?
  var fault: (any Error)?

  static func run(
    _ source: Source, _ memory: SourceMemory, context: RoundContext, force: Bool
  ) async -> OnceRound {
    let now = context.wall
    let isQuiet = !force && memory.isQuiet(now: now, longest: Source.longestQuiet)
    let isPutOff = !force && memory.isPutOff(now: now, longest: source.schedule.backOff.maximum)
    var round = Round(source, memory: memory, context: context, force: force)
    var result = OnceRound(
      source: source, memory: memory, wasFirstFailure: memory.health.failures == 0,
      wasIll: memory.health.status.isIll, report: round.report)
    if isQuiet || isPutOff {
      let until = max(
        memory.pauses.sourceUntil ?? 0, isPutOff ? memory.pauses.listingUntil ?? 0 : 0)
      result.postponed =
        let reason = memory.health.reason ?? "Retry-After"
        result.postponed = "put off until \(RFC3339.string(from: Int64(clamping: until))): \(reason)"
    }
    do {
      // What is owed is fetched whatever the listing does; a host that wants to be left alone is.
      try await round.run(listing: !isPutOff && !isQuiet)
    } catch {
      result.fault = error
    }
    result.report = round.report
    result.memory = round.memory
    return result
  }

  func add(to once: inout OnceReport, polled: inout [Int64: PollRecord]) {
    if report.didPoll { polled[memory.id] = PollRecord(of: memory) }
    if let fault, !(fault is CancellationError) { once.fault = once.fault ?? fault }
    if let failure = report.failure {
      once.failures.append(
        SourceFailure(
          source: source.name, address: failure.address, stage: failure.stage.rawValue,
          reason: failure.reason, wasPutOff: failure.heldUntil != nil,
          isFirst: wasFirstFailure && failure.heldUntil == nil))
    } else if let postponed {
      once.failures.append(
        SourceFailure(
          source: source.name, address: source.url.string, stage: "schedule", reason: postponed,
          wasPutOff: true, isFirst: false))
    } else if memory.health.status.isIll {
      // Its listing can be read, and nothing comes of it.
      once.failures.append(
        SourceFailure(
          source: source.name, address: source.url.string, stage: RoundError.Stage.article.rawValue,
          reason: memory.health.reason ?? memory.health.status.rawValue, wasPutOff: false,
          isFirst: !wasIll))
    }
  }
}
