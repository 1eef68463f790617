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
}

extension Source {
  /// The listing's own host may be at any address; what it leads to at public ones and at those
  /// that are allowed (DESIGN 2.5).
  package var addressPolicy: AddressPolicy {
    AddressPolicy(namedHosts: [url.host], allowedRanges: self.network.allowedRanges)
  }

  /// A request as this source makes it. Its password and its own headers go to
  /// the listing's own origin only.
  package func makeRequest(for address: WebURL, validators: Validators? = nil) -> Request {
    let isHome = address.origin == url.origin
    return Request(
      address, validators: validators, userAgent: self.request.userAgent,
      headers: isHome ? headerLines : [], bounds: self.request.bounds, addressPolicy: addressPolicy,
      credentials: isHome ? self.request.credentials : nil, proxy: self.network.proxy,
      authorities: self.network.authoritiesPath, cookieJar: cookieJar,
      addressFamily: self.network.addressFamily,
      minimumTLS: self.network.minimumTLS)
  }

  /// Its own headers, in an order that stays.
  package var headerLines: [(name: String, value: String)] {
    self.request.headers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// A hash of the settings under which cookies are got. They are no one else's business: of another
  /// site, behind another proxy, or in another name they are not used again.
  package var cookieRules: Int64 {
    StableHash.of(
      [
        name, url.origin, self.request.userAgent, self.request.credentials?.user ?? "",
        self.network.proxy ?? "",
        headerLines.map { "\($0.name):\($0.value)" }.joined(separator: ","),
      ].joined(separator: "\n"))
  }

  private var cookieJar: CookieJar? {
    self.request.keepsCookies ? CookieJar(name: name, mark: cookieRules, home: url.host) : nil
  }

  package func readingContext(now: Int64) -> ReadingContext {
    var readingContext = ReadingContext(
      now: now, timeZone: self.dates.timeZone, language: self.detection.language,
      dateOrder: self.dates.order,
      dateFormat: self.dates.format, teaserRules: self.detection.teasers)
    readingContext.article = self.detection.article
    return readingContext
  }
}
