import Basics

import struct Foundation.TimeZone

/// Hours of the week in a time zone: `Mon-Fri 07:00-22:00`.
package struct TimeWindow: Hashable, Sendable {
  /// A bit for each weekday; Monday is bit 0.
  var weekdays: UInt8
  /// Minutes since midnight.
  var startMinute: Int
  /// Minutes since midnight. An end that is not after the start lies on the next day.
  var endMinute: Int

  /// Parses days (`Mon`, `Mon-Fri`, `Sat,Sun`), hours (`07:00-22:00`, `22:00-04:00`), or both.
  package init?(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    guard let last = words.last, words.count <= 2 else { return nil }
    (weekdays, startMinute, endMinute) = (0x7f, 0, 24 * 60)
    if let hours = TimeWindow.hours(last) {
      (startMinute, endMinute) = hours
      if words.count == 1 { return }
    } else if words.count == 2 {
      return nil
    }
    guard let weekdays = TimeWindow.weekdays(words[0]) else { return nil }
    self.weekdays = weekdays
  }

  private static let weekdayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// Parses `Mon`, `Mon-Fri` or `Sat,Sun` into a bit for each weekday.
  static func weekdays(_ text: Substring) -> UInt8? {
    var bits: UInt8 = 0
    for part in text.lowercased().split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false)
        .map { weekdayNames.firstIndex(of: String($0)) }
      guard let first = ends[0], let last = ends[ends.count - 1], ends.count <= 2 else {
        return nil
      }
      // A range such as `Sat-Mon` continues past the end of the week.
      var day = first
      bits |= 1 << UInt8(day)
      while day != last {
        day = (day + 1) % 7
        bits |= 1 << UInt8(day)
      }
    }
    return bits
  }

  private static func hours(_ text: Substring) -> (start: Int, end: Int)? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(minutes)
    guard ends.count == 2, let start = ends[0], let end = ends[1], start < 24 * 60 else {
      return nil
    }
    return (start, end)
  }

  /// Parses `07:00`; `24:00` is the end of the day.
  static func minutes(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2,
      parts.allSatisfy({ (1...2).contains($0.utf8.count) && $0.allSatisfy(\.isNumber) }),
      parts[1].utf8.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
      (0..<60).contains(minute), (0...24).contains(hour), hour < 24 || minute == 0
    else { return nil }
    return hour * 60 + minute
  }

  fileprivate var length: Int {
    endMinute > startMinute ? endMinute - startMinute : endMinute + 24 * 60 - startMinute
  }

  fileprivate func opens(onDay day: Int) -> Bool {
    weekdays >> UInt8(LocalTime.weekday(day)) & 1 == 1
  }

  /// Returns the times at which the window that starts on a day is open, which are those at which the
  /// local clock is within it: two if the clock is set back over an end of it. A window that the clock
  /// skips opens later, by the length of the change.
  fileprivate func openings(onDay day: Int, in zone: TimeZone) -> [ClosedRange<Timestamp>] {
    let start = LocalTime.instantInUTC(day: day, minute: startMinute)
    let end = LocalTime.instantInUTC(day: day, minute: startMinute + length)
    // Offsets are shorter than a day.
    let span = (start - .seconds(86_400))...(end + .seconds(86_400))
    let before = LocalTime.offset(at: span.lowerBound, in: zone)
    let after = LocalTime.offset(at: span.upperBound, in: zone)
    let usual = (start - before)...(end - before)
    guard before != after else { return [usual] }
    let change = LocalTime.offsetChange(within: span, in: zone)
    var openings: [ClosedRange<Timestamp>] = []
    if usual.lowerBound < change {
      openings.append(usual.lowerBound...min(usual.upperBound, change))
    }
    if end - after > change {
      let later = max(start - after, change)...(end - after)
      if openings.last?.upperBound == later.lowerBound {
        openings = [openings[0].lowerBound...later.upperBound]
      } else {
        openings.append(later)
      }
    }
    return openings.isEmpty ? [usual] : openings
  }
}

extension [TimeWindow] {
  /// Returns the rest of the window that is open at an instant, or else the window that opens first
  /// after it; nil if there are no windows.
  package func nextOpening(from instant: Timestamp, in zone: TimeZone) -> ClosedRange<Timestamp>? {
    guard !isEmpty else { return nil }
    let today = LocalTime(instant, in: zone).day
    var best: ClosedRange<Timestamp>?
    // A window of yesterday may still be open, and the only window may be a week away.
    for day in (today - 1)...(today + 8) {
      for window in self where window.opens(onDay: day) {
        for opening in window.openings(onDay: day, in: zone) where opening.upperBound > instant {
          let start = Swift.max(opening.lowerBound, instant)
          if start < best?.lowerBound ?? .distantFuture { best = start...opening.upperBound }
        }
      }
      // A clock that is set back at midnight repeats the end of yesterday.
      if best != nil, day > today { break }
    }
    return best
  }
}
