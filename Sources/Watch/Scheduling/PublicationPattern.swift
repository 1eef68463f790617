import Glibc
import Ledger
import Settings

import struct Foundation.TimeZone

/// What is learned of when a source publishes, and what follows for the next look.
extension PublicationPattern {
  static let halfLife = 21.0 * 86_400
  /// What a source is thought to publish before anything is known of it, and for how many hours of
  /// watching this counts.
  static let prior = (rate: 1.0, weight: 6.0)
  /// Hours of watching that the wider view counts for in the narrower.
  static let confidence = 1.5
  /// How long a burst lasts, seconds.
  static let burst = 1800.0
  /// News that were expected in vain until a source's rate is taken to be half of what it was.
  static let doubt = 3.0

  // MARK: - Learning

  /// A round found so many news that were not there at the one before.
  /// - Parameter now: seconds since 1970.
  mutating func note(_ count: Int, at now: Double, in zone: TimeZone) {
    defer { until = now }
    // The first round finds what has gathered for who knows how long.
    guard let last = until, now > last else { return }
    // Of a longer gap no more is known than that.
    let pieces = hours(from: max(last, now - 7 * 86_400), to: now, in: zone)
    let rates = self.rates
    let expected = pieces.reduce(0) { $0 + rates[$1.hour] * $1.length }
    let fade = PublicationPattern.fade(now - last, PublicationPattern.burst)
    let echoed = excitement * (1 - fade)
    forget(now - last)
    echo.seen += max(-echoed, Double(count) - expected) * echoed
    echo.expected += echoed * echoed
    for piece in pieces {
      // When within the gap they came is not known: as it was to be expected.
      let share = expected > 0 ? rates[piece.hour] * piece.length / expected : 0
      news[piece.hour] += Float(Double(count) * share)
      watched[piece.hour] += Float(piece.length)
    }
    excitement = excitement * fade + Double(count)
    missed = count > 0 ? 0 : missed + expected
  }

  private mutating func forget(_ time: Double) {
    let keep = Float(
      PublicationPattern.fade(time, PublicationPattern.halfLife / 0.6931471805599453))
    for hour in 0..<PublicationPattern.hours {
      news[hour] *= keep
      watched[hour] *= keep
    }
    echo.seen = 0.6 + (echo.seen - 0.6) * Double(keep)
    echo.expected = 2 + (echo.expected - 2) * Double(keep)
  }

  /// e to the power of −time/constant.
  private static func fade(_ time: Double, _ constant: Double) -> Double {
    exp(-max(0, time) / constant)
  }

  // MARK: - Expecting

  /// News per hour to be expected in each hour of the week.
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
    let k = PublicationPattern.confidence
    let byHour = daily.map { ($0.news + k * rate) / ($0.watched + k) }
    return (0..<PublicationPattern.hours).map {
      (Double(news[$0]) + k * byHour[$0 % 24]) / (Double(watched[$0]) + k)
    }
  }

  /// The share of what was expected that a source is still believed to publish.
  private var life: Double { PublicationPattern.doubt / (PublicationPattern.doubt + missed) }

  /// News to come in echo of one.
  private var echoes: Double { max(0, min(0.9, echo.seen / echo.expected)) }

  /// The pause after which looking is worth it: when the waiting that a look would end, summed
  /// over all news to be expected, has grown to what a look is worth.
  ///
  /// For a constant rate r that is √(2 · worth / r), which is what divides a given number of looks
  /// among hours and sources so that the sum of all waiting is least.
  /// - Parameters:
  ///   - now: seconds since 1970; the time of the last look.
  ///   - worth: seconds of waiting of one news.
  /// - Returns: seconds, within the bounds.
  func pause(
    at now: Double, in zone: TimeZone, worth: Double, bounds: ClosedRange<Double>
  ) -> Double {
    let rates = self.rates
    let life = self.life
    var waiting = 0.0
    var count = 0.0
    var pause = 0.0
    var excited =
      excitement * PublicationPattern.fade(until.map { now - $0 } ?? 0, PublicationPattern.burst)
      * echoes
    for piece in hours(from: now, to: now + bounds.upperBound, in: zone) {
      var left = piece.length * 3600
      while left > 0 {
        // While a burst lasts its rate changes within the hour.
        let step = excited > 0.01 ? min(left, 300) : left
        let fade = PublicationPattern.fade(step, PublicationPattern.burst)
        let rate = rates[piece.hour] / 3600 * life + excited * (1 - fade) / step
        let more = waiting + count * step + rate * step * step / 2
        if more >= worth {
          let root = (count * count + 2 * rate * (worth - waiting)).squareRoot()
          let within = rate > 0 ? (root - count) / rate : step
          return max(bounds.lowerBound, pause + within)
        }
        waiting = more
        count += rate * step
        pause += step
        left -= step
        excited *= fade
      }
    }
    return bounds.upperBound
  }

  /// The hours of the week between two moments, with the part of each that lies between them.
  private func hours(from: Double, to: Double, in zone: TimeZone) -> [(hour: Int, length: Double)] {
    // One offset for all: a change of the clock in between matters little.
    let offset = LocalTime.offset(to, in: zone) + 3 * 86_400
    var pieces: [(hour: Int, length: Double)] = []
    var local = from + offset
    let end = to + offset
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
