import Web

/// The stored cookies of a source.
package struct StoredCookieJar: Hashable, Sendable {
  /// The source's name.
  package var source: String
  /// A hash of the settings under which it was filled. The jar is void under other settings.
  package var rules: Int64
  package var cookies: [Cookie]

  package init(source: String, rules: Int64, cookies: [Cookie]) {
    self.source = source
    self.rules = rules
    self.cookies = cookies
  }
}
