import Basics
import Foundation

/// Made-up rhythms of publication, and what looking at them costs and misses. All chance comes from
/// a seed.
enum Publication: String, CaseIterable {
  /// One an hour, day and night.
  case steady
  /// Three occasions a day, each followed by up to a dozen news within the hour.
  case bursty
  /// Monday to Friday from 9 to 18 o'clock, one an hour.
  case office
  /// Eight at once, each Thursday about ten.
  case weekly
  /// Six at once, each morning about six, and two more during the day.
  case daily
  /// Ten a day for eight weeks, then fewer by half each three days, to none.
  case dying

  static let zone = TimeZone(identifier: "Europe/Berlin")!
  /// Monday, 2026-01-05, midnight in Berlin.
  static let start = Timestamp(secondsSinceEpoch: 1_767_567_600)
  static let week = Duration.seconds(7 * 86_400)

  /// Moments, in order.
  func moments(weeks: Int, seed: UInt64) -> [Timestamp] {
    var chance = Chance(seed: seed)
    /// Seconds since 1970.
    var all: [Double] = []
    for day in 0..<(weeks * 7) {
      let midnight = Publication.start.secondsSinceEpoch + Double(day) * 86_400
      switch self {
      case .steady:
        all += chance.poisson(24).map { midnight + $0 * 86_400 }
      case .bursty:
        for begin in chance.poisson(3) {
          let moment = midnight + begin * 86_400
          all.append(moment)
          for _ in 0..<Int(chance.unit() * 12) {
            all.append(moment - 1200 * log(1 - chance.unit()))
          }
        }
      case .office where day % 7 < 5:
        all += chance.poisson(9).map { midnight + (9 + $0 * 9) * 3600 }
      case .weekly where day % 7 == 3:
        let moment = midnight + 10 * 3600 + (chance.unit() - 0.5) * 2400
        all += (0..<8).map { moment + Double($0) }
      case .daily:
        let moment = midnight + 6 * 3600 + (chance.unit() - 0.5) * 1200
        all += (0..<6).map { moment + Double($0) }
        all += chance.poisson(2).map { midnight + (8 + $0 * 12) * 3600 }
      case .dying:
        let rate = 10 * pow(0.5, max(0, Double(day) - 56) / 3)
        all += chance.poisson(rate).map { midnight + $0 * 86_400 }
      case .office, .weekly: break
      }
    }
    return all.sorted().map(Timestamp.init(secondsSinceEpoch:))
  }
}

/// What came of looking at a publication for some weeks.
struct Watching {
  var looks = 0
  /// Of each news, from its publication to the look that finds it; seconds.
  var delays: [Double] = []
  var days = 0.0

  var looksPerDay: Double { Double(looks) / days }
  var meanDelay: Double { delays.isEmpty ? 0 : delays.reduce(0, +) / Double(delays.count) }
  var slowestTenth: Double {
    delays.isEmpty ? 0 : delays.sorted()[min(delays.count - 1, delays.count * 9 / 10)]
  }

  /// - Parameters:
  ///   - skip: weeks at the beginning that are not counted: what it takes to learn.
  ///   - pause: to the next look, from a look's moment and what it found.
  static func at(
    _ moments: [Timestamp], weeks: Int, skip: Int,
    pause: (_ now: Timestamp, _ found: Int) -> Duration
  ) -> Watching {
    var result = Watching()
    let begin = Publication.start + Publication.week * skip
    let end = Publication.start + Publication.week * weeks
    result.days = (end - begin) / .seconds(86_400)
    var now = Publication.start
    var next = 0
    while now < end {
      var found = 0
      while next < moments.count, moments[next] <= now {
        if moments[next] >= begin { result.delays.append((now - moments[next]).seconds) }
        next += 1
        found += 1
      }
      if now >= begin { result.looks += 1 }
      now += pause(now, found)
    }
    return result
  }
}

/// Chance from a seed (SplitMix64).
struct Chance {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// In 0..<1.
  mutating func unit() -> Double { Double(next() >> 11) / Double(1 << 53) }

  /// Points of a Poisson process of so many on average, in 0..<1.
  mutating func poisson(_ mean: Double) -> [Double] {
    var points: [Double] = []
    guard mean > 1e-9 else { return points }
    var at = -log(1 - unit()) / mean
    while at < 1 {
      points.append(at)
      at -= log(1 - unit()) / mean
    }
    return points
  }
}
