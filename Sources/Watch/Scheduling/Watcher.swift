import Basics
import Ledger
import Logging
import ServiceLifecycle
import Settings
import Spool

/// The watcher of the sources of a configuration: once, or as a service.
package struct Watcher: Service {
  let configuration: Configuration
  var dependencies: Dependencies
  /// Receives the state of a service.
  let monitor: ServiceMonitor
  let onEvent: @Sendable (WatchEvent) -> Void

  /// - Parameter onEvent: called for each event, on any task.
  package init(
    _ configuration: Configuration, dependencies: Dependencies,
    monitor: ServiceMonitor = ServiceMonitor(),
    onEvent: @escaping @Sendable (WatchEvent) -> Void = { _ in }
  ) {
    self.configuration = configuration
    self.dependencies = dependencies
    self.monitor = monitor
    self.onEvent = onEvent
  }

  // MARK: - Once

  /// Runs one round of every named source, then the deliveries that are due.
  /// - Parameters:
  ///   - names: the names of sources; all that are not paused if empty.
  ///   - force: whether to ignore back-off, Retry-After, retry delays and cached robots.txt, and to read
  ///     unchanged listings.
  /// - Throws: `UnknownSource`, `LedgerLockedError`, `LedgerError`, `SpoolError`; `Interruption` if the
  ///   task is cancelled.
  package func once(names: [String] = [], force: Bool = false) async throws -> OnceReport {
    let sources = try sources(named: names)
    let pinger = Pinger(configuration, dependencies)
    do {
      let report = try await withStores { stores, onEvent in
        await pinger?.begin()
        let pauses = try await stores.ledger.pauses(now: dependencies.clock.timestamp)
        // A user who names a source wants it polled.
        let active = names.isEmpty ? sources.filter { pauses[$0.name] == nil } : sources
        var report = try await once(active, stores: stores, force: force, onEvent: onEvent)
        if names.isEmpty { report.pausedSources = configuration.sources.count - active.count }
        return report
      }
      await pinger?.finish(report)
      return report
    } catch {
      await pinger?.finish(error)
      throw error
    }
  }

  /// Opens the stores, calls `body`, and adds the spooled articles to its report.
  /// - Throws: `Interruption` if the task is cancelled; other errors of `body` and of the stores.
  func withStores(
    _ body: (OpenStores, @escaping @Sendable (WatchEvent) -> Void) async throws -> OnceReport
  ) async throws -> OnceReport {
    let spooled = Locked<[SpooledArticle]>([])
    let onEvent: @Sendable (WatchEvent) -> Void = { [onEvent] event in
      if case .spooled(let article, _) = event { spooled.withLock { $0.append(article) } }
      onEvent(event)
    }
    let stores = try await OpenStores.open(
      configuration, dependencies: dependencies, onEvent: onEvent)
    Status.Mode.once.record(inStateDirectory: configuration.statePath)
    do {
      try await adoption(by: stores, onEvent).perform(configuration)
      var report = try await body(stores, onEvent)
      report.spooled = spooled.withLock { $0 }
      await writeStatus(stores, holder: nil)
      await writeMetrics(stores, report)
      await stores.close()
      return report
    } catch {
      var error = error
      if error is CancellationError { error = Interruption() }
      if let interruption = error as? Interruption {
        error = await interruption.counting(configuration, in: stores.ledger)
      }
      await stores.close()
      throw error
    }
  }

  /// Writes the status file for users who cannot read the ledger.
  /// - Parameter holder: the process that holds the ledger; nil if it is about to end.
  func writeStatus(_ stores: OpenStores, holder: LockHolder?) async {
    await makeStatusWriter().write(configuration, holder: holder, ledger: stores.ledger)
  }

  func makeStatusWriter() -> StatusReportWriter {
    StatusReportWriter(
      to: StatusFile(directory: dependencies.statusDirectory ?? configuration.spoolPath),
      dependencies: dependencies)
  }

  func sources(named names: [String]) throws -> [Source] {
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
    onEvent: @escaping @Sendable (WatchEvent) -> Void
  ) async throws -> OnceReport {
    let context = makeContext(stores, onEvent: onEvent, deliveriesAreDue: {})
    let memories = try await stores.ledger.openSources(sources.map(\.registration))
    var report = OnceReport()
    report.sources = sources.count
    dependencies.progress?(.begun(sources: sources.count))
    var pollRecords: [SourceID: PollRecord] = [:]
    var queue = OnceQueue(
      sources.filter { memories[$0.name] != nil }, concurrency: configuration.concurrency)
    await withTaskGroup { group in
      repeat {
        while let source = queue.next(), let memory = memories[source.name] {
          group.addTask { await OnceRound.run(source, memory, context: context, force: force) }
        }
        guard let round = await group.next() else { break }
        round.add(to: &report, pollRecords: &pollRecords)
        queue.finish(round.source)
      } while true
    }
    do {
      try await context.savePollRecords(pollRecords)
    } catch {
      report.error = report.error ?? error
    }
    let interruption = Interruption(unpolledSources: report.sources - report.finishedSources)
    if Task.isCancelled { throw interruption }
    await deliver(&report, context: context, force: force)
    if Task.isCancelled { throw interruption }
    await SpoolUpkeep().perform(context)
    report.failures.sort { $0.source < $1.source }
    return report
  }

  func deliver(_ report: inout OnceReport, context: RoundContext, force: Bool) async {
    await withTaskGroup { group in
      for hook in configuration.hooks {
        group.addTask { () -> (DeliveryReport, (any Error)?) in
          dependencies.progress?(.deliveries(hook: hook.name, areRunning: true))
          defer { dependencies.progress?(.deliveries(hook: hook.name, areRunning: false)) }
          let worker = DeliveryWorker(
            hook, ledger: context.ledger, spool: context.spool,
            dependencies: context.dependencies, wakeSignal: WakeSignal())
          do {
            try await worker.deliverDue(force: force)
            return (await worker.report, nil)
          } catch {
            return (await worker.report, error)
          }
        }
      }
      for await (deliveries, error) in group {
        report.deliveries.delivered += deliveries.delivered
        report.deliveries.failed += deliveries.failed
        report.error = report.error ?? error
      }
    }
  }

  func makeContext(
    _ stores: OpenStores, onEvent: @escaping @Sendable (WatchEvent) -> Void,
    deliveriesAreDue: @escaping @Sendable () -> Void
  ) -> RoundContext {
    let fetcher = PoliteFetcher(
      transport: dependencies.fetch, commandTransport: dependencies.fetchByCommand,
      hosts: HostQueue(maximumActive: configuration.concurrency, clock: dependencies.clock),
      availability: HostAvailability(ledger: stores.ledger, dependencies: dependencies),
      robots: RobotsCache(ledger: stores.ledger, clock: dependencies.clock),
      jars: CookieJars(ledger: stores.ledger, clock: dependencies.clock),
      knownHosts: KnownHosts(ledger: stores.ledger, clock: dependencies.clock),
      progress: dependencies.progress)
    return RoundContext(
      configuration: configuration, dependencies: dependencies, ledger: stores.ledger,
      spool: stores.spool, texts: stores.texts, archive: stores.archive, fetcher: fetcher,
      pages: CapturedPages(directory: configuration.statePath + "/pages"),
      freeSpace: FreeSpaceCheck(space: dependencies.diskSpace), tell: onEvent,
      deliveriesAreDue: deliveriesAreDue)
  }
}

extension Watcher: CustomStringConvertible {
  /// A short description. ServiceLifecycle logs services, and a configuration may hold thousands of
  /// sources.
  package var description: String { "Watcher" }
}
