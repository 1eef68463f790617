import TestSupport
import Testing
import WebURL

@testable import Web

@Suite struct AddressPolicyTests {
  /// Returns the reason why a peer is refused; nil if it is allowed.
  private func reason(
    _ peer: IPAddress, by policy: AddressPolicy = .public, _ url: WebURL
  ) -> String? {
    do {
      try policy.check(peer, for: url)
      return nil
    } catch {
      return error.reason
    }
  }

  /// Returns the reason why a URL is refused; nil if it is allowed.
  private func reason(_ policy: AddressPolicy, _ url: WebURL) -> String? {
    do {
      try policy.check(url)
      return nil
    } catch {
      return error.reason
    }
  }

  @Test(arguments: [
    "0.0.0.0", "0.1.2.3", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.9",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1",
    "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1",
    "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1",
    "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:a9fe:a9fe::1",
    "168.63.129.16", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1",
    "ff02::1", "4000::1",
  ])
  func `An address that is not public is refused`(address: String) throws {
    let peer = try #require(IPAddress(address))
    let error = try #require(reason(peer, "http://news.example/"))
    #expect(error.contains("not a public address"))
  }

  @Test(arguments: [
    "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
    "128.0.0.0", "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.255.255",
    "198.17.255.255", "198.20.0.0", "223.255.255.255", "::ffff:8.8.8.8", "64:ff9b::808:808",
    "2002:808:808::1", "2001:200::1", "2606:4700::1111", "2a00:1450::1", "3ffe:ffff::1",
  ])
  func `A public address is allowed`(address: String) throws {
    let peer = try #require(IPAddress(address))
    #expect(reason(peer, "http://news.example/") == nil)
  }

  @Test func `Behind a proxy, names of private networks must be named`() {
    let policy = AddressPolicy(namedOrigins: [NamedOrigin("http://desk.lan/")])
    for host in ["intranet", "metadata.google.internal", "printer.local", "nas.home.arpa"] {
      #expect(reason(policy, "http://\(host)/")?.contains(host) == true)
    }
    // Other notations of IPv4 addresses.
    for host in ["127.1", "0x7f.1", "0177.1", "10.0x"] {
      #expect(reason(policy, "http://\(host)/")?.contains("not a public address") == true)
    }
    for host in ["desk.lan", "news.paper.org", "abcdefghijkl.onion"] {
      #expect(reason(policy, "http://\(host)/") == nil)
    }
    // The name may resolve to an address in the range.
    #expect(reason(AddressPolicy(allowed: [AllowedHost("10.0.0.0/8")!]), "http://intranet/") == nil)
  }

