import Basics

/// Cookies that are kept from fetch to fetch under a name.
package struct CookieJar: Hashable, Sendable {
  /// Jars with different names share no cookies.
  package var name: String
  /// A version of the settings that the cookies depend on. Another value empties the jar.
  package var mark: Int64
  /// The host whose cookies are kept first if there are too many.
  package var home: String
  /// Whether the cookies are used by https only, because the pages that they belong to are at https
  /// addresses. A request by http neither sends nor sets any.
  package var isSecureOnly: Bool
  /// The cookies with which the jar begins if the client has none with this name and mark.
  package var cookies: [Cookie]

  package init(
    name: String, mark: Int64 = 0, home: String = "", isSecureOnly: Bool = false,
    cookies: [Cookie] = []
  ) {
    self.name = name
    self.mark = mark
    self.home = home
    self.isSecureOnly = isSecureOnly
    self.cookies = cookies
  }

  /// The maximum number of cookies in a jar.
  package static let maximumCount = 100
  /// The maximum number of bytes in the lines of a jar.
  package static let maximumSize = 32 << 10
  /// The lifetime of session cookies in seconds. Without it, a service would keep them forever, and
  /// a process that runs one round would lose them after each.
  package static let sessionLifetime = 7 * 86_400

  /// Returns the cookies that a jar keeps: none that has expired, session cookies with an expiry
  /// time, and, if there are too many, those of its home first and then the newest.
  static func retained(_ cookies: [Cookie], home: String, now: Int64) -> [Cookie] {
    let valid = cookies.filter { !$0.isExpired(now: Timestamp(secondsSinceEpoch: Double(now))) }
      .map { $0.withDefaultExpiry(now + Int64(sessionLifetime)) }
    let sizes = valid.map { $0.line.utf8.count }
    if valid.count <= maximumCount, sizes.reduce(0, +) <= maximumSize { return valid }
    let preferred = valid.indices.sorted { a, b in
      let (isHomeA, isHomeB) = (valid[a].belongs(to: home), valid[b].belongs(to: home))
      return isHomeA == isHomeB ? a > b : isHomeA
    }
    var (count, size) = (0, 0)
    let chosen = Set(
      preferred.filter { index in
        guard count < maximumCount, size + sizes[index] <= maximumSize else { return false }
        (count, size) = (count + 1, size + sizes[index])
        return true
      })
    return valid.indices.filter(chosen.contains).map { valid[$0] }
  }
}
