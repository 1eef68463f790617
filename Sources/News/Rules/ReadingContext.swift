import Dates

import struct Foundation.TimeZone

/// The parameters of extraction besides the page: the current time and what is configured or known
/// about the site.
package struct ReadingContext: Sendable {
  /// The current time in seconds since 1970-01-01T00:00:00Z; relative dates count from it.
  package var now: Int64
  /// The time zone of the site, for its dates without a zone and its "today".
  package var timeZone: TimeZone
  /// The configured BCP 47 language of the source; nil to use the page's own.
  package var language: String?
  /// The order of day and month in numeric dates, if known.
  package var dateOrder: DateOrder?
  /// The configured selectors for the parts of articles.
  package var article = ArticleOverrides()
  /// The configured treatment of images.
  package var remoteImages = RemoteImages.keep
  /// The configured format of the site's dates; other formats are recognized too.
  package var dateFormat: DateFormat?
  /// The configured rules for the parts of teasers.
  package var teaserRules: TeaserRules?

  /// Creates a context; the time zone is UTC by default.
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
  /// Creates a reader for the dates of a page.
  package init(_ context: ReadingContext) { self.init(context.dates) }
}

extension ReadingContext {
  /// The parameters of date parsing.
  package var dates: DateContext {
    DateContext(
      now: now, timeZone: timeZone, language: language, order: dateOrder, format: dateFormat)
  }
}
