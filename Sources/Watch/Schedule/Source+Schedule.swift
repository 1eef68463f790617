import struct Foundation.TimeZone

/// When a source is looked at.
extension Source {
  /// What a look is worth with an adaptive interval: this many seconds of waiting of one news. At one
  /// news an hour it comes to a look each quarter of an hour.
  static let worthOfALook = 900.0 * 900 / 2 / 3600

  /// A page that calls itself fresh for longer is looked at all the same: a listing of news that may
  /// be a day old is not meant.
  static let longestFreshness = 3600.0

  /// Seconds from a round that succeeded to the next.
  /// - Parameters:
  ///   - freshFor: the page's own `max-age`.
  ///   - spread: a number in 0..<1, at random.
  func pause(after visits: Visits, freshFor: Double?, now: Double, spread: Double) -> Double {
    var pause = interval
    if isAdaptive {
      pause = (visits.rhythm ?? Rhythm()).pause(
        at: now, in: timeZone, worth: Source.worthOfALook,
        bounds: shortestInterval...max(shortestInterval, longestInterval))
    }
    // A twentieth to either side, so that sources do not march in step.
    pause *= 0.95 + spread / 10
    pause = max(pause, min(freshFor ?? 0, Source.longestFreshness))
    return opening(after: pause, now: now, spread: spread)
  }

  /// Seconds until a source whose watch begins is looked at.
  /// - Parameter crowd: how many sources begin together.
  func firstPause(_ visits: Visits, now: Double, crowd: Int, spread: Double) -> Double {
    if let due = visits.nextDue, due > now {
      // Not further ahead than it would be noted today: settings change, and clocks jump.
      let longest = pause(
        after: visits, freshFor: Source.longestFreshness, now: now, spread: 1)
      if due <= now + longest { return opening(after: due - now, now: now, spread: spread) }
    }
    // What is overdue after a restart does not come all at once: fifty in a second.
    let pause = spread * min(interval / 2, Double(crowd) / 50)
    return opening(after: crowd > 1 ? pause : 0, now: now, spread: spread)
  }

  /// The pause, or a longer one where no window is open at its end.
  private func opening(after pause: Double, now: Double, spread: Double) -> Double {
    let opening = windows.opening(from: now + pause, in: timeZone)
    guard opening > now + pause else { return pause }
    // Not all at the stroke of the clock.
    return opening - now + spread * min(interval, 300)
  }
}
