import Basics

import struct Foundation.Date
import struct Foundation.TimeZone

/// Hours of the week in which a listing is looked at, in its source's zone: `Mon-Fri 07:00-22:00`.
package struct TimeWindow: Hashable, Sendable {
  /// Monday is bit 0.
  var days: UInt8
  /// Minutes since midnight. An end that is not after the beginning lies on the next day.
  var from: Int
  var to: Int

  /// Days (`Mon`, `Mon-Fri`, `Sat,Sun`), hours (`07:00-22:00`, `22:00-04:00`), or both.
  package init?(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    guard let last = words.last, words.count <= 2 else { return nil }
    (days, from, to) = (0x7f, 0, 24 * 60)
    if let hours = TimeWindow.hours(last) {
      (from, to) = hours
      if words.count == 1 { return }
    } else if words.count == 2 {
      return nil
    }
    guard let days = TimeWindow.days(words[0]) else { return nil }
    self.days = days
  }

  private static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  private static func days(_ text: Substring) -> UInt8? {
    var bits: UInt8 = 0
    for part in text.lowercased().split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false)
        .map { names.firstIndex(of: String($0)) }
      guard let first = ends[0], let last = ends[ends.count - 1], ends.count <= 2 else {
        return nil
      }
      // `Sat-Mon` goes over the end of the week.
      var day = first
      bits |= 1 << UInt8(day)
      while day != last {
        day = (day + 1) % 7
        bits |= 1 << UInt8(day)
      }
    }
    return bits
  }

  private static func hours(_ text: Substring) -> (from: Int, to: Int)? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(minutes)
    guard ends.count == 2, let from = ends[0], let to = ends[1], from < 24 * 60 else { return nil }
    return (from, to)
  }

  /// `07:00`; `24:00` is the end of the day.
  private static func minutes(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2,
      parts.allSatisfy({ (1...2).contains($0.utf8.count) && $0.allSatisfy(\.isNumber) }),
      parts[1].utf8.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
      (0..<60).contains(minute), (0...24).contains(hour), hour < 24 || minute == 0
    else { return nil }
    return hour * 60 + minute
  }

  fileprivate var length: Int { to > from ? to - from : to + 24 * 60 - from }
}

extension [TimeWindow] {
  /// What is left of the window that is open at the moment, or opens first after it; nil where
  /// there are none. Seconds since 1970.
  package func nextOpening(from moment: Double, in zone: TimeZone) -> ClosedRange<Double>? {
    guard !isEmpty else { return nil }
    let local = LocalTime(moment, in: zone)
    var best: ClosedRange<Double>?
    // Since yesterday, for a window may go over midnight; and a whole week, for it may be closed
    // on all other days.
    for day in (local.day - 1)...(local.day + 8) {
      for window in self where window.days >> UInt8(LocalTime.weekday(day)) & 1 == 1 {
        let opens = LocalTime.moment(day: day, minute: window.from, in: zone)
        let closes = LocalTime.moment(day: day, minute: window.from + window.length, in: zone)
        guard closes > moment else { continue }
        let begins = Swift.max(opens, moment)
        if begins < best?.lowerBound ?? .infinity { best = begins...Swift.max(begins, closes) }
      }
      if best != nil { break }
    }
    return best
  }
}

/// A moment as the clock on the wall of a zone tells it.
package struct LocalTime {
  /// Since 1970.
  package let day: Int
  /// Since midnight.
  package let second: Double

  /// - Parameter moment: seconds since 1970.
  package init(_ moment: Double, in zone: TimeZone) {
    let local = Swift.max(-1e11, Swift.min(1e11, moment)) + LocalTime.offset(moment, in: zone)
    day = Int((local / 86_400).rounded(.down))
    second = local - Double(day) * 86_400
  }

  /// Monday is 0.
  package static func weekday(_ day: Int) -> Int { ((day + 3) % 7 + 7) % 7 }

  /// - Parameter minute: since midnight; may be past the end of the day.
  package static func moment(day: Int, minute: Int, in zone: TimeZone) -> Double {
    let local = Double(day) * 86_400 + Double(minute) * 60
    // By the offset of the day before, and where the clock has changed since by that of the day
    // after; a time that is passed over is moved on by as much as the clock.
    let early = local - offset(local - 86_400, in: zone)
    let late = local - offset(local + 86_400, in: zone)
    return late + offset(late, in: zone) == local ? late : early
  }

  package static func offset(_ moment: Double, in zone: TimeZone) -> Double {
    Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: moment)))
  }
}
