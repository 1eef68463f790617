import struct Foundation.TimeZone

/// Everything outside the text itself on which the meaning of a date depends.
package struct DateContext: Sendable {
  /// The reference time, in seconds since 1970-01-01T00:00:00Z; relative dates count from it.
  package var now: Int64
  /// The zone of zoneless dates and of "today".
  package var timeZone: TimeZone
  /// The language of the text, as a BCP 47 tag, when known.
  package var language: String?
  /// The order of day and month in numeric dates, when known.
  package var order: DateOrder?
  /// The configured format; other formats are read too.
  package var format: DateFormat?

  package init(
    now: Int64, timeZone: TimeZone = TimeZone(secondsFromGMT: 0)!, language: String? = nil,
    order: DateOrder? = nil, format: DateFormat? = nil
  ) {
    self.now = now
    self.timeZone = timeZone
    self.language = language
    self.order = order
    self.format = format
  }
}

/// The order of the parts of a numeric date.
package enum DateOrder: String, Sendable, CaseIterable {
  case monthDayYear = "MDY"
  case dayMonthYear = "DMY"
  case yearMonthDay = "YMD"
}
