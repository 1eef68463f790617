import Basics
import Foundation

/// The publication times of a source, learned from its rounds: the rate in each hour of the week, the
/// share of bursts, and whether the source has fallen silent.
///
/// Rates are news per hour. Observations lose half their weight in three weeks, so that the pattern
/// follows a source that changes. An hour of the week with few observations is estimated from the same
/// hour of other days, and that from the source as a whole.
package struct PublicationPattern: Hashable, Sendable {
  package static let hours = 168
  /// The numbers of news and of observed hours for each hour of the week, which begins on Monday.
  package var news = [Float](repeating: 0, count: PublicationPattern.hours)
  package var watched = [Float](repeating: 0, count: PublicationPattern.hours)
  /// The end of the observation.
  package var until: Timestamp?
  /// The number of recent news, which decays with time.
  package var excitement = 0.0
  /// The sums of the regression of news on preceding news: the share of a burst that causes more.
  package var echo = (seen: 0.6, expected: 2.0)
  /// The number of news expected since the last one.
  package var missed = 0.0

  package static func == (a: PublicationPattern, b: PublicationPattern) -> Bool {
    a.news == b.news && a.watched == b.watched && a.until == b.until
      && a.excitement == b.excitement && a.echo == b.echo && a.missed == b.missed
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(until)
    hasher.combine(missed)
  }

  package init() {}
}

extension PublicationPattern {
  /// The form in the ledger: a version, the numbers, and the hours of the week in half precision.
  var stored: Data {
    var data = Data([1])
    for number in [until?.secondsSinceEpoch ?? -1, excitement, echo.seen, echo.expected, missed] {
      withUnsafeBytes(of: number.bitPattern.littleEndian) { data.append(contentsOf: $0) }
    }
    for number in news + watched {
      withUnsafeBytes(of: Float16(min(number, 60_000)).bitPattern.littleEndian) {
        data.append(contentsOf: $0)
      }
    }
    return data
  }

  /// Decodes the stored form; returns nil for anything that this version does not write.
  init?(stored data: Data) {
    let bytes = Array(data)
    guard bytes.count == 1 + 5 * 8 + 4 * PublicationPattern.hours, bytes[0] == 1 else { return nil }
    func number<T: FixedWidthInteger>(_ type: T.Type, at place: Int) -> T {
      bytes.withUnsafeBytes { T(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: T.self)) }
    }
    let numbers = (0..<5).map { Double(bitPattern: number(UInt64.self, at: 1 + $0 * 8)) }
    let weeks = (0..<2 * PublicationPattern.hours).map {
      Float(Float16(bitPattern: number(UInt16.self, at: 41 + $0 * 2)))
    }
    guard (numbers + weeks.map(Double.init)).allSatisfy(\.isFinite),
      numbers.dropFirst().allSatisfy({ $0 > -1e9 && $0 < 1e9 }), numbers[3] > 0, numbers[4] >= 0,
      weeks.allSatisfy({ $0 >= 0 })
    else { return nil }
    self.init()
    until = numbers[0] < 0 ? nil : Timestamp(secondsSinceEpoch: numbers[0])
    excitement = numbers[1]
    echo = (numbers[2], numbers[3])
    missed = numbers[4]
    news = Array(weeks.prefix(PublicationPattern.hours))
    watched = Array(weeks.suffix(PublicationPattern.hours))
  }
}
