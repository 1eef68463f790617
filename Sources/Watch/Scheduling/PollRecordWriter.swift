import Basics
import Ledger

/// The writer of poll records. It collects the results of rounds that are not worth a commit each,
/// stores them together at intervals, and prunes the ledger.
actor PollRecordWriter {
  private var records: [SourceID: PollRecord] = [:]

  /// The seconds between two writes.
  static let interval = 60.0
  /// The times of the first writes in seconds after the start. They are close together so that a
  /// service that keeps crashing does not poll all listings again each time.
  static let startupTimes = [2.0, 5, 10, 30, 60]
  /// The seconds from the start to the first pruning, and between two prunings.
  static let firstPruneDelay = 30.0
  static let pruneInterval = 600.0
  /// The maximum drift between wall clock and monotonic clock in seconds. A larger one means that
  /// the wall clock was set.
  static let maximumDrift = 60.0

  /// Adds a record, which replaces an older one of the same source.
  func add(_ record: PollRecord, for source: SourceID) { records[source] = record }

  /// Writes and prunes until cancelled.
  /// - Parameter clockWasSet: called after the wall clock was set.
  /// - Throws: `CancellationError`, after a last write.
  func run(_ context: RoundContext, clockWasSet: () async -> Void) async throws {
    let start = context.steady
    var startupTimes = PollRecordWriter.startupTimes.map { start + $0 }[...]
    var nextPruning = start + PollRecordWriter.firstPruneDelay
    var clockOffset = context.wall - start
    do {
      while true {
        let time = startupTimes.popFirst() ?? context.steady + PollRecordWriter.interval
        try await context.dependencies.clock.sleep(until: time)
        await write(context)
        let offset = context.wall - context.steady
        if abs(offset - clockOffset) > PollRecordWriter.maximumDrift {
          clockOffset = offset
          await clockWasSet()
        }
        if context.steady >= nextPruning {
          nextPruning = context.steady + PollRecordWriter.pruneInterval
          await prune(context)
        }
      }
    } catch {
      await write(context)
      await prune(context)
      throw error
    }
  }

  /// Writes the collected records.
  func write(_ context: RoundContext) async {
    let batch = records
    records = [:]
    // The records only save requests after a restart. Ledger errors are reported by rounds.
    try? await context.savePollRecords(batch)
  }

  private func prune(_ context: RoundContext) async {
    if let ids = try? await context.ledger.performUpkeep(
      now: context.wall, remembering: context.configuration.retentionDays)
    {
      await context.texts.delete(ids)
    }
  }
}
