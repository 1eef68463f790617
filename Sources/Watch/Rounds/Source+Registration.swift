import Basics
import Ledger
import News
import Settings
import Web

extension Source {
  /// The values of the source that the ledger stores.
  var registration: SourceRegistration {
    SourceRegistration(
      name: name, url: url.string, formerName: self.intake.formerName, rules: rules,
      identitySpace: self.intake.identitySpace,
      cookieRules: self.request.keepsCookies ? cookieRules : nil)
  }

  /// A hash of the settings that affect the teasers of a page and its requests. A setting with its
  /// default value adds nothing, so that a new setting does not invalidate older ledgers.
  var rules: Int64 {
    StableHash.of(
      [
        url.string, self.dates.timeZone.identifier, self.detection.language ?? "",
        self.dates.order?.rawValue ?? "",
        self.detection.charset ?? "",
        // The server may send another page for other request headers.
        self.request.userAgent, self.request.credentials?.user ?? "",
        "\(self.request.keepsCookies)",
        self.request.fetchCommand?.argv.description ?? "",
        headerLines.map { "\($0.name):\($0.value)" }.joined(separator: ","),
      ].joined(separator: "\n") + (networkSettings + parserSettings).map { "\n" + $0 }.joined())
  }

  /// The network settings without a default value.
  private var networkSettings: [String] {
    var settings: [String] = []
    if let proxy = self.network.proxy { settings.append("proxy \(proxy)") }
    if let authorities = self.network.authoritiesPath {
      settings.append("authorities \(authorities)")
    }
    if self.network.addressFamily != .any { settings.append("over \(self.network.addressFamily)") }
    if self.network.minimumTLS != .oneTwo {
      settings.append("TLS \(self.network.minimumTLS.rawValue)")
    }
    if !self.politeness.honorsRobots { settings.append("no robots") }
    if !self.network.allowed.isEmpty {
      settings.append(
        "allow \(self.network.allowed.map(\.description).joined(separator: " "))")
    }
    if self.request.fetchCommand?.isGuarded == false { settings.append("unguarded") }
    if let hash = self.network.authoritiesHash { settings.append("authorities' content \(hash)") }
    if let password = self.request.credentials?.password, !password.isEmpty {
      settings.append("password \(Source.truncatedHash(of: password))")
    }
    return settings
  }

  /// Returns enough of a password's hash to detect a change, and too little to find the password.
  private static func truncatedHash(of password: String) -> Int64 {
    StableHash.of(password) & 0xfff
  }

  /// The parser settings without a default value.
  private var parserSettings: [String] {
    (self.dates.format.map { ["dates \($0)"] } ?? []) + (self.detection.teasers?.lines ?? [])
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
