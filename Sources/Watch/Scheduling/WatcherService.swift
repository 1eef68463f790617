import Logging
import ServiceLifecycle
import Settings

extension Watcher {
  /// Runs the service: polls every source at its interval until graceful shutdown or cancellation.
  /// - Throws: `LedgerLockedError`, `LedgerError`, `SpoolError` if the service cannot continue.
  package func run() async throws {
    let pinger = Pinger(configuration, dependencies)
    let stores: OpenStores
    do {
      stores = try await openStores()
    } catch {
      await pinger?.finish(error)
      throw error
    }
    await pinger?.begin()
    Status.Mode.service.record(inStateDirectory: configuration.statePath)
    let serviceManager = dependencies.serviceManager
    do {
      try await withGracefulShutdownHandler {
        try await cancelWhenGracefulShutdown { try await runService(stores, pinger) }
      } onGracefulShutdown: {
        serviceManager?.notifyStopping(status: "stopping")
      }
      await end(stores)
    } catch is CancellationError {
      await end(stores)
    } catch {
      serviceManager?.notifyStopping(status: "\(error)")
      await end(stores)
      await pinger?.finish(error)
      throw error
    }
  }

  /// Opens the stores. A failure is recorded for `status`, because a service manager starts the service
  /// again and again.
  private func openStores() async throws -> OpenStores {
    let reported = ReportedError(directory: configuration.statePath)
    do {
      let stores = try await OpenStores.open(
        configuration, dependencies: dependencies, onEvent: onEvent)
      _ = reported.resolve()
      return stores
    } catch {
      _ = reported.shouldReport(error)
      throw error
    }
  }

  private func end(_ stores: OpenStores) async {
    await monitor.end()
    await writeStatus(stores, holder: nil)
    await stores.close()
  }

  private func runService(_ stores: OpenStores, _ pinger: Pinger?) async throws {
    let serviceState = makeServiceState(stores)
    var coordinator = ReloadCoordinator(serviceState: serviceState)
    let statusWriter = makeStatusWriter()
    let writeStatus: @Sendable () async -> Void = {
      await statusWriter.write(
        serviceState.context.configuration, holder: dependencies.lockHolder, ledger: stores.ledger)
    }
    try await adoption(by: stores, onEvent).perform(configuration)
    await serviceState.loadPauses()
    await writeStatus()
    await begin(stores, serviceState)
    try await withThrowingDiscardingTaskGroup { group in
      _ = await coordinator.apply(configuration, in: &group)
      group.addTask { [scheduler = coordinator.scheduler] in try await scheduler.run() }
      let notifier = makeNotifier(stores, serviceState)
      await notifier?.notifyReady()
      group.addTask { try await notifier?.run() }
      group.addTask { [scheduler = coordinator.scheduler] in
        try await serviceState.pollRecords.run(
          serviceState.context, clockWasSet: { await scheduler.clockWasSet() },
          recordsWereWritten: writeStatus
        ) {
          await monitor.intervalEnded()
          await serviceState.spoolUpkeep.perform(serviceState.context)
        }
      }
      if let pinger { group.addTask { try await pinger.run(serviceState) } }
      let requests = ServiceRequests(
        dependencies, stateDirectory: configuration.statePath, in: &group)
      requests.scheduleEnd(of: serviceState.pauses, in: &group)
      let adoption = adoption(by: stores, onEvent)
      for await request in requests.stream {
        await apply(request, of: requests, adoption, &coordinator, in: &group)
        await writeStatus()
        if request == .reload { await notifier?.notifyReady() }
      }
    }
  }

  private func apply(
    _ request: ServiceRequest, of requests: ServiceRequests, _ adoption: SourceAdoption,
    _ coordinator: inout ReloadCoordinator, in group: inout ThrowingDiscardingTaskGroup<any Error>
  ) async {
    let state = coordinator.serviceState
    switch request {
    case .reload:
      dependencies.serviceManager?.notifyReloading()
      guard let reloads = dependencies.reloads, let new = load(reloads),
        await performs(adoption, new)
      else { return }
      await monitor.update(new)
      let changes = await coordinator.apply(new, in: &group)
      log(changes, new)
    case .pauses:
      guard await state.loadPauses() else { return }
      await coordinator.applyPauses()
      requests.scheduleEnd(of: state.pauses, in: &group)
    }
    await state.pollRecords.write(state.context)
  }

