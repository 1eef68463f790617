import Logging
import ServiceLifecycle
import Settings

/// The service: every source at its interval, until told to stop.
extension Watcher {
  /// Ends well on graceful shutdown or cancellation: what was fetched is kept, what runs is
  /// stopped.
  /// - Throws: `LedgerLockedError`, `LedgerError`, `SpoolError` where going on would be of no use.
  package func run() async throws {
    let stores = try await OpenStores.open(configuration, dependencies: dependencies, tell: tell)
    let manager = dependencies.manager
    do {
      try await withGracefulShutdownHandler {
        try await cancelWhenGracefulShutdown { try await watch(stores) }
      } onGracefulShutdown: {
        manager?.isStopping("stopping")
      }
      await stores.close()
    } catch is CancellationError {
      await stores.close()
    } catch {
      manager?.isStopping("\(error)")
      await stores.close()
      throw error
    }
  }

  private func watch(_ stores: OpenStores) async throws {
    let progress = ProgressMonitor(clock: dependencies.clock)
    let wakeSignal = WakeSignal()
    let serviceState = ServiceState(
      context(stores, progress: progress, wakeSignal: wakeSignal), progress: progress,
      wakeSignal: wakeSignal)
    var roster = ReloadCoordinator(serviceState: serviceState)
    try await withThrowingDiscardingTaskGroup { group in
      _ = await roster.appoint(configuration, in: &group)
      group.addTask { [scheduler = roster.scheduler] in try await scheduler.run() }
      let herald = dependencies.manager.map {
        SystemdNotifier(
          manager: $0, dependencies: dependencies, ledger: stores.ledger, progress: progress,
          summary: serviceState.summary, patience: { serviceState.patience })
      }
      if let herald {
        await herald.isReady()
        group.addTask { try await herald.run() }
      }
      group.addTask { [scheduler = roster.scheduler] in
        try await serviceState.rounds.keep(serviceState.context) { await scheduler.clockWasSet() }
      }
      guard let reloads = dependencies.reloads else { return }
      // By way of a child, for only those end when another one fails.
      let (requests, asked) = AsyncStream.makeStream(of: Void.self)
      group.addTask {
        for await _ in reloads.requests { asked.yield() }
        asked.finish()
      }
      for await _ in requests {
        dependencies.manager?.isReloading()
        if let new = read(reloads) {
          let changes = await roster.appoint(new, in: &group)
          say(changes, new)
        }
        await herald?.isReady()
      }
    }
  }

  private func context(_ stores: OpenStores, progress: ProgressMonitor, wakeSignal: WakeSignal)
    -> RoundContext
  {
    var watcher = self
    let (fetch, fetchByCommand) = (dependencies.fetch, dependencies.fetchByCommand)
    watcher.dependencies.fetch = { request in
      defer { progress.moved() }
      return try await fetch(request)
    }
    watcher.dependencies.fetchByCommand = { request, argv in
      defer { progress.moved() }
      return try await fetchByCommand(request, argv)
    }
    return watcher.context(stores, tell: tell) { wakeSignal.ring() }
  }

  private func say(_ changes: ReloadCoordinator.Changes, _ new: Configuration) {
    dependencies.log.notice("the configuration was read anew", metadata: changes.metadata)
    guard new.spoolPath != configuration.spoolPath || new.statePath != configuration.statePath
    else { return }
    dependencies.log.warning(
      "another place for spool or state takes effect at the next start only",
      metadata: ["stage": "configuration"])
  }

  /// The new configuration; nil, and every fault said, where it can't be had.
  private func read(_ reloads: ConfigurationReloads) -> Configuration? {
    do {
      let new = try reloads.read()
      for warning in new.warnings {
        dependencies.log.warning("\(warning)", metadata: ["stage": "configuration"])
      }
      return new
    } catch let error as ConfigurationError {
      for fault in error.diagnostics {
        dependencies.log.error("\(fault)", metadata: ["stage": "configuration"])
      }
    } catch {
      dependencies.log.error("\(error)", metadata: ["stage": "configuration"])
    }
    dependencies.log.error(
      "the new configuration is faulty; the old one stays in force",
      metadata: ["stage": "configuration"])
    return nil
  }
}
