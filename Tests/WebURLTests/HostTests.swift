import Testing
import WebURL

@Suite("Hosts of URLs")
struct HostTests {
  @Test(arguments: [
    ("0x7f.1", "127.0.0.1"), ("2130706433", "127.0.0.1"), ("0300.0250.1", "192.168.0.1"),
    ("%31%30.0.0.1", "10.0.0.1"), ("1.2.3.4.", "1.2.3.4"), ("１２７。0.0.1", "127.0.0.1"),
    ("0x", "0.0.0.0"), ("4294967295", "255.255.255.255"),
  ])
  func `An IPv4 address is parsed in any notation`(text: String, host: String) throws {
    let url = try #require(WebURL("http://\(text)/"))
    #expect(url.host == host)
    #expect(url.hostKind == .ipv4)
  }

  @Test(arguments: [
    ("[::FFFF:1.2.3.4]", "[::ffff:102:304]"), ("[1:0:0:2:0:0:0:3]", "[1:0:0:2::3]"),
    ("[0:0:0:0:0:0:0:0]", "[::]"), ("[1::]", "[1::]"), ("[1:2:3:4:5:6:7::]", "[1:2:3:4:5:6:7:0]"),
    ("[2001:DB8::0001]", "[2001:db8::1]"), ("[1:0:0:2:0:0:3:4]", "[1::2:0:0:3:4]"),
  ])
  func `An IPv6 address is serialized in its shortest form`(text: String, host: String) throws {
    let url = try #require(WebURL("http://\(text):80/"))
    #expect(url.host == host)
    #expect(url.hostKind == .ipv6)
  }

  @Test(arguments: [
    "1.2.3.256", "1.2.3.4.5", "1..2", "09", "0x100000000", "1.2.3.08", "a.1", "a.0x1", "[::1",
    "[1::2::3]", "[12345::]", "[:1]", "[1:]", "[::1.2.3]", "[::1.2.3.04]", "[::1.2.3.256]",
    "[1:2:3:4:5:6:7:8:9]", "[::1:2:3:4:5:6:7:8]", "[1:2:3:4:5:6:7:1.2.3.4]", "[::+1.2.3.4]",
    "[fe80::1%25eth0]", "[]", "[::g]", "x[::1]",
  ])
  func `Invalid addresses are refused`(text: String) {
    #expect(WebURL("http://\(text)/") == nil)
  }

  @Test(arguments: [
    ("Bücher.example", "xn--bcher-kva.example"), ("例え。テスト", "xn--r8jz45g.xn--zckzah"),
    ("почта.рф", "xn--80a1acny.xn--p1ai"), ("faß.de", "xn--fa-hia.de"),
    ("u\u{308}ber.de", "xn--ber-goa.de"), ("ＡＢＣ.org", "abc.org"), ("한국.kr", "xn--3e0b707e.kr"),
    ("\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}.kr", "xn--3e0b707e.kr"),
    ("℀.org", "nil"), ("㎏.org", "kg.org"), ("XN--Bcher-KVA.example", "xn--bcher-kva.example"),
    ("☃.example", "xn--n3h.example"), ("a.example.", "a.example."), ("a..b", "a..b"),
    ("xn--bcher-kva.ü", "xn--bcher-kva.xn--tda"), ("xn--a.ü", "nil"), ("xn--a-ecp.ü", "nil"),
    ("\u{300}a.org", "nil"), ("אב1.com", "xn--1-zhcd.com"), ("1אב.com", "nil"),
    ("אב.1com", "nil"), ("אב.com", "xn--4dbc.com"),
  ])
  func `A domain is converted to lower-case ASCII by UTS #46`(text: String, host: String) {
    #expect(WebURL("http://\(text)/")?.host ?? "nil" == host)
  }

  @Test(arguments: ["1.example", "e1", "1-2", "example.org.", "xn--3e0b707e.kr"])
  func `A domain is not an address, whatever digits it has`(text: String) throws {
    #expect(try #require(WebURL("http://\(text)/")).hostKind == .domain)
  }

  @Test func `A host beyond the maximum length is refused, and a long IDN is converted in time`() {
    #expect(WebURL("http://\(String(repeating: "a", count: 1024))/") != nil)
    #expect(WebURL("http://\(String(repeating: "a", count: 1025))/") == nil)
    let letters = (0..<340).map { String(Unicode.Scalar(0x4E00 + $0 * 7)!) }.joined()
    #expect(WebURL("http://\(letters)/")?.host.hasPrefix("xn--") == true)
  }
}
