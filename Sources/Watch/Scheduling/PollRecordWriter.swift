import Basics
import Ledger

/// The writer of poll records. It collects the results of rounds that are not worth a commit each,
/// stores them together at intervals, and prunes the ledger.
actor PollRecordWriter {
  private var records: [SourceID: PollRecord] = [:]

  /// The time between two writes.
  static let interval = Duration.seconds(60)
  /// The times of the first writes after the start. They are close together so that a
  /// service that keeps crashing does not poll all listings again each time.
  static let startupTimes = [2, 5, 10, 30, 60].map { Duration.seconds($0) }
  /// The time from the start to the first pruning, and between two prunings.
  static let firstPruneDelay = Duration.seconds(30)
  static let pruneInterval = Duration.seconds(600)
  /// The maximum drift between wall clock and monotonic clock. A larger one means that the wall
  /// clock was set.
  static let maximumDrift = Duration.seconds(60)

  /// Adds a record, which replaces an older one of the same source.
  func add(_ record: PollRecord, for source: SourceID) { records[source] = record }

  /// Writes and prunes until cancelled.
  /// - Parameters:
  ///   - clockWasSet: called after the wall clock was set.
  ///   - recordsWereWritten: called after records were written, except for the last ones.
  ///   - intervalEnded: called at each of these times, whether there were records or not.
  /// - Throws: `CancellationError`, after a last write.
  func run(
    _ context: RoundContext, clockWasSet: () async -> Void,
    recordsWereWritten: () async -> Void = {}, intervalEnded: () async -> Void = {}
  ) async throws {
    let start = context.clock.now
    var startupTimes = PollRecordWriter.startupTimes.map { start + $0 }[...]
    var nextPruning = start + PollRecordWriter.firstPruneDelay
    var reference = (timestamp: context.clock.timestamp, instant: start)
    do {
      while true {
        let time = startupTimes.popFirst() ?? context.clock.now + PollRecordWriter.interval
        try await context.clock.sleep(until: time)
        let isIdle = records.isEmpty
        await write(context)
        if !isIdle { await recordsWereWritten() }
        await intervalEnded()
        let current = (timestamp: context.clock.timestamp, instant: context.clock.now)
        let drift =
          current.timestamp - reference.timestamp - (current.instant - reference.instant)
        if drift.magnitude > PollRecordWriter.maximumDrift {
          reference = current
          await clockWasSet()
        }
        if context.clock.now >= nextPruning {
          nextPruning = context.clock.now + PollRecordWriter.pruneInterval
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
      now: context.clock.timestamp, remembering: context.configuration.retentionDays)
    {
      await context.texts.delete(ids)
    }
    await ArchiveKeeper(context.archive, context.ledger, context.spool)
      .performUpkeep(context.configuration.keep.archive, now: context.clock.timestamp)
  }
}
