import Glibc

/// A cookie as libcurl writes it down: a line of seven fields, in the form of Netscape's cookie
/// files. What it says about host, path, transport and time is kept as it came, for libcurl alone
/// decides where it is sent.
///
/// A secret: its value appears in no description.
package struct Cookie: Hashable, Sendable {
  /// Host, whether those below it are meant, path, whether only TLS will do.
  private let place: String
  /// Seconds since 1970; 0 for one of a session.
  package private(set) var expires: Int64
  package let name: String
  private let value: String

  /// Bytes of one line; libcurl takes 4,096 of name and value together.
  static let longest = 8192

  /// - Returns: nil for what is no such line: to libcurl, some other texts are commands.
  package init?(line: String) {
    let scalars = line.unicodeScalars
    guard line.utf8.count <= 2 * Cookie.longest,
      scalars.allSatisfy({
        ($0.value >= 0x20 && $0.value <= 0xff && $0.value != 0x7f) || $0 == "\t"
      })
    else { return nil }
    let fields = scalars.split(separator: "\t", omittingEmptySubsequences: false).map {
      String(Substring($0))
    }
    guard fields.count == 7, fields[3] == "TRUE" || fields[3] == "FALSE",
      fields[1] == "TRUE" || fields[1] == "FALSE", fields[2].hasPrefix("/"),
      let expires = Int64(fields[4]), expires >= 0, !fields[5].isEmpty
    else { return nil }
    place = fields[..<4].joined(separator: "\t")
    self.expires = expires
    (name, value) = (fields[5], fields[6])
    guard !domain.isEmpty, !domain.hasPrefix("#") else { return nil }
  }

  /// As libcurl reads it; its bytes are U+0000–U+00FF.
  package var line: String { "\(place)\t\(expires)\t\(name)\t\(value)" }

  /// The host, without the dot that stands before those which speak for hosts below them too.
  package var domain: String {
    var domain = place.prefix { $0 != "\t" }
    if domain.hasPrefix(Cookie.httpOnly) { domain = domain.dropFirst(Cookie.httpOnly.count) }
    if domain.hasPrefix(".") { domain = domain.dropFirst() }
    return String(domain)
  }

  private static let httpOnly = "#HttpOnly_"

  package func isExpired(now: Double) -> Bool { expires != 0 && Double(expires) <= now }

  /// Whether only the time differs for which it is kept.
  package func isLike(_ other: Cookie) -> Bool {
    var other = other
    other.expires = expires
    return self == other
  }

  /// Whether it would be sent to a host, or to one above it.
  func isAt(_ host: String) -> Bool { host == domain || host.hasSuffix("." + domain) }
}

extension Cookie: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "\(name) of \(domain)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Cookies that are kept from fetch to fetch under a name.
package struct CookieJar: Hashable, Sendable {
  /// No jar of another name sees them.
  package var name: String
  /// Another mark empties the jar: what was got under other circumstances is not sent.
  package var mark: Int64
  /// The host whose cookies stay when there are too many.
  package var home: String
  /// What the jar begins with where the client has none of this name and mark.
  package var cookies: [Cookie]

  package init(name: String, mark: Int64 = 0, home: String = "", cookies: [Cookie] = []) {
    self.name = name
    self.mark = mark
    self.home = home
    self.cookies = cookies
  }

  /// Cookies that a jar holds, at the most.
  package static let mostCookies = 100
  /// Bytes of their lines.
  package static let mostBytes = 32 << 10
  /// Seconds for which a cookie is kept that is meant for a session: one without an end would
  /// otherwise be kept for ever, or, by those who start us anew for each round, not at all.
  package static let session = 7 * 86_400

  /// What a jar keeps of what it holds: nothing that has expired, nothing without an end, and of too
  /// many those of its home first, and then those set last.
  static func kept(of cookies: [Cookie], home: String, now: Int64) -> [Cookie] {
    var kept = cookies.filter { !$0.isExpired(now: Double(now)) }.map { $0.ending(now: now) }
    let lengths = kept.map { $0.line.utf8.count }
    if kept.count <= mostCookies, lengths.reduce(0, +) <= mostBytes { return kept }
    let wanted = kept.indices.sorted { a, b in
      let (isA, isB) = (kept[a].isAt(home), kept[b].isAt(home))
      return isA == isB ? a > b : isA
    }
    var (count, bytes) = (0, 0)
    let chosen = Set(
      wanted.filter { place in
        guard count < mostCookies, bytes + lengths[place] <= mostBytes else { return false }
        (count, bytes) = (count + 1, bytes + lengths[place])
        return true
      })
    kept = kept.indices.filter(chosen.contains).map { kept[$0] }
    return kept
  }
}

extension Cookie {
  fileprivate func ending(now: Int64) -> Cookie {
    guard expires == 0 else { return self }
    var cookie = self
    cookie.expires = now + Int64(CookieJar.session)
    return cookie
  }
}
