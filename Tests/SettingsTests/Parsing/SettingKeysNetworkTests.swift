import News
import TestSupport
import Testing
import Web
import WebURL

@testable import Settings

@Suite struct SettingKeysNetworkTests {
  @Test func `TLS has a minimum version`() throws {
    let url = WebURL("http://a.example/")
    #expect(try loadSource("language: en").makeRequest(for: url).minimumTLS == .oneTwo)
    #expect(try loadSource("tls_minimum: 1.3").makeRequest(for: url).minimumTLS == .oneThree)
  }

  @Test func `A proxy's password is read from a file and percent-encoded`() throws {
    let address = "proxy: socks5h://proxy.test:1080\n"
    let source = try loadSource(
      address + "proxy_user: ann\nproxy_password_file: secret", files: ["/c/secret": "p:@ss/ü\n"])
    #expect(source.network.proxy == "socks5h://ann:p%3a%40ss%2f%c3%bc@proxy.test:1080")
    let userAlone = try loadSource(address + "proxy_user: ann")
    #expect(userAlone.network.proxy == "socks5h://ann@proxy.test:1080")
  }

  @Test func `The credentials of the defaults are not sent to another proxy`() throws {
    let sources = try load(
      """
      defaults: {proxy: "http://a.test", proxy_user: ann, proxy_password_file: secret}
      sources:
      - {name: a, url: "http://a.example"}
      - {name: b, url: "http://b.example", proxy: "http://b.test"}
      - {name: c, url: "http://c.example", proxy: "http://c.test", proxy_user: eve}
      """, files: ["/c/secret": "s3cret"]
    ).sources
    #expect(
      sources.map(\.network.proxy) == [
        "http://ann:s3cret@a.test", "http://b.test", "http://eve@c.test",
      ])
  }

  @Test func `The content of a file of certificate authorities is part of the settings`() throws {
    func source(_ content: String) throws -> Source {
      try loadSource(
        "ca_file: ca.pem", files: ["/c/ca.pem": "-----BEGIN CERTIFICATE-----\n\(content)"])
    }
    #expect(try source("ours").network.authoritiesPath == "/c/ca.pem")
    #expect(try source("ours") == source("ours"))
    #expect(try source("ours") != source("theirs"))
  }

  @Test func `A longer fetch has more time for each of its parts`() throws {
    let times = try ["10s", "40s", "1m", "5m"].map { limit in
      let bounds = try loadSource("fetch_limit: \(limit)").request.bounds
      return [bounds.totalTime, bounds.connectTime, Double(bounds.lowSpeedTime)]
    }
    #expect(times == [[10, 10, 10], [40, 20, 30], [60, 20, 30], [300, 100, 150]])
  }
}