  private func makeServiceState(_ stores: OpenStores) -> ServiceState {
    let progress = ProgressMonitor(clock: dependencies.clock)
    let deliverySignal = WakeSignal()
    return ServiceState(
      makeContext(stores, progress: progress, deliverySignal: deliverySignal), progress: progress,
      deliverySignal: deliverySignal, metrics: monitor.metrics)
  }

  private func makeNotifier(
    _ stores: OpenStores, _ serviceState: ServiceState
  ) -> SystemdNotifier? {
    dependencies.serviceManager.map {
      SystemdNotifier(
        serviceManager: $0, dependencies: dependencies, ledger: stores.ledger,
        progress: serviceState.progress, summary: serviceState.summary,
        stallTimeout: { serviceState.stallTimeout })
    }
  }

  private func makeContext(
    _ stores: OpenStores, progress: ProgressMonitor, deliverySignal: WakeSignal
  ) -> RoundContext {
    var watcher = self
    let (fetch, fetchByCommand) = (dependencies.fetch, dependencies.fetchByCommand)
    watcher.dependencies.fetch = { [self] request in
      defer { progress.recordProgress() }
      return try await measured { try await fetch(request) }
    }
    watcher.dependencies.fetchByCommand = { [self] request, program in
      defer { progress.recordProgress() }
      return try await measured { try await fetchByCommand(request, program) }
    }
    let onEvent: @Sendable (WatchEvent) -> Void = { [onEvent, metrics = monitor.metrics] event in
      metrics.record(event)
      onEvent(event)
    }
    return watcher.makeContext(stores, onEvent: onEvent) { deliverySignal.signal() }
  }

  private func log(_ changes: ReloadCoordinator.Changes, _ new: Configuration) {
    dependencies.log.notice("configuration reloaded", metadata: changes.metadata)
    if configuration.monitoring.needsRestart(for: new.monitoring) {
      dependencies.log.warning(
        "a changed status page takes effect after a restart", metadata: ["stage": "configuration"])
    }
    guard
      new.spoolPath != configuration.spoolPath || new.statePath != configuration.statePath
        || new.ping.url != configuration.ping.url
    else { return }
    dependencies.log.warning(
      "a changed path of spool or state, or a changed ping, takes effect after a restart",
      metadata: ["stage": "configuration"])
  }

  /// Performs the adoption for a new configuration, which cannot take effect before.
  /// - Returns: false, after logging the error, if it fails.
  private func performs(_ adoption: SourceAdoption, _ new: Configuration) async -> Bool {
    var new = new
    // A changed path takes effect after a restart.
    (new.statePath, new.spoolPath) = (configuration.statePath, configuration.spoolPath)
    do {
      try await adoption.perform(new)
      return true
    } catch {
      dependencies.log.error(
        "the new configuration is not applied, because the state of its sources cannot be moved; reload it again: \(error)",
        metadata: [LogKind.metadataKey: .kind(.configurationRejected), "stage": "configuration"])
      return false
    }
  }

  /// Returns the new configuration. Returns nil after logging all errors if it is invalid.
  private func load(_ reloads: ConfigurationReloads) -> Configuration? {
    do {
      let new = try reloads.load()
      guard !new.sources.isEmpty || new.saysNoSources else {
        dependencies.log.error(
          "the new configuration has no sources, so the previous one stays in effect; if no sources are intended, write “sources: []”",
          metadata: [LogKind.metadataKey: .kind(.configurationRejected), "stage": "configuration"])
        return nil
      }
      for warning in new.warnings.shownLines {
        dependencies.log.warning("\(warning)", metadata: ["stage": "configuration"])
      }
      return new
    } catch let error as ConfigurationError {
      for diagnostic in error.diagnostics.shownLines {
        dependencies.log.error("\(diagnostic)", metadata: ["stage": "configuration"])
      }
    } catch {
      dependencies.log.error("\(error)", metadata: ["stage": "configuration"])
    }
    dependencies.log.error(
      "the new configuration is invalid; the previous one stays in effect",
      metadata: [LogKind.metadataKey: .kind(.configurationRejected), "stage": "configuration"])
    return nil
  }
}
