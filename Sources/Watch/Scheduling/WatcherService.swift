import Logging
import ServiceLifecycle
import Settings

extension Watcher {
  /// Runs the service: polls every source at its interval until graceful shutdown or cancellation.
  /// - Throws: `LedgerLockedError`, `LedgerError`, `SpoolError` if the service cannot continue.
  package func run() async throws {
    let stores = try await openStores()
    Status.Mode.service.record(inStateDirectory: configuration.statePath)
    let serviceManager = dependencies.serviceManager
    do {
      try await withGracefulShutdownHandler {
        try await cancelWhenGracefulShutdown { try await runService(stores) }
      } onGracefulShutdown: {
        serviceManager?.notifyStopping(status: "stopping")
      }
      await end(stores)
    } catch is CancellationError {
      await end(stores)
    } catch {
      serviceManager?.notifyStopping(status: "\(error)")
      await end(stores)
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
    await writeStatus(stores, holder: nil)
    await stores.close()
  }

  private func runService(_ stores: OpenStores) async throws {
    let progress = ProgressMonitor(clock: dependencies.clock)
    let deliverySignal = WakeSignal()
    let serviceState = ServiceState(
      makeContext(stores, progress: progress, deliverySignal: deliverySignal), progress: progress,
      deliverySignal: deliverySignal)
    var coordinator = ReloadCoordinator(serviceState: serviceState)
    let statusWriter = makeStatusWriter()
    let writeStatus: @Sendable () async -> Void = {
      await statusWriter.write(
        serviceState.context.configuration, holder: dependencies.lockHolder, ledger: stores.ledger)
    }
    await writeStatus()
    try await withThrowingDiscardingTaskGroup { group in
      _ = await coordinator.apply(configuration, in: &group)
      group.addTask { [scheduler = coordinator.scheduler] in try await scheduler.run() }
      let notifier = makeNotifier(stores, serviceState)
      if let notifier {
        await notifier.notifyReady()
        group.addTask { try await notifier.run() }
      }
      group.addTask { [scheduler = coordinator.scheduler] in
        try await serviceState.pollRecords.run(
          serviceState.context, clockWasSet: { await scheduler.clockWasSet() },
          recordsWereWritten: writeStatus)
      }
      guard let reloads = dependencies.reloads else { return }
      for await _ in forwarded(reloads.requests, in: &group) {
        dependencies.serviceManager?.notifyReloading()
        if let new = load(reloads) {
          let changes = await coordinator.apply(new, in: &group)
          await serviceState.pollRecords.write(serviceState.context)
          await writeStatus()
          log(changes, new)
        }
        await notifier?.notifyReady()
      }
    }
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

  /// Forwards a stream by a child task. An error of another child cancels that task, which ends the
  /// stream; it would not end a loop over the original stream in the body of the group.
  private func forwarded(
    _ requests: AsyncStream<Void>, in group: inout ThrowingDiscardingTaskGroup<any Error>
  ) -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    group.addTask {
      for await _ in requests { continuation.yield() }
      continuation.finish()
    }
    return stream
  }

  private func makeContext(
    _ stores: OpenStores, progress: ProgressMonitor, deliverySignal: WakeSignal
  ) -> RoundContext {
    var watcher = self
    let (fetch, fetchByCommand) = (dependencies.fetch, dependencies.fetchByCommand)
    watcher.dependencies.fetch = { request in
      defer { progress.recordProgress() }
      return try await fetch(request)
    }
    watcher.dependencies.fetchByCommand = { request, program in
      defer { progress.recordProgress() }
      return try await fetchByCommand(request, program)
    }
    return watcher.makeContext(stores, onEvent: onEvent) { deliverySignal.signal() }
  }

  private func log(_ changes: ReloadCoordinator.Changes, _ new: Configuration) {
    dependencies.log.notice("configuration reloaded", metadata: changes.metadata)
    guard new.spoolPath != configuration.spoolPath || new.statePath != configuration.statePath
    else { return }
    dependencies.log.warning(
      "a changed path of spool or state takes effect after a restart",
      metadata: ["stage": "configuration"])
  }

  /// Returns the new configuration. Returns nil after logging all errors if it is invalid.
  private func load(_ reloads: ConfigurationReloads) -> Configuration? {
    do {
      let new = try reloads.load()
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
