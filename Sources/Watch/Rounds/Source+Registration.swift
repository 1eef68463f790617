import Basics
import Ledger
import News
import Settings
import Web

extension Source {
  /// The values of the source that the ledger stores.
  var registration: SourceRegistration {
    SourceRegistration(
      name: name, rules: rules, identitySpace: self.identitySpace,
      cookieRules: self.keepsCookies ? cookieRules : nil)
  }

  /// A hash of the settings that affect the teasers of a page and its requests. A setting with its
  /// default value adds nothing, so that a new setting does not invalidate older ledgers.
  var rules: Int64 {
    StableHash.of(
      [
        url.string, self.timeZone.identifier, self.language ?? "", self.dateOrder?.rawValue ?? "",
        self.charset ?? "",
        // The server may send another page for other request headers.
        self.userAgent, self.credentials?.user ?? "", "\(self.keepsCookies)",
        self.fetchCommand?.description ?? "",
        headerLines.map { "\($0.name):\($0.value)" }.joined(separator: ","),
      ].joined(separator: "\n") + (networkSettings + parserSettings).map { "\n" + $0 }.joined())
  }

  /// The network settings without a default value.
  private var networkSettings: [String] {
    var settings: [String] = []
    if let proxy = self.proxy { settings.append("proxy \(proxy)") }
    if let authorities = self.authorities { settings.append("authorities \(authorities)") }
    if self.addressFamily != .any { settings.append("over \(self.addressFamily)") }
    if self.minimumTLS != .oneTwo { settings.append("TLS \(self.minimumTLS.rawValue)") }
    if !self.robots { settings.append("no robots") }
    if !self.allowedRanges.isEmpty {
      settings.append("allow \(self.allowedRanges.joined(separator: " "))")
    }
    if let hash = self.authoritiesHash { settings.append("authorities' content \(hash)") }
    if let password = self.credentials?.password, !password.isEmpty {
      settings.append("password \(Source.truncatedHash(of: password))")
    }
    return settings
  }

  /// Returns enough of a password's hash to detect a change, and too little to find the password.
  private static func truncatedHash(of password: String) -> Int64 { StableHash.of(password) & 0xfff }

  /// The parser settings without a default value.
  private var parserSettings: [String] {
    (self.dateFormat.map { ["dates \($0)"] } ?? []) + (self.teasers?.lines ?? [])
  }
}

extension TeaserRules {
  /// The rules as text: `link.select a.more`.
  fileprivate var lines: [String] {
    let parts = [
      ("link", link), ("headline", headline), ("lede", lede), ("date", date), ("image", image),
      ("next", next),
    ]
    return (item.map { ["item \($0)"] } ?? [])
      + parts.flatMap { (name, rule) in rule?.lines.map { "\(name).\($0)" } ?? [] }
  }
}

extension PartRule {
  fileprivate var lines: [String] {
    [
      ("select", select?.description), ("attribute", attribute),
      ("pattern", pattern?.description), ("template", template?.description),
    ].compactMap { (name, text) in text.map { "\(name) \($0)" } }
  }
}
