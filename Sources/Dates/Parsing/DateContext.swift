import struct Foundation.Date
import struct Foundation.TimeZone

/// The facts outside the text that the meaning of a date depends on.
package struct DateContext: Sendable {
  /// The reference time for relative dates, in seconds since 1970-01-01T00:00:00Z.
  package var now: Int64
  /// The zone of dates without a zone, and of words such as "today".
  package var timeZone: TimeZone
  /// The language of the text as a BCP 47 tag, if it is known.
  package var language: String?
  /// The order of day and month in numeric dates, if it is known.
  package var order: DateOrder?
  /// The configured format; texts in other formats are parsed, too.
  package var format: DateFormat?
  /// Whether dates are those of publications: of two orders of day and month, one that gives a day
  /// still to come is wrong.
  package var isPublication = false
  /// The host of the page, whose country may have its own order.
  package var host: String?

  /// Creates a context; by default in UTC and without knowledge of the site.
  package init(
    now: Int64, timeZone: TimeZone = TimeZone(secondsFromGMT: 0)!, language: String? = nil,
    order: DateOrder? = nil, format: DateFormat? = nil, host: String? = nil
  ) {
    self.now = now
    self.timeZone = timeZone
    self.language = language
    self.order = order
    self.format = format
    self.host = host
  }
}

extension GrammarContext {
  /// The year in which this code was written. A clock that is behind it is wrong (1970 without a
  /// battery) and must not decide which years are plausible.
  private static let earliestYear = 2026

  init(_ context: DateContext) {
    // Foundation traps on times that are millions of years away.
    let now = min(max(context.now, -60_000_000_000), 250_000_000_000)
    let offset = context.timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(now)))
    let local = Int(now) + offset
    today = Day(number: local >= 0 ? local / 86_400 : (local - 86_399) / 86_400)
    secondOfDay = local - today.number * 86_400
    year = max(today.components.year, Self.earliestYear)
    language = LanguageCode(tag: context.language)
    order = context.order
    usualOrder = DateConventions.order(in: context.language, host: context.host)
    isPublication = context.isPublication
    startsWithShortYear = DateConventions.startsWithShortYear(in: context.language)
    usesDottedDayAndMonth = DateConventions.usesDottedDayAndMonth(in: context.language)
  }
}
