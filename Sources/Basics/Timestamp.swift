/// An instant of wall time, as the machine's clock shows it. The clock may be set at any moment, so
/// the difference of two timestamps is not always the time that has passed between them.
package struct Timestamp: InstantProtocol, Hashable, Sendable {
  /// The seconds since 1970-01-01T00:00:00Z.
  package let secondsSinceEpoch: Double

  package init(secondsSinceEpoch: Double) { self.secondsSinceEpoch = secondsSinceEpoch }

  /// 1970-01-01T00:00:00Z.
  package static let epoch = Timestamp(secondsSinceEpoch: 0)

  /// A timestamp after all others.
  package static let distantFuture = Timestamp(secondsSinceEpoch: .greatestFiniteMagnitude)

  /// The seconds since 1970-01-01T00:00:00Z without their fraction, within the years 1 to 9999: the
  /// times that RFC 3339 can express.
  package var wholeSeconds: Int64 {
    Int64(
      max(-62_135_596_800, min(secondsSinceEpoch.isNaN ? 0 : secondsSinceEpoch, 253_402_300_799)))
  }

  package func advanced(by duration: Duration) -> Timestamp {
    Timestamp(secondsSinceEpoch: secondsSinceEpoch + duration.seconds)
  }

  package func duration(to other: Timestamp) -> Duration {
    .seconds(clamping: other.secondsSinceEpoch - secondsSinceEpoch)
  }

  package static func < (a: Timestamp, b: Timestamp) -> Bool {
    a.secondsSinceEpoch < b.secondsSinceEpoch
  }

  package static func + (time: Timestamp, duration: Duration) -> Timestamp {
    time.advanced(by: duration)
  }

  package static func - (time: Timestamp, duration: Duration) -> Timestamp {
    Timestamp(secondsSinceEpoch: time.secondsSinceEpoch - duration.seconds)
  }

  package static func += (time: inout Timestamp, duration: Duration) { time = time + duration }

  package static func -= (time: inout Timestamp, duration: Duration) { time = time - duration }

  /// Returns the duration from `b` to `a`.
  package static func - (a: Timestamp, b: Timestamp) -> Duration { b.duration(to: a) }
}
