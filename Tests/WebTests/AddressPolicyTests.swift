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
    let policy = AddressPolicy(namedHosts: ["desk.lan"])
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
    #expect(reason(AddressPolicy(allowedRanges: ["10.0.0.0/8"]), "http://intranet/") == nil)
  }

  @Test func `A named host may have a private address, and others may not`() throws {
    let policy = AddressPolicy(namedHosts: ["Desk.Example.", "10.0.0.1"])
    let peer = try #require(IPAddress("10.0.0.1"))
    for (url, isAllowed): (WebURL, Bool) in [
      ("http://desk.example:8080/x", true), ("http://DESK.example./", true),
      ("http://10.0.0.1/", true), ("http://167772161/", true), ("http://10.1/", true),
      ("http://www.desk.example/", false), ("http://desk.example@other.example/", false),
      ("http://other.example/desk.example", false), ("http://[::ffff:10.0.0.1]/", false),
    ] {
      #expect((reason(peer, by: policy, url) == nil) == isAllowed, "\(url)")
    }
  }

  @Test func `Metadata services must be named by address or range`() throws {
    let peer = try #require(IPAddress("169.254.169.254"))
    let byName = AddressPolicy(namedHosts: ["desk.example"])
    for address in ["192.0.0.192", "168.63.129.16", "fd00:ec2::23", "64:ff9b:1::a9fe:a9fe"] {
      let other = try #require(IPAddress(address))
      #expect(reason(other, by: byName, "http://desk.example/") != nil)
    }
    #expect(reason(peer, by: byName, "http://desk.example/") != nil)
    let byLiteral = AddressPolicy(namedHosts: ["169.254.169.254"])
    #expect(reason(peer, by: byLiteral, "http://169.254.169.254/") == nil)
    let byRange = AddressPolicy(allowedRanges: ["169.254.0.0/16"])
    #expect(reason(peer, by: byRange, "http://desk.example/") == nil)
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
      #expect(!AddressPolicy.isRange(text), "\(text)")
    }
    #expect(AddressPolicy.isRange("192.168.0.0/16"))
  }
}

@Suite struct ConnectionPolicyTests {
  let client = Client()

  @Test func `A name that resolves to loopback must be named`() async throws {
    let server = ScriptedServer { _ in RawResponse.page("desk") }
    let url: WebURL = "http://localhost:\(server.port)/"
    let error = await client.failure(of: .local(url, naming: ["127.0.0.1"]))
    #expect(error?.stage == .policy)
    #expect(error?.reason.contains("does not name localhost") == true)
    #expect(server.connections == 0)
    #expect(try await client.fetch(.local(url, naming: ["localhost"])).status == 200)
  }

  @Test func `An internationalized host is the same as its Punycode`() async throws {
    // libcurl resolves .localhost (RFC 6761) to loopback.
    let server = ScriptedServer { head in RawResponse.page(head) }
    let hosts = ["zeitung-köln.localhost", "xn--zeitung-kln-zfb.localhost"]
    for (host, named) in [(hosts[0], hosts[1]), (hosts[1], hosts[0]), (hosts[0], hosts[0])] {
      let response = try await client.fetch(
        .local("http://\(host):\(server.port)/", naming: [named]))
      #expect(String(decoding: response.body, as: UTF8.self).contains("Host: \(hosts[1])"))
    }
  }

  @Test func `An idle connection is reused only if the policy of the request allows its peer`()
    async throws
  {
    let server = ScriptedServer { _ in RawResponse.page("desk") }
    let url: WebURL = "http://localhost:\(server.port)/"
    _ = try await client.fetch(.local(url, naming: ["localhost"]))
    #expect(await client.failure(of: .local(url, naming: []))?.stage == .policy)
    // The idle connection and a new one were refused before anything was sent.
    #expect(server.connections == 1)
    #expect(try await client.fetch(.local(url, naming: ["localhost"])).status == 200)
  }

  @Test(arguments: [
    "http://127.0.0.1:{port}/", "http://2130706433:{port}/", "http://0x7f.1:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/", "http://0:{port}/", "http://127.1.0.1@127.0.0.1:{port}/",
    "http://localhost:{port}/", "//127.0.0.1:{port}/", "http://%31%32%37.0.0.1:{port}/",
    "http://169.254.169.254/latest/meta-data/", "http://[fe80::1]/",
  ])
  func `A redirect to another private address is refused`(location: String) async throws {
    let canary = ScriptedServer { _ in RawResponse.page("canary") }
    let location = location.replacing("{port}", with: "\(canary.port)")
    let server = ScriptedServer(host: "127.1.0.1") { _ in RawResponse.redirect(location) }
    let error = await client.failure(of: .local(server.url(), naming: ["127.1.0.1"]))
    #expect(error?.stage == .policy, "\(error as Any)")
    #expect(canary.connections == 0)
  }

  @Test(arguments: [
    "file:///etc/passwd", "gopher://127.0.0.1:1/_x", "data:text/html,x", "JavaScript:alert(1)",
    "ftp://h/",
  ])
  func `A redirect to another scheme is refused`(location: String) async throws {
    let server = ScriptedServer { _ in RawResponse.redirect(location) }
    let error = await client.failure(of: .local(server.url()))
    #expect(error?.stage == .policy)
    #expect(error?.reason.contains("only http and https") == true)
  }
}
