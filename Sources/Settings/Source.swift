import Basics
import Dates
import News
import Web
import WebURL

import struct Foundation.TimeZone

/// A listing to watch, as configured.
///
/// Most sources have the settings of `defaults` and nothing else, so these are kept once for all of
/// them: ten thousand sources would take a kilobyte each otherwise, in each list of them.
@dynamicMemberLookup
package struct Source: Hashable, Sendable {
  /// `[a-z0-9][a-z0-9._-]*`, unique.
  package var name: String
  /// Of the listing.
  package var url: WebURL
  private var shared = Shared.usual

  package init(name: String, url: WebURL) {
    self.name = name
    self.url = url
  }

  package subscript<Value>(dynamicMember setting: WritableKeyPath<SourceSettings, Value>) -> Value {
    get { shared.settings[keyPath: setting] }
    set {
      var settings = shared.settings
      settings[keyPath: setting] = newValue
      shared = Shared(settings)
    }
  }

  /// Never changed, but replaced.
  private final class Shared: Hashable, Sendable {
    static let usual = Shared(SourceSettings())

    let settings: SourceSettings

    init(_ settings: SourceSettings) { self.settings = settings }

    static func == (a: Shared, b: Shared) -> Bool { a === b || a.settings == b.settings }

    func hash(into hasher: inout Hasher) { hasher.combine(settings) }
  }

  /// What becomes of that which is listed when a source is new.
  package enum FirstRound: String, Sendable, CaseIterable {
    /// Spooled without calling hooks.
    case spool
    /// Spooled, and hooks called.
    case notify
    /// Remembered only.
    case skip
  }
}

/// What else is configured of a source: the members of `Source`. Times are in seconds.
package struct SourceSettings: Hashable, Sendable {
  package var interval: Double = 15 * 60
  /// Whether it is learned when the source publishes, and the pauses chosen accordingly, within
  /// these two.
  package var isAdaptive = false
  package var shortestInterval: Double = 5 * 60
  package var longestInterval: Double = 4 * 3600
  /// The hours of the week in which the listing is looked at; empty for all.
  package var windows: [TimeWindow] = []
  /// The zone in which the site's zoneless dates are meant.
  package var timeZone = TimeZone(secondsFromGMT: 0)!
  /// BCP 47; nil to take each page's own.
  package var language: String?
  package var dateOrder: DateOrder?
  /// How the site writes its dates; other forms are read too.
  package var dateFormat: DateFormat?
  /// Where the parts of its teasers are; nil to detect them all.
  package var teasers: TeaserRules?
  /// Wins over what the server and the page say.
  package var charset: String?
  package var firstRound = Source.FirstRound.spool
  /// Days since 1970; teasers dated before it are only remembered.
  package var since: Int?
  /// Sources of one space know each other's articles.
  package var identitySpace: String?
  package var revisions = Revisions()
  /// Configured, but not looked at.
  package var paused = false
  /// Between two requests to the source's host.
  package var hostPause: Double = 2
  package var bounds = Bounds()
  package var userAgent = RequestHeader.userAgent
  /// Whether robots.txt is honoured.
  package var robots = true
  /// Further header lines, sent to the listing's own origin only.
  package var headers: [String: String] = [:]
  /// The argument of `fetchCommand` in whose place the address is put.
  package static let addressPlaceholder = "{url}"
  /// A program that gives the pages of this source; nil for our own wire.
  package var fetchCommand: [String]?
  /// For basic authentication at the listing's own origin.
  package var credentials: Credentials?
  /// `http://`, `https://`, `socks4a://` or `socks5h://`; the environment's proxies are never used.
  package var proxy: String?
  /// A PEM file of certificate authorities to trust instead of the system's.
  package var authorities: String?
  /// Of that file's content when the configuration was read: what is corrected in it is tried at once.
  package var authoritiesHash: Int64?
  /// Whether cookies are kept from fetch to fetch, in the ledger too.
  package var keepsCookies = false
  package var addressFamily = AddressFamily.any
  package var minimumTLS = TLSVersion.oneTwo
  /// CIDR ranges at which what this source leads to may be found, whoever refers to it.
  package var allowedRanges: [String] = []
  /// How many further pages of the listing are read in search of known ground.
  package var nextPages = 25
  /// Between two attempts at an owed article.
  package var retry = BackOff(first: 60, longest: 6 * 3600)
  /// Between two rounds while the source fails.
  package var backOff = BackOff(first: 60, longest: 6 * 3600)
  /// The age at which an article that can't be read is spooled from its teaser.
  package var owedPatience: Double = 2 * 86_400
  /// Selectors for the parts of its articles.
  package var article = ArticleOverrides()
}

extension Source {
  /// The listing's own host may be at any address; what it leads to at public ones and at those
  /// that are allowed (DESIGN 2.5).
  package var addressPolicy: AddressPolicy {
    AddressPolicy(namedHosts: [url.host], allowedRanges: self.allowedRanges)
  }

  /// A request as this source makes it. Its password and its own headers go to
  /// the listing's own origin only.
  package func request(_ address: WebURL, validators: Validators? = nil) -> Request {
    let isHome = address.origin == url.origin
    return Request(
      address, validators: validators,
      header: RequestHeader(
        userAgent: self.userAgent, fields: isHome ? headerLines : [],
        credentials: isHome ? self.credentials : nil),
      connection: ConnectionOptions(
        proxy: self.proxy, certificateAuthorities: self.authorities,
        addressFamily: self.addressFamily, minimumTLS: self.minimumTLS),
      addressPolicy: addressPolicy, cookieJar: cookieJar, bounds: self.bounds)
  }

  /// Its own headers, in an order that stays.
  package var headerLines: [(name: String, value: String)] {
    self.headers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// A hash of the settings under which cookies are got. They are no one else's business: of another
  /// site, behind another proxy, or in another name they are not used again.
  package var cookieRules: Int64 {
    StableHash.of(
      [
        name, url.origin, self.userAgent, self.credentials?.user ?? "", self.proxy ?? "",
        headerLines.map { "\($0.name):\($0.value)" }.joined(separator: ","),
      ].joined(separator: "\n"))
  }

  private var cookieJar: CookieJar? {
    self.keepsCookies ? CookieJar(name: name, mark: cookieRules, home: url.host) : nil
  }

  package func readingContext(now: Int64) -> ReadingContext {
    var readingContext = ReadingContext(
      now: now, timeZone: self.timeZone, language: self.language, dateOrder: self.dateOrder,
      dateFormat: self.dateFormat, teaserRules: self.teasers)
    readingContext.article = self.article
    return readingContext
  }
}
