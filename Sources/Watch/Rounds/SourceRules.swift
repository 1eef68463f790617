import Basics
import Ledger
import News
import Settings
import Web

extension Source {
  /// What the ledger must know of the source.
  var registration: SourceRegistration {
    SourceRegistration(
      name: name, rules: rules, identitySpace: self.intake.identitySpace,
      cookieRules: self.request.keepsCookies ? cookieRules : nil)
  }

  /// A hash of the settings that shape what a page yields, and whether it can be had. What is not set
  /// adds nothing: a ledger that was written before there was such a setting stays valid.
  var rules: Int64 {
    StableHash.of(
      [
        url.string, self.dates.timeZone.identifier, self.detection.language ?? "",
        self.dates.order?.rawValue ?? "",
        self.detection.charset ?? "",
        // What is sent may make it another page.
        self.request.userAgent, self.request.credentials?.user ?? "",
        "\(self.request.keepsCookies)",
        self.request.fetchCommand?.description ?? "",
        headerLines.map { "\($0.name):\($0.value)" }.joined(separator: ","),
      ].joined(separator: "\n") + (ways + readings).map { "\n" + $0 }.joined())
  }

  /// How it is reached, where not as usual.
  private var ways: [String] {
    var ways: [String] = []
    if let proxy = self.network.proxy { ways.append("proxy \(proxy)") }
    if let authorities = self.network.authoritiesPath { ways.append("authorities \(authorities)") }
    if self.network.addressFamily != .any { ways.append("over \(self.network.addressFamily)") }
    if self.network.minimumTLS != .oneTwo { ways.append("TLS \(self.network.minimumTLS.rawValue)") }
    if !self.politeness.honorsRobots { ways.append("no robots") }
    if !self.network.allowedRanges.isEmpty {
      ways.append("allow \(self.network.allowedRanges.joined(separator: " "))")
    }
    if let hash = self.network.authoritiesHash { ways.append("authorities' content \(hash)") }
    if let password = self.request.credentials?.password, !password.isEmpty {
      ways.append("password \(Source.trace(of: password))")
    }
    return ways
  }

  /// Enough of a password's hash to see that it is another one, and too little to find it by.
  private static func trace(of password: String) -> Int64 { StableHash.of(password) & 0xfff }

  /// How it is read, where not as usual.
  private var readings: [String] {
    (self.dates.format.map { ["dates \($0)"] } ?? []) + (self.detection.teasers?.lines ?? [])
  }
}

extension TeaserRules {
  /// Each of them, as written: `link.select a.more`.
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
