import Basics
import Ledger
import News
import Settings
import Web

extension Source {
  /// What the ledger must know of the source.
  var registration: SourceRegistration {
    SourceRegistration(
      name: name, rules: rules, identitySpace: self.identitySpace,
      cookieRules: self.keepsCookies ? cookieRules : nil)
  }

  /// A hash of the settings that shape what a page yields, and whether it can be had. What is not set
  /// adds nothing: a ledger that was written before there was such a setting stays valid.
  var rules: Int64 {
    StableHash.of(
      [
        url.string, self.timeZone.identifier, self.language ?? "", self.dateOrder?.rawValue ?? "",
        self.charset ?? "",
        // What is sent may make it another page.
        self.userAgent, self.credentials?.user ?? "", "\(self.keepsCookies)",
        self.fetchCommand?.description ?? "",
        headerLines.map { "\($0.name):\($0.value)" }.joined(separator: ","),
      ].joined(separator: "\n") + (ways + readings).map { "\n" + $0 }.joined())
  }

  /// How it is reached, where not as usual.
  private var ways: [String] {
    var ways: [String] = []
    if let proxy = self.proxy { ways.append("proxy \(proxy)") }
    if let authorities = self.authorities { ways.append("authorities \(authorities)") }
    if self.addressFamily != .any { ways.append("over \(self.addressFamily)") }
    if self.minimumTLS != .oneTwo { ways.append("TLS \(self.minimumTLS.rawValue)") }
    if !self.robots { ways.append("no robots") }
    if !self.allowedRanges.isEmpty {
      ways.append("allow \(self.allowedRanges.joined(separator: " "))")
    }
    if let hash = self.authoritiesHash { ways.append("authorities' content \(hash)") }
    if let password = self.credentials?.password, !password.isEmpty {
      ways.append("password \(Source.trace(of: password))")
    }
    return ways
  }

  /// Enough of a password's hash to see that it is another one, and too little to find it by.
  private static func trace(of password: String) -> Int64 { StableHash.of(password) & 0xfff }

  /// How it is read, where not as usual.
  private var readings: [String] {
    (self.dateFormat.map { ["dates \($0)"] } ?? []) + (self.teasers?.lines ?? [])
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
