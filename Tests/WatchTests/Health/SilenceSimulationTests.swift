import Basics
import Foundation
import Ledger
import Testing

@testable import Watch

/// Two years of publishing of 200 sources, with a break in the second year of each.
@Suite struct SilenceSimulationTests {
  private static let day = 86_400.0
  private static let length = 730 * day

  /// A generator of numbers that are the same in each run (SplitMix64).
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }

    mutating func exponential(mean: Double) -> Double {
      -mean * log(1 - Double.random(in: 0..<1, using: &self))
    }
  }

  enum Kind: String, CaseIterable, Sendable {
    case newsroom, office, weekly, monthly, bursty, holidays, seasonal, dying
  }

  /// The articles per day that a source of a kind publishes at a time.
  private static func rate(_ kind: Kind, at time: Double) -> Double {
    let days = time / day
    let hour = (days - days.rounded(.down)) * 24
    let weekday = Int(days) % 7
    let yearday = Int(days) % 365
    switch kind {
    case .newsroom: return hour < 6 ? 1 : 8
    case .office: return weekday < 5 && (8..<18).contains(hour) ? 5 : 0
    case .holidays:
      let isHoliday = yearday < 6 || (95..<105).contains(yearday) || yearday >= 357
      return weekday < 5 && (8..<18).contains(hour) && !isHoliday ? 8 : 0
    case .seasonal: return (180..<240).contains(yearday) ? 0 : 1.5
    case .dying: return 4 * exp(-days / 150)
    case .weekly, .monthly, .bursty: return 0
    }
  }

  private static func arrivals(_ kind: Kind, _ random: inout Generator) -> [Double] {
    var times: [Double] = []
    var time = 0.0
    switch kind {
    case .weekly, .monthly:
      let period = kind == .weekly ? 7 * day : 30.4 * day
      let spread = kind == .weekly ? day : 4 * day
      while time < length {
        // One issue in twenty is left out.
        if Double.random(in: 0..<1, using: &random) > 0.05 {
          times.append(time + Double.random(in: 0..<spread, using: &random))
        }
        time += period
      }
    case .bursty:
      while time < length {
        time += random.exponential(mean: 6 * day)
        for _ in 0..<Int.random(in: 3..<20, using: &random) {
          times.append(time + random.exponential(mean: day / 2))
        }
      }
    default:
      let maximum = 8.0
      while time < length {
        time += random.exponential(mean: day / maximum)
        let share = rate(kind, at: time) / maximum
        if Double.random(in: 0..<1, using: &random) < share { times.append(time) }
      }
    }
    return times.sorted().filter { $0 < length }
  }

  private struct Outcome {
    var falseAlarms = 0
    /// The delay of the true alarm in ratio to the longest pause of the year before; nil for none.
    var delay: Double?
    var seconds = 0.0
  }

  /// Plays a source that breaks at a time.
  /// - Parameter limit: returns the limit after the arrivals so far.
  private static func play(
    _ times: [Double], breakAt end: Double, limit: ([Double], Double) -> Double
  ) -> Outcome {
    var outcome = Outcome()
    let known = times.filter { $0 < end }
    var long: [(time: Double, pause: Double)] = []
    for index in known.indices.dropFirst() {
      let before = known[index - 1]
      let pause = known[index] - before
      guard pause > SilenceLimit.minimum.seconds else { continue }
      // The limit is only asked if it may be exceeded.
      let isCommon = long.contains { before - $0.time < 390 * day && pause < 1.4 * $0.pause }
      if !isCommon, pause > limit(Array(known[..<index]), before) {
        outcome.falseAlarms += 1
      }
      long.append((before, pause))
    }
    guard let last = known.last else { return outcome }
    let year = known.filter { $0 > last - 400 * day }
    let longest = zip(year.dropFirst(), year).map { $0 - $1 }.max() ?? 0
    outcome.seconds = limit(known, last)
    outcome.delay = longest > 0 ? outcome.seconds / max(longest, day / 3) : nil
    return outcome
  }

  private static func learned(_ times: [Double], now: Double) -> Double {
    let history = PublicationHistory(
      times.map { Arrival(time: Timestamp(secondsSinceEpoch: $0), count: 1) })
    return SilenceLimit(
      history, interval: .seconds(900), now: Timestamp(secondsSinceEpoch: now)
    ).duration.seconds
  }

  @Test(arguments: Kind.allCases)
  func `A break is noticed in time, and a source seldom seems quiet that is not`(kind: Kind) {
    var random = Generator(state: UInt64(kind.rawValue.utf8.reduce(7) { $0 &* 31 &+ Int($1) }))
    var alarms = 0
    var fixed = 0
    var delays: [Double] = []
    let sources = 25
    for _ in 0..<sources {
      let times = Self.arrivals(kind, &random)
      let end = Double.random(in: (400 * Self.day)..<(700 * Self.day), using: &random)
      let outcome = Self.play(times, breakAt: end, limit: Self.learned)
      alarms += outcome.falseAlarms
      if let delay = outcome.delay { delays.append(delay) }
      // “No items for a day”, at 15 minutes a round.
      let limit = Self.day
      fixed += zip(times, times.dropFirst()).count { $1 < end && $1 - $0 > limit }
    }
    let perYear = Double(alarms) / Double(sources) / 1.5
    let worst = delays.max() ?? 0
    print(
      "silence \(kind.rawValue): \((perYear * 100).rounded() / 100) false alarms a source and year "
        + "(\(Double(fixed) / Double(sources) / 1.5) with a limit of one day), a break is told after at most "
        + "\((worst * 100).rounded() / 100) × the longest pause")
    #expect(perYear <= 1)
    #expect(delays.count == sources && worst <= 1.51)
  }
}
