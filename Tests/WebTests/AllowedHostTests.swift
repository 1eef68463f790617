import TestSupport
import Testing
import WebURL

@testable import Web

@Suite struct AllowedHostTests {
  @Test(arguments: [
    ("10.0.0.0/8", "10.0.0.0/8"), ("10.0.0.7", "10.0.0.7/32"), ("10.0.0.7:8080", "10.0.0.7:8080"),
    ("fd00::/8", "fd00::/8"), ("fd00::7", "fd00::7/128"), ("[fd00::7]", "fd00::7/128"),
    ("[FD00::7]:8080", "[fd00::7]:8080"), ("desk", "desk"), ("Desk.Lan.", "desk.lan"),
    ("desk.lan:8080", "desk.lan:8080"), ("zeitung-köln.lan", "xn--zeitung-kln-zfb.lan"),
    ("my_desk.lan:1", "my_desk.lan:1"),
  ])
  func `An entry is a name, an address or a range, perhaps with a port`(
    text: String, canonical: String
  ) {
    #expect(AllowedHost(text)?.description == canonical)
  }

  @Test(arguments: [
    "", ":", ":80", "desk.lan:", "desk.lan:0", "desk.lan:65536", "desk.lan:080808", "desk.lan:x",
    "desk.lan:-1", "http://desk.lan", "desk.lan/", "desk.lan/x", "ann@desk.lan", "*.lan", "a b",
    "10.0.0.0/33", "10.0.0/8", "10.0.0.0/8:80", "10.1", "0x7f.1", "2130706433", "127.0.0.1.",
    "fd00::7:8080:x", "[fd00::7", "[desk.lan]", "desk.lan?x", "desk.lan#x", "desk%2elan", "::/129",
  ])
  func `Anything else is no entry`(text: String) {
    #expect(AllowedHost(text) == nil)
  }

  @Test(
    arguments: [
      ("10.0.0.0/8", "10.1.2.3", "http://any.test:9/", true),
      ("10.0.0.0/8", "11.1.2.3", "http://any.test/", false),
      ("10.0.0.7:8080", "10.0.0.7", "http://any.test:8080/", true),
      ("10.0.0.7:8080", "10.0.0.7", "http://any.test:8081/", false),
      ("10.0.0.7:443", "10.0.0.7", "https://any.test/", true),
      ("[fd00::7]:80", "fd00::7", "http://any.test/", true),
      ("[fd00::7]:80", "fd00::8", "http://any.test/", false),
      ("desk.lan", "192.168.0.1", "http://desk.lan:9/", true),
      ("desk.lan", "192.168.0.1", "http://desk.lan./", true),
      ("desk.lan", "192.168.0.1", "http://www.desk.lan/", false),
      ("desk.lan:8080", "127.0.0.1", "http://desk.lan:8080/", true),
      ("desk.lan:8080", "127.0.0.1", "https://desk.lan:8080/", true),
      ("desk.lan:8080", "127.0.0.1", "http://desk.lan/", false),
      ("desk.lan", "169.254.1.1", "http://desk.lan/", false),
      ("169.254.1.1", "169.254.1.1", "http://desk.lan/", true),
    ] as [(String, String, WebURL, Bool)])
  func `An entry permits its addresses at its port`(
    entry: String, address: String, url: WebURL, isPermitted: Bool
  ) throws {
    let host = try #require(AllowedHost(entry))
    #expect(host.permits(try #require(IPAddress(address)), for: url) == isPermitted)
  }
}
