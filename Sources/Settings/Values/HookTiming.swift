import Basics

import struct Foundation.TimeZone

/// The times at which the deliveries of a hook start, and which of them are joined to one message.
package struct HookTiming: Hashable, Sendable {
  /// Whether all deliveries that are due are joined.
  package var joinsDueDeliveries = false
  /// The times at which all deliveries that wait are joined; nil to start each when it is due.
  package var digest: DigestSchedule?
  /// The number of deliveries due at once above which they are joined; nil for no limit.
  package var flood: Int?
  /// The hours in which no delivery starts.
  package var quiet: [TimeWindow] = []
  /// The time zone of these times; nil for that of the process.
  package var timeZone: TimeZone?

  package init() {}

  /// Whether deliveries may be joined.
  package var joins: Bool { joinsDueDeliveries || digest != nil || flood != nil }

  /// Whether all deliveries are joined, so that none is made alone.
  package var joinsAll: Bool { joinsDueDeliveries || digest != nil }

  /// Whether deliveries wait although nothing has failed.
  package var waits: Bool { digest != nil || !quiet.isEmpty }

  private var zone: TimeZone { timeZone ?? .current }

  /// The number of quiet hours in a row that are followed; more of them cover the whole week.
  private static let maximumWindows = 30

  /// Returns the end of the quiet hours at an instant; nil if there are none then.
  package func quietEnd(at instant: Timestamp) -> Timestamp? {
    var end = instant
    for _ in 0..<HookTiming.maximumWindows {
      guard let window = quiet.nextOpening(from: end, in: zone), window.lowerBound <= end else {
        break
      }
      end = window.upperBound
    }
    return end > instant ? end : nil
  }

  /// Whether the quiet hours never end.
  var isAlwaysQuiet: Bool {
    var timing = self
    timing.timeZone = .gmt
    guard let end = timing.quietEnd(at: .epoch) else { return false }
    return end - .epoch > .seconds(8 * 86_400)
  }

  /// Returns the time of the next digest; nil if there are no digests.
  /// - Parameter first: the time of the first delivery that waits. One in the future was recorded before
  ///   the clock was set back.
  package func digestTime(first: Timestamp, now: Timestamp) -> Timestamp? {
    guard let digest else { return nil }
    guard first <= now + .seconds(1) else { return now }
    let due = digest.due(after: first, in: zone)
    return quietEnd(at: max(due, now)) ?? due
  }
}
