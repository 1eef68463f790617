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
    let pause = max(
      usualPause(visits, now: now, spread: spread), min(freshFor ?? 0, Source.longestFreshness))
    return opening(after: pause, now: now, spread: spread)
  }

  /// A twentieth to either side, so that sources do not march in step; but within the bounds that
  /// the user has set.
  private func usualPause(_ visits: Visits, now: Double, spread: Double) -> Double {
    guard self.isAdaptive else { return self.interval * (0.95 + spread / 10) }
    let bounds = self.shortestInterval...max(self.shortestInterval, self.longestInterval)
    let pause = (visits.rhythm ?? Rhythm()).pause(
      at: now, in: self.timeZone, worth: Source.worthOfALook, bounds: bounds)
    let least = max(bounds.lowerBound, pause * 0.95)
    return least + spread * (min(bounds.upperBound, pause * 1.05) - least)
  }

  /// Seconds until a source whose watch begins is looked at.
  /// - Parameter crowd: how many sources begin together.
  func firstPause(_ visits: Visits, now: Double, crowd: Int, spread: Double) -> Double {
    let fresh = visits.freshTime(now: now)
    if let due = visits.nextDue, due > now {
      // Not further ahead than it would be noted today: settings change, and clocks jump.
      let longest = pause(after: visits, freshFor: fresh, now: now, spread: 1)
      if due <= now + longest { return opening(after: due - now, now: now, spread: spread) }
    }
    // What is overdue after a restart does not come all at once: fifty in a second.
    let pause = crowd > 1 ? spread * min(self.interval / 2, Double(crowd) / 50) : 0
    return opening(after: max(pause, fresh), now: now, spread: spread)
  }

  /// The pause, or a longer one where no window is open at its end.
  func opening(after pause: Double, now: Double, spread: Double) -> Double {
    guard let window = self.windows.next(from: now + pause, in: self.timeZone),
      window.lowerBound > now + pause
    else { return pause }
    // Not all at the stroke of the clock; and well before a short window closes.
    let length = window.upperBound - window.lowerBound
    return window.lowerBound - now + spread * min(self.interval, 300, length / 2)
  }
}
