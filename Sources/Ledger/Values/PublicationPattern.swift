import Basics
import Foundation

/// The publication times of a source, learned from its rounds: the rate in each hour of the week, the
/// share of bursts, and whether the source has fallen silent.
///
/// Rates are news per hour. What was seen counts half after three weeks, so a source that changes
/// its habits is learned anew. An hour of the week that was hardly watched is judged by the same
/// hour of other days, and that by the source as a whole.
package struct PublicationPattern: Hashable, Sendable {
  package static let hours = 168
  /// News seen and hours watched, for each hour of the week from Monday's first on.
  package var news = [Float](repeating: 0, count: PublicationPattern.hours)
  package var watched = [Float](repeating: 0, count: PublicationPattern.hours)
  /// The end of the observation.
  package var until: Timestamp?
  /// News of the last burst, fading.
  package var excitement = 0.0
  /// The sums of the regression of news on preceding news: the share of a burst that causes more.
  package var echo = (seen: 0.6, expected: 2.0)
  /// News expected since the last came.
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

  /// Nil for what this version has not written.
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
