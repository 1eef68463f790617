import Testing
import WebURL

@Suite struct PrivateHostsTests {
  @Test(arguments: [
    "127.0.0.1", "127.1", "0x7f.0.0.1", "2130706433", "１２７。0.0.1", "10.0.0.1", "172.31.255.255",
    "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
    "[::]", "[::1]", "[fe80::1]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]", "[::ffff:10.0.0.1]",
    "[64:ff9b::7f00:1]", "[2002:c0a8:1::]", "localhost", "LOCALHOST.", "a.localhost", "router",
    "printer.local", "a.b.local.", "db.internal", "nas.home.arpa", "home.arpa", "a.lan", "a.corp",
    "a.home", "a.intranet", "a.private", "a.localdomain",
  ])
  func `A host that only one network knows is private`(host: String) throws {
    #expect(try #require(WebURL("http://\(host):81/")).hasPrivateHost)
  }

  @Test(arguments: [
    "example.org", "local.example", "home.arpa.example", "a.test", "news.example.", "8.8.8.8",
    "[2606:4700::1111]", "[64:ff9b::808:808]", "localhost.example.org", "internal.example.org",
    "10.example", "in-addr.arpa",
  ])
  func `Any other host is not private`(host: String) throws {
    #expect(try !#require(WebURL("http://\(host)/")).hasPrivateHost)
  }
}
