import News
import Testing

@Suite("Addresses")
struct AddressTests {
  @Test(
    "An absolute address is parsed and written as the URL standard does",
    arguments: [
      ("http://example.org", "http://example.org/"),
      ("  HTTPS://Example.ORG:443/a b\n", "https://example.org/a%20b"),
      ("http://example.org:8080?x", "http://example.org:8080/?x"),
      ("http:example.org/x", "http://example.org/x"),
      ("http:\\\\example.org\\x\\..\\y", "http://example.org/y"),
      ("ht\ttp://exam\nple.org/\u{1}", "http://example.org/"),
      ("http://u:p:w@example.org/", "http://u:p%3Aw@example.org/"),
      ("http://@example.org/", "http://example.org/"),
      ("http://example.org:/", "http://example.org/"),
      ("http://example.org/#part", "http://example.org/"),
      ("http://example.org/a/./b/../c/%2e%2E/d", "http://example.org/a/d"),
      ("http://example.org/../..", "http://example.org/"),
      ("http://example.org/a/..", "http://example.org/"),
      ("http://example.org/a/.", "http://example.org/a/"),
      ("http://example.org/뉴스?q='é|^\"", "http://example.org/%EB%89%B4%EC%8A%A4?q=%27%C3%A9|^%22"),
      ("http://0x7f.1/", "http://127.0.0.1/"),
      ("http://2130706433/", "http://127.0.0.1/"),
      ("http://0300.0250.1/", "http://192.168.0.1/"),
      ("http://%31%30.0.0.1/", "http://10.0.0.1/"),
      ("http://[::FFFF:1.2.3.4]:80/", "http://[::ffff:102:304]/"),
      ("http://[1:0:0:2:0:0:0:3]/", "http://[1:0:0:2::3]/"),
      ("http://Bücher.example/", "http://xn--bcher-kva.example/"),
      ("http://例え。テスト/", "http://xn--r8jz45g.xn--zckzah/"),
      ("http://почта.рф/", "http://xn--80a1acny.xn--p1ai/"),
    ])
  func absolute(text: String, serialised: String) {
    #expect(WebURL(text)?.string == serialised)
  }

  @Test(
    "What is no http or https address is refused",
    arguments: [
      "", "example.org", "/path", "ftp://example.org/", "javascript:void(0)", "mailto:a@b.c",
      "file:///etc/passwd", "http://", "http:///", "http://a b/", "http://a<b/",
      "http://1.2.3.256/",
      "http://1.2.3.4.5/", "http://example.org:99999/", "http://example.org:8x/", "http://[::1/",
      "http://[1::2::3]/", "http://[12345::]/", "http://a%2Fb/", "data:text/html,x",
      "blob:http://a/",
    ])
  func refused(text: String) {
    #expect(WebURL(text) == nil)
  }

  @Test(
    "A reference is resolved against the page it stands on",
    arguments: [
      ("x", "http://e.org/a/x"), ("./x?y", "http://e.org/a/x?y"), ("../x/", "http://e.org/x/"),
      ("../../../x", "http://e.org/x"), ("/x", "http://e.org/x"), ("//f.org/x", "http://f.org/x"),
      ("\\\\f.org\\x", "http://f.org/x"), ("?z=1", "http://e.org/a/b?z=1"),
      ("", "http://e.org/a/b?c"),
      ("#top", "http://e.org/a/b?c"), ("?z#top", "http://e.org/a/b?z"),
      ("http:x", "http://e.org/a/x"),
      ("https:x", "https://x/"), ("https://s.org", "https://s.org/"), (".", "http://e.org/a/"),
      ("..", "http://e.org/"), ("x:y/../z?../q", "nil"), ("./x:y", "http://e.org/a/x:y"),
      ("a//b", "http://e.org/a/a//b"), ("/..//c", "http://e.org//c"),
      (" x y ", "http://e.org/a/x%20y"),
      ("javascript:go(1)", "nil"), ("JavaScript:go(1)", "nil"), ("tel:+123", "nil"),
      ("?", "http://e.org/a/b?"),
    ])
  func resolved(reference: String, serialised: String) throws {
    let page = try #require(WebURL("http://e.org/a/b?c"))
    #expect(page.resolving(reference)?.string ?? "nil" == serialised)
  }

  @Test func `The parts of an address are told`() throws {
    let address = try #require(WebURL("https://me:pw@News.Example.org:8443/a/b?c=d"))
    #expect(address.scheme == "https")
    #expect(address.userInfo == "me:pw")
    #expect(address.host == "news.example.org")
    #expect(address.port == 8443)
    #expect(address.origin == "https://news.example.org:8443")
    #expect(address.path == "/a/b")
    #expect(address.query == "c=d")
    let plain = try #require(WebURL("http://example.org"))
    #expect(plain.port == 80)
    #expect(plain.query == nil)
    #expect(plain.userInfo == nil)
    #expect(plain.origin == "http://example.org")
  }

  @Test(
    "Session ids, tracking and the way an address is written do not count for identity",
    arguments: [
      ("https://www.example.org/a/", "http://example.org/a"),
      ("http://e.org/a;jsessionid=1A2B?x=1", "http://e.org/a?x=1"),
      ("http://e.org/a?utm_source=x&b=2&fbclid=y&a=1", "http://e.org/a?a=1&b=2"),
      ("http://e.org/a?sid=0123456789abcdef0123456789abcdef", "http://e.org/a"),
      ("http://e.org/a?PHPSESSID=abc", "http://e.org/a"),
      ("http://e.org/%7euser/%e9", "http://e.org/~user/%E9"),
      ("http://e.org//a", "http://e.org/a"),
    ])
  func identity(one: String, other: String) throws {
    #expect(try #require(WebURL(one)).identityKey == #require(WebURL(other)).identityKey)
  }

  @Test(
    "What names an article counts for identity",
    arguments: [
      ("http://e.org/a?id=1", "http://e.org/a?id=2"),
      ("http://e.org/a?sid=12", "http://e.org/a?sid=13"),
      ("http://e.org/a", "http://f.org/a"), ("http://e.org/a", "http://e.org:8080/a"),
      ("http://e.org/a;v=1", "http://e.org/a;v=2"), ("http://e.org/A", "http://e.org/a"),
    ])
  func difference(one: String, other: String) throws {
    #expect(try #require(WebURL(one)).identityKey != #require(WebURL(other)).identityKey)
  }

  @Test func `A reference of any length is answered in time and never with more than is allowed`() {
    let page = WebURL("http://e.org/")!
    let deep = String(repeating: "a/", count: 8_000) + String(repeating: "../", count: 100)
    #expect(page.resolving(deep) != nil)
    #expect(page.resolving(String(repeating: "é", count: 8_000)) == nil)
    #expect(page.resolving(String(repeating: "x", count: 100_000)) == nil)
    #expect(WebURL("http://" + String(repeating: "a.", count: 2_000) + "org/") == nil)
  }
}
