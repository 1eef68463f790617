import Dates

import struct Foundation.TimeZone

/// What reading a page depends on beside the page: the moment, and what is known of the site.
package struct ReadingContext: Sendable {
  /// The reference moment, in seconds since 1970-01-01T00:00:00Z; relative dates count from it.
  package var now: Int64
  /// The zone in which the site's zoneless dates and its "today" are meant.
  package var timeZone: TimeZone
  /// BCP 47 language of the source, when configured; otherwise the page's own is used.
  package var language: String?
  /// Order of day and month in the site's numeric dates, when known.
  package var dateOrder: DateOrder?
  /// Selectors for the parts of articles, where a person has named some.
  package var article = ArticleOverrides()
  /// How the site writes its dates, where a person has said so; other forms are read none the less.
  package var dateFormat: DateFormat?
  /// Where the parts of teasers are, as far as a person has said so.
  package var teaserRules: TeaserRules?

  package init(
    now: Int64, timeZone: TimeZone = TimeZone(secondsFromGMT: 0)!, language: String? = nil,
    dateOrder: DateOrder? = nil, dateFormat: DateFormat? = nil, teaserRules: TeaserRules? = nil
  ) {
    self.now = now
    self.timeZone = timeZone
    self.language = language
    self.dateOrder = dateOrder
    self.dateFormat = dateFormat
    self.teaserRules = teaserRules
  }
}

extension DateParser {
  /// Makes a reader for the dates of a page read in this context.
  package init(_ context: ReadingContext) { self.init(context.dates) }
}

extension ReadingContext {
  /// The part of the context that dates depend on.
  package var dates: DateContext {
    DateContext(
      now: now, timeZone: timeZone, language: language, order: dateOrder, format: dateFormat)
  }
}
