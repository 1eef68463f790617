import Basics

import struct Foundation.TimeZone

/// The times at which the deliveries of a hook that wait are joined to one message.
package enum DigestSchedule: Hashable, Sendable {
  /// The message is due when this time has passed since the first of the deliveries.
  case every(Duration)
  /// The message is due at the first of these times after the first of the deliveries.
  case at([DigestTime])

  /// Parses `every 6h`, `at 07:00` or `at Mon-Fri 07:00`.
  package init?(_ text: String) {
    let words = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
    guard words.count == 2 else { return nil }
    switch words[0] {
    case "every":
      guard let interval = Duration(configurationText: String(words[1])),
        (60...(31 * 86_400)).contains(interval.seconds)
      else { return nil }
      self = .every(interval)
    case "at":
      guard let time = DigestTime(words[1]) else { return nil }
      self = .at([time])
    default: return nil
    }
  }

  /// Returns the time at which deliveries are joined.
  /// - Parameters:
  ///   - first: the time of the first of them.
  ///   - zone: the time zone of the times of the day.
  package func due(after first: Timestamp, in zone: TimeZone) -> Timestamp {
    switch self {
    case .every(let interval): return first + interval
    case .at(let times):
      let today = LocalTime(first, in: zone).day
      // The only time may be a week away, and a change of the clock may move it past midnight.
      let instants = ((today - 1)...(today + 8)).flatMap { day in
        times.filter { $0.weekdays >> UInt8(LocalTime.weekday(day)) & 1 == 1 }
          .map { LocalTime.instant(day: day, minute: $0.minute, in: zone) }
      }
      return instants.filter { $0 > first }.min() ?? first
    }
  }
}

/// A time of the day, on some days of the week: `Mon-Fri 07:00`.
package struct DigestTime: Hashable, Sendable {
  /// A bit for each weekday; Monday is bit 0.
  var weekdays: UInt8 = 0x7f
  /// Minutes since midnight.
  var minute: Int

  init?(_ text: some StringProtocol) {
    let words = text.split(separator: " ", omittingEmptySubsequences: true).map { Substring($0) }
    guard let last = words.last, words.count <= 2, let minute = TimeWindow.minutes(last),
      minute < 24 * 60
    else { return nil }
    self.minute = minute
    guard words.count == 2 else { return }
    guard let weekdays = TimeWindow.weekdays(words[0]) else { return nil }
    self.weekdays = weekdays
  }
}
