import Basics
import Ledger
import Settings

import struct Foundation.TimeZone

/// The times at which a source has published: the rounds that found new articles.
package struct PublicationHistory: Sendable {
  /// The number of hours in a week.
  package static let hoursOfWeek = 168

  /// The oldest first.
  package let arrivals: [Arrival]

  package init(_ arrivals: [Arrival]) { self.arrivals = arrivals }

  /// The number of articles in each hour of the week, from Monday at midnight on.
  package func articlesByHour(in zone: TimeZone) -> [Int] {
    var counts = [Int](repeating: 0, count: PublicationHistory.hoursOfWeek)
    for arrival in arrivals {
      let local = arrival.time + LocalTime.offset(at: arrival.time, in: zone)
      let hour = Int((local.secondsSinceEpoch / 3600).rounded(.down))
      // The epoch was a Thursday.
      let index = (hour + 72) % PublicationHistory.hoursOfWeek
      counts[index < 0 ? index + PublicationHistory.hoursOfWeek : index] += arrival.count
    }
    return counts
  }

  /// The times between two rounds that found articles, in order.
  package var pauses: [Duration] {
    zip(arrivals.dropFirst(), arrivals).map { $0.time - $1.time }
  }
}
