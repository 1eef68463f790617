/// What the last round of each source has taught: kept together, now and then; and the ledger is kept
/// tidy.
actor RoundTimes {
  private var notes: [Int64: RoundNote] = [:]

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

  func note(_ row: Int64, _ note: RoundNote) { notes[row] = note }

  /// - Parameter clockWasSet: called when somebody has set the clock, whoever it was.
  /// - Throws: `CancellationError`, after a last keeping.
  func keep(_ means: Means, clockWasSet: () async -> Void) async throws {
    let start = means.steady
    var first = RoundTimes.first.map { start + $0 }[...]
    var nextTidying = start + RoundTimes.firstTidying
    var clock = means.wall - start
    do {
      while true {
        let moment = first.popFirst() ?? means.steady + RoundTimes.interval
        try await means.surroundings.timepiece.sleep(until: moment)
        await write(means)
        if abs(means.wall - means.steady - clock) > RoundTimes.mostDrift {
          clock = means.wall - means.steady
          await clockWasSet()
        }
        if means.steady >= nextTidying {
          nextTidying = means.steady + RoundTimes.tidyInterval
          await keepTidy(means)
        }
      }
    } catch {
      await write(means)
      await keepTidy(means)
      throw error
    }
  }

  /// What was noted so far.
  func write(_ means: Means) async {
    let taken = notes
    notes = [:]
    // Nothing depends on it: a failure shows elsewhere.
    try? await means.keep(taken)
  }

  private func keepTidy(_ means: Means) async {
    if let ids = try? await means.ledger.keepTidy(
      now: means.wall, remembering: means.configuration.remember)
    {
      await means.texts.forget(ids)
    }
  }
}
