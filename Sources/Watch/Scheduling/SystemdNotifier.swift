import Basics
import Ledger
import Logging

/// The notifier that sends status and watchdog messages to the service manager.
struct SystemdNotifier: Sendable {
  let serviceManager: ServiceManager
  let dependencies: Dependencies
  let ledger: LedgerStore
  let progress: ProgressMonitor
  let summary: StatusSummary
  /// Returns the time without progress after which the service counts as stalled. It changes with
  /// the sources.
  let stallTimeout: @Sendable () -> Duration

  /// The maximum time between two checks.
  static let interval = Duration.seconds(10)

  func notifyReady() async { serviceManager.notifyReady(status: await status()) }

  /// Checks and notifies until cancelled.
  /// - Throws: `CancellationError`
  func run() async throws {
    var wasMakingProgress = true
    var sentStatus = ""
    while true {
      // Never returns if the transfer thread hangs, so the watchdog messages stop then, too.
      await dependencies.awaitTransferLoop()
      let timeout = stallTimeout()
      let isMakingProgress = progress.isMakingProgress(timeout: timeout)
      if isMakingProgress { serviceManager.notifyAlive() }
      if wasMakingProgress, !isMakingProgress {
        dependencies.log.critical(
          "no round has made progress for \(timeout.components.seconds) s; watchdog messages are suspended",
          metadata: [LogKind.metadataKey: .kind(.serviceStalled), "stage": "watchdog"])
      }
      wasMakingProgress = isMakingProgress
      if summary.takeChange() {
        let status = await status()
        if status != sentStatus { serviceManager.notify(status: status) }
        sentStatus = status
      }
      let interval =
        serviceManager.watchdogTimeout.map { min(SystemdNotifier.interval, $0 / 4) }
        ?? SystemdNotifier.interval
      try await dependencies.clock.sleep(for: interval)
    }
  }

  private func status() async -> String {
    let counts = try? await ledger.openCounts()
    return summary.text(owed: counts?.owed, pending: counts?.pending)
  }
}
