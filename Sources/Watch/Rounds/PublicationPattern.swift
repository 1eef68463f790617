import Basics
import Glibc
import Ledger
import Settings

import struct Foundation.TimeZone

/// The learned publication times of a source, and the poll delays that follow from them.
extension PublicationPattern {
  /// The half-life of observations.
  static let halfLife = Duration.seconds(21 * 86_400)
  /// The assumed rate of an unknown source in news per hour, and its weight in hours of
  /// observation.
  static let prior = (rate: 1.0, weight: 6.0)
  /// The weight, in hours of observation, of the coarser average in the finer one.
  static let coarserWeight = 1.5
  /// The time constant of a burst.
  static let burstDuration = Duration.seconds(1800)
  /// The number of expected but missing news after which the rate of a source is halved.
  static let halvingMissedCount = 3.0
  /// The maximum observation gap; nothing is known of the time before.
  private static let maximumGap = Duration.seconds(7 * 86_400)

  // MARK: - Observations

  /// Records the number of news that a round found since the previous round.
  mutating func record(newsCount count: Int, at now: Timestamp, in zone: TimeZone) {
    defer { until = now }
    // The news of the first round have accumulated for an unknown time.
    guard let last = until, now > last else { return }
    let pieces = hours(
      from: max(last, now - PublicationPattern.maximumGap), to: now, in: zone)
    let rates = self.rates
    let expected = pieces.reduce(0) { $0 + rates[$1.hour] * $1.length }
    let decay = PublicationPattern.decay((now - last).seconds, PublicationPattern.burstDuration)
    let echoed = excitement * (1 - decay)
    ageObservations(by: now - last)
    echo.seen += max(-echoed, Double(count) - expected) * echoed
    echo.expected += echoed * echoed
    for piece in pieces {
      // The times of the news within the gap are unknown; the expected distribution is assumed.
      let share = expected > 0 ? rates[piece.hour] * piece.length / expected : 0
      news[piece.hour] += Float(Double(count) * share)
      watched[piece.hour] += Float(piece.length)
    }
    excitement = excitement * decay + Double(count)
    missed = count > 0 ? 0 : missed + expected
  }

  private mutating func ageObservations(by time: Duration) {
    let factor = Float(
      PublicationPattern.decay(time.seconds, PublicationPattern.halfLife / 0.6931471805599453))
    for hour in 0..<PublicationPattern.hours {
      news[hour] *= factor
      watched[hour] *= factor
    }
    echo.seen = 0.6 + (echo.seen - 0.6) * Double(factor)
    echo.expected = 2 + (echo.expected - 2) * Double(factor)
  }

  /// Returns e to the power of −seconds/constant.
  private static func decay(_ seconds: Double, _ constant: Duration) -> Double {
    exp(-max(0, seconds) / constant.seconds)
  }

  // MARK: - Expectations

  /// The expected news per hour in each hour of the week.
  var rates: [Double] {
    var daily = [(news: Double, watched: Double)](repeating: (0, 0), count: 24)
    var whole = (
      news: PublicationPattern.prior.rate * PublicationPattern.prior.weight,
      watched: PublicationPattern.prior.weight
    )
    for hour in 0..<PublicationPattern.hours {
      let (n, w) = (Double(news[hour]), Double(watched[hour]))
      daily[hour % 24].news += n
      daily[hour % 24].watched += w
      whole.news += n
      whole.watched += w
    }
    let rate = whole.news / whole.watched
    let k = PublicationPattern.coarserWeight
    let byHour = daily.map { ($0.news + k * rate) / ($0.watched + k) }
    return (0..<PublicationPattern.hours).map {
      (Double(news[$0]) + k * byHour[$0 % 24]) / (Double(watched[$0]) + k)
    }
  }

  /// The share of its expected rate at which a source that has fallen silent still publishes.
  private var activity: Double {
    PublicationPattern.halvingMissedCount / (PublicationPattern.halvingMissedCount + missed)
  }

  /// The expected number of further news that one news item triggers in a burst.
  private var branchingRatio: Double { max(0, min(0.9, echo.seen / echo.expected)) }

  /// Returns the delay after which a poll is worth its cost: when the waiting time that the poll
  /// ends, summed over all expected news, has grown to `worth`.
  ///
  /// For a constant rate r that is √(2 · worth / r), which distributes a given number of polls over
  /// hours and sources so that the total waiting time is minimal.
  /// - Parameters:
  ///   - now: the time of the last poll.
  ///   - worth: the waiting time of news that a poll is worth.
  /// - Returns: a delay within the bounds.
  func pollDelay(
    at now: Timestamp, in zone: TimeZone, worth: Duration, bounds: ClosedRange<Duration>
  ) -> Duration {
    let rates = self.rates
    let activity = self.activity
    // Times are in seconds here, because they are multiplied by rates and by each other.
    let worth = worth.seconds
    var waiting = 0.0
    var count = 0.0
    var delay = 0.0
    let sinceLast = until.map { (now - $0).seconds } ?? 0
    var excited =
      excitement * PublicationPattern.decay(sinceLast, PublicationPattern.burstDuration)
      * branchingRatio
    for piece in hours(from: now, to: now + bounds.upperBound, in: zone) {
      var remaining = piece.length * 3600
      while remaining > 0 {
        // The rate of a burst changes within the hour.
        let step = excited > 0.01 ? min(remaining, 300) : remaining
        let decay = PublicationPattern.decay(step, PublicationPattern.burstDuration)
        let rate = rates[piece.hour] / 3600 * activity + excited * (1 - decay) / step
        let nextWaiting = waiting + count * step + rate * step * step / 2
        if nextWaiting >= worth {
          let root = (count * count + 2 * rate * (worth - waiting)).squareRoot()
          let timeInStep = rate > 0 ? (root - count) / rate : step
          return max(bounds.lowerBound, .seconds(delay + timeInStep))
        }
        waiting = nextWaiting
        count += rate * step
        delay += step
        remaining -= step
        excited *= decay
      }
    }
    return bounds.upperBound
  }

  /// Returns the hours of the week between two times, with the part of each that lies between them.
  /// The length of a part is in hours.
  private func hours(
    from: Timestamp, to: Timestamp, in zone: TimeZone
  ) -> [(hour: Int, length: Double)] {
    // A change of daylight saving time in between matters little.
    let offset = LocalTime.offset(at: to, in: zone) + .seconds(3 * 86_400)
    var pieces: [(hour: Int, length: Double)] = []
    var local = (from + offset).secondsSinceEpoch
    let end = (to + offset).secondsSinceEpoch
    while local < end, pieces.count < 400 {
      let hour = (local / 3600).rounded(.down)
      let next = min(end, (hour + 1) * 3600)
      let index = Int(hour.truncatingRemainder(dividingBy: Double(PublicationPattern.hours)))
      pieces.append(
        ((index + PublicationPattern.hours) % PublicationPattern.hours, (next - local) / 3600))
      local = next
    }
    return pieces
  }
}
