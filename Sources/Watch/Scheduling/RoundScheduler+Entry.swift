import Settings

extension RoundScheduler {
  /// An object, because a dictionary of large values reserves space for many more than it holds.
  final class Entry {
    var runner: SourceRunner
    var isRunning = false
    /// The sequence number of the valid queue item; older items are ignored.
    var sequence = 0
    /// The due time of that item; nil before there is one.
    var dueTime: ContinuousClock.Instant?
    /// The change to apply after the running round.
    var pendingChange: PendingChange?

    init(_ runner: SourceRunner) { self.runner = runner }
  }

  enum PendingChange {
    case remove
    indirect case replace(with: Source)
  }
}
