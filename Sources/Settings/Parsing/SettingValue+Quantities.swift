import Basics
import Dates
import Web

/// Durations, days and sizes.
extension SettingValue {
  private static let durationForm = "a duration (30s, 5m, 1h30m, 1d; a number alone is seconds)"
  private static let maximumDuration: Duration = .seconds(3650 * 86_400)

  /// Decodes `30s`, `1h30m`, `0.2`.
  /// - Parameter alternative: A word that the setting allows, too.
  func duration(
    atLeast minimum: Duration = .zero, alternative: String? = nil
  ) throws(SettingError) -> Duration {
    let expectation = SettingValue.durationForm + (alternative.map { " or “\($0)”" } ?? "")
    let text = try text(expectation)
    guard let seconds = Duration(configurationText: text)?.seconds else {
      throw expected(
        expectation,
        suggested: alternative.flatMap { closestMatch(to: text, among: [$0]) })
    }
    guard seconds <= SettingValue.maximumDuration.seconds else {
      throw error("must be at most \(SettingValue.maximumDuration.shortDescription)")
    }
    guard seconds >= minimum.seconds else {
      throw error("must be at least \(minimum.shortDescription)")
    }
    return .seconds(seconds)
  }

  /// Decodes a number of days; parts of a day are dropped.
  func days(atLeast minimum: Int) throws(SettingError) -> Int {
    Int(try duration(atLeast: .seconds(minimum * 86_400)).seconds / 86_400)
  }

  /// Decodes a number of bytes: `512k`, `16M`.
  func size(_ range: ClosedRange<Int>) throws(SettingError) -> Int {
    let expectation = "a size (512k, 16M, 1G; a number alone is bytes)"
    let text = try text(expectation)
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let factors = ["": 1, "b": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30]
    let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
    let bare = unit.count > 1 ? unit.replacing("ib", with: "").replacing("b", with: "") : unit
    guard let number = Int(digits), let factor = factors[bare] else { throw expected(expectation) }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: factor)
    guard !overflow, range.contains(bytes) else {
      throw error(
        "must be from \(Measure.size(range.lowerBound)) to \(Measure.size(range.upperBound))")
    }
    return bytes
  }

  /// Decodes `2026-03-14`.
  func day() throws(SettingError) -> Day {
    let expectation = "a day (2026-03-14)"
    let text = try text(expectation)
    guard text.utf8.count == 10, let day = Day(iso: text) else { throw expected(expectation) }
    return day
  }

  // MARK: - Back-off

  /// Decodes the initial delay of a back-off; a smaller maximum is raised to it.
  /// - Returns: The initial delay.
  func initialDelay(of backOff: inout BackOff) throws(SettingError) -> Duration {
    let initial = try duration(atLeast: .milliseconds(10))
    backOff = BackOff(initial: initial, maximum: max(initial, backOff.maximum))
    return initial
  }

  /// Decodes the maximum delay of a back-off.
  /// - Parameter initial: The key of the initial delay, and its value if it is set. One that is not
  ///   set is lowered to the maximum.
  func maximumDelay(
    of backOff: inout BackOff, initial: (key: String, value: Duration?)
  ) throws(SettingError) {
    let maximum = try duration(atLeast: .milliseconds(10))
    if let value = initial.value, maximum < value {
      throw error("must be at least \(initial.key) (\(value.shortDescription))")
    }
    backOff = BackOff(initial: min(backOff.initial, maximum), maximum: maximum)
  }
}
