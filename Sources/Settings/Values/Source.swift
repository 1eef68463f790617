import Basics
import News
import Web
import WebURL

/// A listing to watch.
///
/// Most sources have exactly the settings of `defaults`, so sources share one immutable copy of
/// them: 10,000 sources with a copy each would need a kilobyte per source and per list.
@dynamicMemberLookup
package struct Source: Hashable, Sendable {
  /// A unique name, `[a-z0-9][a-z0-9._-]*`.
  package var name: String
  /// The URL of the listing.
  package var url: WebURL
  private var shared = Shared.defaults

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

  /// Settings that several sources share; a change replaces the object.
  private final class Shared: Hashable, Sendable {
    static let defaults = Shared(SourceSettings())

    let settings: SourceSettings

    init(_ settings: SourceSettings) { self.settings = settings }

    static func == (a: Shared, b: Shared) -> Bool { a === b || a.settings == b.settings }

    func hash(into hasher: inout Hasher) { hasher.combine(settings) }
  }
}

// MARK: - Requests

extension Source {
  /// The addresses that the source's requests may reach: those of the listing's own origin, as long as
  /// nothing is known of its host, and the public and the allowed addresses of all hosts.
  package var addressPolicy: AddressPolicy {
    AddressPolicy(namedOrigins: [NamedOrigin(url)], allowed: self.network.allowed)
  }

  /// Returns a request for a page of this source. The source's password and headers are part of it
  /// only if the page has the listing's origin.
  package func makeRequest(for address: WebURL, validators: Validators? = nil) -> Request {
    let isHome = address.origin == url.origin
    let (settings, network) = (self.request, self.network)
    return Request(
      address, validators: validators,
      header: RequestHeader(
        userAgent: settings.userAgent, fields: isHome ? headerLines : [],
        credentials: isHome ? settings.credentials : nil),
      connection: ConnectionOptions(
        proxy: network.proxy, certificateAuthorities: network.authoritiesPath,
        addressFamily: network.addressFamily, minimumTLS: network.minimumTLS),
      addressPolicy: addressPolicy, cookieJar: cookieJar, bounds: settings.bounds)
  }

  /// The source's own headers, sorted by name.
  package var headerLines: [(name: String, value: String)] {
    self.request.headers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// A hash of the settings on which cookies depend. Cookies that were set under other settings (by
  /// another site, for another proxy or user) are not sent.
  package var cookieRules: Int64 {
    StableHash.of(
      [
        name, url.origin, self.request.userAgent, self.request.credentials?.user ?? "",
        self.network.proxy ?? "",
        headerLines.map { "\($0.name):\($0.value)" }.joined(separator: ","),
      ].joined(separator: "\n"))
  }

  private var cookieJar: CookieJar? {
    guard self.request.keepsCookies else { return nil }
    return CookieJar(name: name, mark: cookieRules, home: url.host, isSecureOnly: url.isSecure)
  }

  /// Returns the context in which a page of this source is read.
  /// - Parameter now: Seconds since 1970.
  package func readingContext(now: Int64) -> ReadingContext {
    let (dates, detection) = (self.dates, self.detection)
    var context = ReadingContext(
      now: now, timeZone: dates.timeZone, language: detection.language, dateOrder: dates.order,
      dateFormat: dates.format, teaserRules: detection.teasers)
    context.article = detection.article
    context.remoteImages = detection.remoteImages
    return context
  }
}
