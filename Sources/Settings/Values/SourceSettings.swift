import Basics
import Dates
import News
import Web

import struct Foundation.TimeZone

/// The settings of a source other than its name and URL, in groups.
package struct SourceSettings: Hashable, Sendable {
  package var schedule = ScheduleSettings()
  package var politeness = PolitenessSettings()
  package var request = RequestSettings()
  package var network = NetworkSettings()
  package var dates = DateSettings()
  package var detection = DetectionSettings()
  package var intake = IntakeSettings()
  package var articles = ArticleSettings()
  package var entries = EntrySettings()
  package var revisions = RevisionSettings()
  package var expectations = ExpectationSettings()
  /// Names by which hooks choose sources.
  package var tags: Set<String> = []

  package init() {}
}

/// The times at which a listing is polled.
package struct ScheduleSettings: Hashable, Sendable {
  /// Whether the source is configured but never polled.
  package var isPaused = false
  package var interval: Duration = .seconds(15 * 60)
  /// Whether the interval follows the learned publication pattern, within the next two bounds.
  package var isAdaptive = false
  package var minimumInterval: Duration = .seconds(5 * 60)
  package var maximumInterval: Duration = .seconds(4 * 3600)
  /// The hours of the week in which the listing is polled, in the source's zone; empty for all.
  package var windows: [TimeWindow] = []
  /// Delays between polls while the source fails.
  package var backOff = BackOff(initial: .seconds(60), maximum: .seconds(6 * 3600))
}

/// The load that a source puts on its host.
package struct PolitenessSettings: Hashable, Sendable {
  /// The time between two requests to the host.
  package var hostPause: Duration = .seconds(2)
  /// Whether robots.txt is honored.
  package var honorsRobots = true
}

/// The content of a source's requests, and their bounds.
package struct RequestSettings: Hashable, Sendable {
  package var bounds = Bounds()
  package var userAgent = RequestHeader.userAgent
  /// Additional header lines, sent to the listing's own origin only.
  package var headers: [String: String] = [:]
  /// User and password for basic authentication at the listing's own origin.
  package var credentials: Credentials?
  /// Whether cookies are kept between fetches; the ledger stores them.
  package var keepsCookies = false
  /// The program that fetches pages instead of libcurl.
  package var fetchCommand: FetchProgram?
}

/// The connections that a source's requests use.
package struct NetworkSettings: Hashable, Sendable {
  /// The proxy as libcurl expects it, with user and password if there are any. Proxies of the
  /// environment are never used.
  package var proxy: String?
  /// The path of a PEM file of certificate authorities that are trusted instead of the system's.
  package var authoritiesPath: String?
  /// A hash of the content of that file when the configuration was loaded, so that a reload
  /// notices a change.
  package var authoritiesHash: Int64?
  package var addressFamily = AddressFamily.any
  package var minimumTLS = TLSVersion.oneTwo
  /// The hosts and address ranges at which pages may be, in addition to public addresses.
  package var allowed: [AllowedHost] = []
}

/// The interpretation of a source's dates.
package struct DateSettings: Hashable, Sendable {
  /// The zone of dates that name none.
  package var timeZone = TimeZone(secondsFromGMT: 0)!
  /// The order of day and month in numeric dates; nil to infer it.
  package var order: DateOrder?
  /// The format that the site uses; other formats are parsed, too.
  package var format: DateFormat?
}

/// The detection of teasers and of the parts of articles.
package struct DetectionSettings: Hashable, Sendable {
  /// BCP 47; nil to use the language that each page declares.
  package var language: String?
  /// A charset label that takes precedence over those of the server and the page.
  package var charset: String?
  /// Selectors for the parts of teasers; nil to detect all of them.
  package var teasers: TeaserRules?
  /// Selectors for the parts of articles.
  package var article = ArticleOverrides()
  /// The treatment of the images in articles and teasers.
  package var remoteImages = RemoteImages.keep
}

/// The choice of the listed teasers whose articles are fetched.
package struct IntakeSettings: Hashable, Sendable {
  package var firstRound = FirstRoundPolicy.spool
  /// The number of further listing pages that are fetched in search of known teasers.
  package var maximumNextPages = 25
  /// Teasers dated before this day are recorded; their articles are not fetched.
  package var since: Day?
  /// The name under which several sources share the articles that they know.
  package var identitySpace: String?
  /// The former name of the source, whose articles are known.
  package var formerName = FormerName.ofSameURL
}

/// Attempts at articles that cannot be fetched.
package struct ArticleSettings: Hashable, Sendable {
  /// Delays between attempts.
  package var retry = BackOff(initial: .seconds(60), maximum: .seconds(6 * 3600))
  /// The age at which an article that cannot be fetched is spooled from its teaser.
  package var teaserFallbackAge: Duration = .seconds(2 * 86_400)
}

/// The files of a source's entries.
package struct EntrySettings: Hashable, Sendable {
  /// The formats in addition to the record; nil for those of the whole configuration.
  package var formats: Set<EntryFormat>?
  package var media = MediaPolicy.none
}

/// The treatment of the images of articles.
package enum MediaPolicy: String, Sendable, CaseIterable {
  /// Images are not fetched.
  case none
  /// Images are fetched and become files of the entry.
  case keep
}

/// The treatment of the teasers that a source lists when it is new.
package enum FirstRoundPolicy: String, Sendable, CaseIterable {
  /// Articles are spooled; hooks are not called.
  case spool
  /// Articles are spooled, and hooks are called.
  case notify
  /// Teasers are recorded; articles are not fetched.
  case skip
}

/// The setting `expect`: what a source yields, in place of what is learned.
package struct ExpectationSettings: Hashable, Sendable {
  /// The number of teasers on the first page.
  package var teasers: ClosedRange<Int>?
  /// The longest time between two new articles.
  package var every: Duration?
  /// Whether a failure of the source is no failure of the whole.
  package var isOptional = false

  package init() {}
}
