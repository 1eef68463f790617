import ArgumentParser
import Dates
import Foundation
import News
import Settings

/// The options for the parsing of dates.
struct ReadingOptions: ParsableArguments {
  @Option(name: .long, help: "The time to which relative dates refer (RFC 3339; default: now).")
  var now: String?

  @Option(name: .long, help: "The language of the site (BCP 47), if its pages do not declare it.")
  var language: String?

  @Option(name: .long, help: "The time zone of the dates (default: UTC).")
  var timezone: String?

  @Option(
    name: .long, help: "The order of numeric dates: MDY, DMY or YMD.",
    completion: .list(DateOrder.allCases.map(\.rawValue)))
  var order: String?

  func validate() throws {
    if let timezone, TimeZone(databaseName: timezone) == nil {
      throw ValidationError(
        "--timezone: unknown time zone “\(Terminal.safe(timezone))”; expected a name such as Europe/Berlin"
      )
    }
    if let now, ReadingOptions.instant(now) == nil {
      throw ValidationError("--now: expected a time such as 2026-03-14T12:00:00Z")
    }
    if let order, DateOrder(rawValue: order.uppercased()) == nil {
      throw ValidationError("--order: expected MDY, DMY or YMD")
    }
  }

  var context: ReadingContext {
    ReadingContext(
      now: now.flatMap(ReadingOptions.instant) ?? Int64(Date().timeIntervalSince1970),
      timeZone: timezone.flatMap(TimeZone.init(databaseName:)) ?? TimeZone(secondsFromGMT: 0)!,
      language: language, dateOrder: order.flatMap { DateOrder(rawValue: $0.uppercased()) })
  }

  /// Returns the time of an RFC 3339 text in seconds since 1970.
  static func instant(_ text: String) -> Int64? {
    guard let date = try? Date(text, strategy: .iso8601) else { return nil }
    return Int64(date.timeIntervalSince1970)
  }
}
