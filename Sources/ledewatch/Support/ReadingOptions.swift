import ArgumentParser
import Dates
import Foundation
import News

/// How dates of a page are meant, told on the command line.
struct ReadingOptions: ParsableArguments {
  @Option(name: .long, help: "The moment relative dates count from (RFC 3339; default: now).")
  var now: String?

  @Option(name: .long, help: "The language of the site (BCP 47), where its pages do not say.")
  var language: String?

  @Option(name: .long, help: "The zone in which the site means its dates (default: UTC).")
  var timezone: String?

  @Option(name: .long, help: "Order of the parts of numeric dates: MDY, DMY or YMD.")
  var order: String?

  func validate() throws {
    if let timezone, TimeZone(identifier: timezone) == nil {
      throw ValidationError("--timezone: no such zone: \(Terminal.safe(timezone))")
    }
    if let now, ReadingOptions.instant(now) == nil {
      throw ValidationError("--now: not a moment such as 2026-03-14T12:00:00Z")
    }
    if let order, DateOrder(rawValue: order.uppercased()) == nil {
      throw ValidationError("--order: MDY, DMY or YMD")
    }
  }

  var context: ReadingContext {
    ReadingContext(
      now: now.flatMap(ReadingOptions.instant) ?? Int64(Date().timeIntervalSince1970),
      timeZone: timezone.flatMap(TimeZone.init(identifier:)) ?? TimeZone(secondsFromGMT: 0)!,
      language: language, dateOrder: order.flatMap { DateOrder(rawValue: $0.uppercased()) })
  }

  /// The moment of an RFC 3339 text, in seconds since 1970.
  static func instant(_ text: String) -> Int64? {
    guard let date = try? Date(text, strategy: .iso8601) else { return nil }
    return Int64(date.timeIntervalSince1970)
  }
}
