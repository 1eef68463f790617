import Ledger
import Settings

import struct Foundation.TimeZone

/// How long a source is left alone, seconds; its windows may make it longer.
struct PollDelay: Hashable, Sendable {
  /// As it has come out this time.
  var usual: Double
  /// As it might have come out at the least; a window that opens since then is not missed.
  var least: Double

  /// What is left of it.
  func after(_ seconds: Double) -> PollDelay {
    PollDelay(usual: max(0, usual - seconds), least: max(0, least - seconds))
  }

  /// Not shorter than this.
  func atLeast(_ seconds: Double) -> PollDelay {
    PollDelay(usual: max(usual, seconds), least: max(least, seconds))
  }
}

/// When a source is looked at.
extension Source {
  /// What a look is worth with an adaptive interval: this many seconds of waiting of one news. At one
  /// news an hour it comes to a look each quarter of an hour.
  static let worthOfALook = 900.0 * 900 / 2 / 3600

  /// A page that calls itself fresh for longer is looked at all the same: a listing of news that may
  /// be a day old is not meant.
  static let longestFreshness = 3600.0

  /// From a round that succeeded to the next.
  /// - Parameters:
  ///   - freshFor: the page's own `max-age`.
  ///   - spread: a number in 0..<1, at random.
  func pause(after polling: PollingState, freshFor: Double?, now: Double, spread: Double)
    -> PollDelay
  {
    let usual = usualPauses(polling, now: now)
    let pause = usual.lowerBound + spread * (usual.upperBound - usual.lowerBound)
    return PollDelay(usual: pause, least: usual.lowerBound)
      .atLeast(min(freshFor ?? 0, Source.longestFreshness))
  }

  /// A twentieth to either side, so that sources do not march in step; but within the bounds that
  /// the user has set.
  private func usualPauses(_ polling: PollingState, now: Double) -> ClosedRange<Double> {
    guard self.schedule.isAdaptive else {
      return self.schedule.interval * 0.95...self.schedule.interval * 1.05
    }
    let bounds =
      self.schedule
      .minimumInterval...max(self.schedule.minimumInterval, self.schedule.maximumInterval)
    let pause = (polling.publicationPattern ?? PublicationPattern()).pause(
      at: now, in: self.dates.timeZone, worth: Source.worthOfALook, bounds: bounds)
    let least = max(bounds.lowerBound, pause * 0.95)
    return least...max(least, min(bounds.upperBound, pause * 1.05))
  }

  /// Until a source whose watch begins is looked at.
  /// - Parameters:
  ///   - lastRound: when it was looked at last, wall seconds.
  ///   - crowd: how many sources begin together.
  func firstPause(
    _ polling: PollingState, lastRound: Double?, now: Double, crowd: Int, spread: Double
  ) -> PollDelay {
    let fresh = polling.freshTime(now: now)
    if let pause = notedPause(polling, lastRound: lastRound, now: now), pause.usual > 0 {
      return pause.atLeast(fresh)
    }
    // What is overdue after a restart does not come all at once: fifty in a second.
    let pause = crowd > 1 ? spread * min(self.schedule.interval / 2, Double(crowd) / 50) : 0
    return PollDelay(usual: pause, least: pause).atLeast(fresh)
  }

  /// Until the moment that was noted, but not further ahead than it would be noted today: settings
  /// change, and clocks jump.
  private func notedPause(_ polling: PollingState, lastRound: Double?, now: Double) -> PollDelay? {
    guard let due = polling.nextDue, due > now else { return nil }
    if let lastRound, lastRound <= now {
      let usual = usualPauses(polling, now: lastRound)
      return PollDelay(
        usual: min(due, lastRound + usual.upperBound) - now,
        least: min(due, lastRound + usual.lowerBound) - now)
    }
    let fresh = polling.freshTime(now: now)
    let longest = opening(
      after: pause(after: polling, freshFor: fresh, now: now, spread: 1), now: now, spread: 1)
    return due <= now + longest ? PollDelay(usual: due - now, least: due - now) : nil
  }

  /// The usual pause when a window is open at its end; else until one opens.
  /// - Returns: seconds.
  func opening(after pause: PollDelay, now: Double, spread: Double) -> Double {
    guard
      let window = self.schedule.windows.nextOpening(
        from: now + pause.usual, in: self.dates.timeZone),
      window.lowerBound > now + pause.usual
    else { return pause.usual }
    // The one before is not passed over for a pause that has come out a little long.
    let earlier =
      self.schedule.windows.nextOpening(from: now + pause.least, in: self.dates.timeZone) ?? window
    // Not all at the stroke of the clock; and well before a short window closes.
    let length = earlier.upperBound - earlier.lowerBound
    return earlier.lowerBound - now + spread * min(self.schedule.interval, 300, length / 2)
  }
}
