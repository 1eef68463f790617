import Basics
import Ledger
import Settings

/// The state that all tasks of a service share. A reload replaces the configuration in the context;
/// a running round keeps the one it started with.
final class ServiceState: Sendable {
  let progress: ProgressMonitor
  let summary = StatusSummary()
  let pollRecords = PollRecordWriter()
  let spoolUpkeep = SpoolUpkeep()
  let metrics: Metrics
  private let storageFailure = Locked(StorageFailure())
  /// Signalled when deliveries become due.
  let deliverySignal: WakeSignal
  private let state: Locked<RoundContext>
  private let knownPauses = Locked<[String: SourcePause]>([:])

  /// The time added to the time of the slowest step before the service counts as stalled.
  private static let stallMargin = Duration.seconds(60)

  init(
    _ context: RoundContext, progress: ProgressMonitor, deliverySignal: WakeSignal,
    metrics: Metrics = Metrics()
  ) {
    self.metrics = metrics
    self.progress = progress
    self.deliverySignal = deliverySignal
    state = Locked(context)
  }

  var context: RoundContext { state.withLock { $0 } }

  /// The pauses by commands, by the names of the sources.
  var pauses: [String: SourcePause] { knownPauses.withLock { $0 } }

  func setPauses(_ pauses: [String: SourcePause]) { knownPauses.withLock { $0 = pauses } }

  /// The reason why rounds cannot store their results; nil if they can.
  var storageError: String? {
    guard storageFailure.withLock({ !$0.sources.isEmpty }) else { return nil }
    return reportedError.fault?.reason ?? "rounds fail"
  }

  /// Replaces the configuration, except for the paths of the open spool and ledger.
  func update(_ new: Configuration) {
    state.withLock { context in
      let old = context.configuration
      context.configuration = new
      context.configuration.spoolPath = old.spoolPath
      context.configuration.statePath = old.statePath
    }
  }

  /// Records that the round of a source ended with an error of the spool or the ledger, which `status`
  /// shows until all rounds are complete again.
  /// - Returns: Whether no source has had this error since.
  func recordFailure(_ error: any Error, of source: String) -> Bool {
    let (isFirst, isNew) = storageFailure.withLock { failure in
      let reason = ReportedError.summary(of: error) ?? "\(error)"
      defer { failure.sources.insert(source) }
      return (failure.sources.isEmpty, failure.reasons.insert(reason).inserted)
    }
    if isFirst { _ = reportedError.shouldReport(error) }
    return isNew
  }

  /// Records that a source is removed, or that its round is complete.
  /// - Returns: Whether all rounds are complete again.
  @discardableResult
  func recordRecovery(of source: String) -> Bool {
    let isLast = storageFailure.withLock { failure in
      guard failure.sources.remove(source) != nil, failure.sources.isEmpty else { return false }
      failure = StorageFailure()
      return true
    }
    if isLast { _ = reportedError.resolve() }
    return isLast
  }

  private var reportedError: ReportedError {
    ReportedError(directory: context.configuration.statePath)
  }

  /// The time without progress after which the service counts as stalled.
  var stallTimeout: Duration {
    let sources = context.configuration.sources.filter { !$0.schedule.isPaused }
    let slowest =
      sources.map { $0.request.bounds.maximumDuration + $0.politeness.hostPause }.max() ?? .zero
    return slowest + RobotsCache.maximumCrawlDelay + ServiceState.stallMargin
  }
}

/// The errors of the spool and the ledger since all rounds were complete.
private struct StorageFailure {
  /// The sources whose last round ended with such an error.
  var sources: Set<String> = []
  var reasons: Set<String> = []
}
