import News
import Web

import struct Foundation.TimeZone

/// A listing to watch, as configured.
///
/// Most sources have the settings of `defaults` and nothing else, so these are kept once for all of
/// them: ten thousand sources would take a kilobyte each otherwise, in each list of them.
@dynamicMemberLookup
public struct Source: Hashable, Sendable {
  /// `[a-z0-9][a-z0-9._-]*`, unique.
  public var name: String
  /// Of the listing.
  public var url: Address
  private var shared = Shared.usual

  public init(name: String, url: Address) {
    self.name = name
    self.url = url
  }

  public subscript<Value>(dynamicMember setting: WritableKeyPath<SourceSettings, Value>) -> Value {
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
  public enum FirstRound: String, Sendable, CaseIterable {
    /// Spooled without calling hooks.
    case spool
    /// Spooled, and hooks called.
    case notify
    /// Remembered only.
    case skip
  }
}

/// What else is configured of a source: the members of `Source`. Times are in seconds.
public struct SourceSettings: Hashable, Sendable {
  public var interval: Double = 15 * 60
  /// Whether it is learned when the source publishes, and the pauses chosen accordingly, within
  /// these two.
  public var isAdaptive = false
  public var shortestInterval: Double = 5 * 60
  public var longestInterval: Double = 4 * 3600
  /// The hours of the week in which the listing is looked at; empty for all.
  public var windows: [TimeWindow] = []
  /// The zone in which the site's zoneless dates are meant.
  public var timeZone = TimeZone(secondsFromGMT: 0)!
  /// BCP 47; nil to take each page's own.
  public var language: String?
  public var dateOrder: DateOrder?
  /// How the site writes its dates; other forms are read too.
  public var dateFormat: DateFormat?
  /// Where the parts of its teasers are; nil to detect them all.
  public var teasers: TeaserRules?
  /// Wins over what the server and the page say.
  public var charset: String?
  public var firstRound = Source.FirstRound.spool
  /// Days since 1970; teasers dated before it are only remembered.
  public var since: Int?
  /// Sources of one space know each other's articles.
  public var identitySpace: String?
  public var revisions = Revisions()
  /// Configured, but not looked at.
  public var paused = false
  /// Between two requests to the source's host.
  public var hostPause: Double = 2
  public var bounds = Bounds()
  public var userAgent = Request.userAgent
  /// Whether robots.txt is honoured.
  public var robots = true
  /// Further header lines, sent to the listing's own origin only.
  public var headers: [String: String] = [:]
  /// A program that gives the pages of this source; nil for our own wire.
  public var fetchCommand: [String]?
  /// For basic authentication at the listing's own origin.
  public var credentials: Credentials?
  /// `http://`, `https://`, `socks4a://` or `socks5h://`; the environment's proxies are never used.
  public var proxy: String?
  /// A PEM file of certificate authorities to trust instead of the system's.
  public var authorities: String?
  /// Of that file's content when the configuration was read: what is corrected in it is tried at once.
  public var authoritiesHash: Int64?
  /// Whether cookies are kept from fetch to fetch, in the ledger too.
  public var keepsCookies = false
  public var addressFamily = AddressFamily.any
  public var minimumTLS = TLSVersion.oneTwo
  /// CIDR ranges at which what this source leads to may be found, whoever refers to it.
  public var allowedRanges: [String] = []
  /// How many further pages of the listing are read in search of known ground.
  public var nextPages = 25
  /// Between two attempts at an owed article.
  public var retry = Pauses(first: 60, longest: 6 * 3600)
  /// Between two rounds while the source fails.
  public var backOff = Pauses(first: 60, longest: 6 * 3600)
  /// The age at which an article that can't be read is spooled from its teaser.
  public var owedPatience: Double = 2 * 86_400
  /// Selectors for the parts of its articles.
  public var article = ArticleOverrides()
}

extension Source {
  /// The listing's own host may be at any address; what it leads to at public ones and at those
  /// that are allowed (DESIGN 2.5).
  public var addressPolicy: AddressPolicy {
    AddressPolicy(namedHosts: [url.host], allowedRanges: self.allowedRanges)
  }

  /// A request as this source makes it. Its password and its own headers go to
  /// the listing's own origin only.
  public func request(_ address: Address, validators: Validators? = nil) -> Request {
    let isHome = address.origin == url.origin
    return Request(
      address.string, validators: validators, userAgent: self.userAgent,
      headers: isHome ? headerLines : [], bounds: self.bounds, addressPolicy: addressPolicy,
      credentials: isHome ? self.credentials : nil, proxy: self.proxy,
      authorities: self.authorities, cookieJar: cookieJar, addressFamily: self.addressFamily,
      minimumTLS: self.minimumTLS)
  }

  /// Its own headers, in an order that stays.
  var headerLines: [(name: String, value: String)] {
    self.headers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private var cookieJar: CookieJar? {
    self.keepsCookies ? CookieJar(name: name, mark: cookieRules, home: url.host) : nil
  }

  public func readingContext(now: Int64) -> ReadingContext {
    var context = ReadingContext(
      now: now, timeZone: self.timeZone, language: self.language, dateOrder: self.dateOrder,
      dateFormat: self.dateFormat, teaserRules: self.teasers)
    context.article = self.article
    return context
  }
}