  @Test func `A named origin may have a private address, and others may not`() throws {
    let policy = AddressPolicy(namedOrigins: [
      NamedOrigin("http://Desk.Example.:8080/x", firstSeen: .privateAddress),
      NamedOrigin("http://10.0.0.1/"),
    ])
    let peer = try #require(IPAddress("10.0.0.1"))
    for (url, isAllowed): (WebURL, Bool) in [
      ("http://desk.example:8080/y", true), ("http://DESK.example.:8080/", true),
      ("http://10.0.0.1/", true), ("http://167772161/", true), ("http://10.1/", true),
      ("http://desk.example/", false), ("https://desk.example:8080/", false),
      ("http://desk.example:8081/", false), ("http://10.0.0.1:8080/", false),
      ("https://10.0.0.1/", false),
      ("http://www.desk.example:8080/", false), ("http://desk.example@other.example/", false),
      ("http://other.example/desk.example", false), ("http://[::ffff:10.0.0.1]/", false),
    ] {
      #expect((reason(peer, by: policy, url) == nil) == isAllowed, "\(url)")
    }
    #expect(
      reason(peer, by: policy, "http://desk.example:9002/")?
        .hasSuffix("add “desk.example:9002” to “allow”") == true)
  }

  @Test(arguments: [
    "127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.1", "192.168.0.1", "172.16.0.1", "fd00::1",
    "169.254.1.1", "fe80::1", "100.64.0.1", "64:ff9b::7f00:1", "0.0.0.0",
  ])
  func `A host that was public when it was first seen stays public`(address: String) throws {
    let peer = try #require(IPAddress(address))
    let url: WebURL = "http://desk.paper.org:9002/admin"
    var policy = AddressPolicy(namedOrigins: [NamedOrigin(url, firstSeen: .publicAddress)])
    let error = #expect(throws: AddressPolicyError.self) { try policy.check(peer, for: url) }
    #expect(error?.reason.contains("desk.paper.org was public when it was first seen") == true)
    #expect(error?.reason.contains("“allow”") == true)
    #expect(error?.refused == RefusedAddress(host: "desk.paper.org", address: peer.description))
    // Another port of the host is the same change.
    #expect(throws: AddressPolicyError.self) {
      try policy.check(peer, for: "http://desk.paper.org/", acceptsUnseen: true)
    }
    policy.allowed = [try #require(AllowedHost(peer.description))]
    #expect(reason(peer, by: policy, url) == nil)
    #expect(
      reason(try #require(IPAddress("1.1.1.1")), by: policy, "http://desk.paper.org/") == nil)
  }

  @Test func `An unknown host may have a private address only if it has no public one`() throws {
    let url: WebURL = "http://desk.paper.org/"
    let policy = AddressPolicy(namedOrigins: [NamedOrigin(url)])
    let (inner, outer) = (IPAddress("10.0.0.1")!, IPAddress("1.1.1.1")!)
    let error = #expect(throws: AddressPolicyError.self) { try policy.check(inner, for: url) }
    #expect(error?.isUnseenHost == true)
    #expect(try policy.check(inner, for: url, acceptsUnseen: true) == .privateAddress)
    // For a proxy or a program, which may choose any of the addresses.
    #expect(try policy.check(url, addresses: []) == nil)
    #expect(try policy.check(url, addresses: [inner]) == .privateAddress)
    #expect(try policy.check(url, addresses: [outer]) == .publicAddress)
    for addresses in [[inner, outer], [outer, inner]] {
      #expect(throws: AddressPolicyError.self) { try policy.check(url, addresses: addresses) }
    }
    for address in ["169.254.169.254", "fe80::1", "0.0.0.0"] {
      #expect(throws: AddressPolicyError.self) {
        try policy.check(url, addresses: [IPAddress(address)!])
      }
    }
  }

  @Test(arguments: [
    ("169.254.169.254", "169.254.0.0/16"), ("169.254.170.2", "169.254.0.0/16"),
    ("100.100.100.200", "100.64.0.0/10"), ("168.63.129.16", "168.0.0.0/8"),
    ("192.0.0.192", "192.0.0.0/24"), ("fd00:ec2::254", "fd00::/8"), ("fd00:ec2::254", "fc00::/7"),
    ("fd20:ce::254", "fd00::/8"), ("64:ff9b:1::a9fe:a9fe", "64:ff9b:1::/48"),
    ("::ffff:169.254.169.254", "::ffff:0:0/96"),
  ])
  func `A metadata service is permitted by its very address only`(address: String, range: String)
    throws
  {
    let peer = try #require(IPAddress(address))
    let url: WebURL = "http://desk.example/"
    for kind in [AddressKind.publicAddress, .privateAddress] {
      let byName = AddressPolicy(
        namedOrigins: [NamedOrigin(url, firstSeen: kind)],
        allowed: [AllowedHost("desk.example")!, AllowedHost(range)!, AllowedHost("0.0.0.0/0")!])
      #expect(reason(peer, by: byName, url) != nil)
    }
    let byAddress = AddressPolicy(allowed: [try #require(AllowedHost(address))])
    #expect(reason(peer, by: byAddress, url) == nil)
    let literal = try #require(
      WebURL("http://\(address.contains(":") ? "[\(address)]" : address)/"))
    let byLiteral = AddressPolicy(namedOrigins: [NamedOrigin(literal)])
    #expect(reason(peer, by: byLiteral, literal) == nil)
    #expect(reason(peer, by: byLiteral, url) != nil)
  }

  @Test func `A range contains the addresses with its prefix`() throws {
    for (range, inside, outside) in [
      ("10.0.0.0/8", "10.255.0.1", "11.0.0.0"), ("10.0.0.7", "10.0.0.7", "10.0.0.8"),
      ("0.0.0.0/0", "255.0.0.1", "::1"), ("fd00::/8", "fdff::1", "fc00::1"),
      ("2001:db8::/65", "2001:db8::1", "2001:db8:0:0:8000::"), ("::1/128", "::1", "::2"),
      ("::/0", "ffff::", "0.0.0.0"),
    ] {
      let range = try #require(AddressRange(range))
      #expect(try range.contains(#require(IPAddress(inside))))
      #expect(try !range.contains(#require(IPAddress(outside))))
    }
    for text in ["", "10.0.0.0/33", "10.0.0/8", "::/129", "x/8", "10.0.0.0/", "10.0.0.0/8/8", "/8"]
    {
      #expect(AddressRange(text) == nil, "\(text)")
    }
  }
}
