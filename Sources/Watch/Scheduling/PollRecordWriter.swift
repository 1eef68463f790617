import Basics
import Ledger

/// What the last round of each source has taught: kept together, now and then; and the ledger is kept
/// tidy.
actor PollRecordWriter {
  private var notes: [Int64: PollRecord] = [:]

  /// Seconds from one keeping to the next.
  static let interval = 60.0
  /// Seconds after a start: a service that never lives for long is not to ask everything again each
  /// time.
  static let first = [2.0, 5, 10, 30, 60]
  /// Seconds from a start to the first tidying, and from one to the next.
  static let firstTidying = 30.0
  static let tidyInterval = 600.0
  /// Seconds by which the clock may go wrong before it counts as set.
  static let mostDrift = 60.0

  func note(_ row: Int64, _ note: PollRecord) { notes[row] = note }

  /// - Parameter clockWasSet: called when somebody has set the clock, whoever it was.
  /// - Throws: `CancellationError`, after a last keeping.
  func keep(_ context: RoundContext, clockWasSet: () async -> Void) async throws {
    let start = context.steady
    var first = PollRecordWriter.first.map { start + $0 }[...]
    var nextTidying = start + PollRecordWriter.firstTidying
    var clock = context.wall - start
    do {
      while true {
        let moment = first.popFirst() ?? context.steady + PollRecordWriter.interval
        try await context.dependencies.clock.sleep(until: moment)
        await write(context)
        if abs(context.wall - context.steady - clock) > PollRecordWriter.mostDrift {
          clock = context.wall - context.steady
          await clockWasSet()
        }
        if context.steady >= nextTidying {
          nextTidying = context.steady + PollRecordWriter.tidyInterval
          await keepTidy(context)
        }
      }
    } catch {
      await write(context)
      await keepTidy(context)
      throw error
    }
  }

  /// What was noted so far.
  func write(_ context: RoundContext) async {
    let taken = notes
    notes = [:]
    // Nothing depends on it: a failure shows elsewhere.
    try? await context.keep(taken)
  }

  private func keepTidy(_ context: RoundContext) async {
    if let ids = try? await context.ledger.keepTidy(
      now: context.wall, remembering: context.configuration.retentionDays)
    {
      await context.texts.forget(ids)
    }
  }
}
