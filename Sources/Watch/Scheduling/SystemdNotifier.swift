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
  /// Returns the seconds without progress after which the service counts as stalled. They change
  /// with the sources.
  let stallTimeout: @Sendable () -> Double

  /// The maximum seconds between two checks.
  static let interval = 10.0

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
          "no round has made progress for \(Int(timeout)) s; watchdog messages are suspended",
          metadata: ["stage": "watchdog"])
      }
      wasMakingProgress = isMakingProgress
      if summary.takeChange() {
        let status = await status()
        if status != sentStatus { serviceManager.notify(status: status) }
        sentStatus = status
      }
      let interval = min(
        SystemdNotifier.interval, (serviceManager.watchdogTimeout ?? .infinity) / 4)
      try await dependencies.clock.sleep(for: interval)
    }
  }

  private func status() async -> String {
    let counts = try? await ledger.openCounts()
    return summary.text(owed: counts?.owed, pending: counts?.pending)
  }
}
