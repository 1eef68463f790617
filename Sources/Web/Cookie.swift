import Basics
import Glibc

/// A cookie in the notation of libcurl: a line of seven fields in the format of Netscape's cookie
/// files. Its host, path, transport and time are stored as received, because libcurl alone decides
/// to which hosts a cookie is sent.
///
/// The value is a secret and appears in no description.
package struct Cookie: Hashable, Sendable {
  /// The fields for the host, whether hosts below it are included, the path, and whether TLS is
  /// required.
  private let scope: String
  /// Seconds since 1970; 0 for a session cookie.
  package private(set) var expires: Int64
  package let name: String
  private let value: String

  /// The maximum length of a line in bytes. libcurl accepts 4,096 bytes of name and value together.
  static let maximumLength = 8192

  /// Returns nil if the text is not such a line. libcurl executes some other texts as commands.
  package init?(line: String) {
    let scalars = line.unicodeScalars
    guard line.utf8.count <= 2 * Cookie.maximumLength,
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
    scope = fields[..<4].joined(separator: "\t")
    self.expires = expires
    (name, value) = (fields[5], fields[6])
    guard !domain.isEmpty, !domain.hasPrefix("#") else { return nil }
  }

  /// The line for libcurl. Its bytes are U+0000–U+00FF.
  package var line: String { "\(scope)\t\(expires)\t\(name)\t\(value)" }

  /// The host without the dot that precedes it if the hosts below it are included.
  package var domain: String {
    var domain = scope.prefix { $0 != "\t" }
    if domain.hasPrefix(Cookie.httpOnly) { domain = domain.dropFirst(Cookie.httpOnly.count) }
    if domain.hasPrefix(".") { domain = domain.dropFirst() }
    return String(domain)
  }

  private static let httpOnly = "#HttpOnly_"

  /// The time at which the cookie expires; nil for a session cookie.
  package var expiryTime: Timestamp? {
    expires == 0 ? nil : Timestamp(secondsSinceEpoch: Double(expires))
  }

  package func isExpired(now: Timestamp) -> Bool { expiryTime.map { $0 <= now } ?? false }

  /// Whether both cookies are the same apart from their expiry times.
  package func isSame(as other: Cookie) -> Bool {
    var other = other
    other.expires = expires
    return self == other
  }

  /// Whether the cookie belongs to the host or to a domain above it.
  func belongs(to host: String) -> Bool { host == domain || host.hasSuffix("." + domain) }

  /// Returns the cookie with the given expiry time if it is a session cookie.
  /// - Parameter time: Seconds since 1970.
  func withDefaultExpiry(_ time: Int64) -> Cookie {
    guard expires == 0 else { return self }
    var cookie = self
    cookie.expires = time
    return cookie
  }
}

extension Cookie: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "\(name) of \(domain)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}
