import Testing
import WebURL

@Suite("URLs")
struct WebURLTests {
  @Test(arguments: [
    ("http://example.org", "http://example.org/"),
    ("  HTTPS://Example.ORG:443/a b\n", "https://example.org/a%20b"),
    ("http://example.org:8080?x", "http://example.org:8080/?x"),
    ("http:example.org/x", "http://example.org/x"),
    ("http:\\\\example.org\\x\\..\\y", "http://example.org/y"),
    ("ht\ttp://exam\nple.org/\u{1}", "http://example.org/"),
    ("http://u:p:w@example.org/", "http://u:p%3Aw@example.org/"),
    ("http://u:@example.org/", "http://u@example.org/"),
    ("http://:p@example.org/", "http://:p@example.org/"),
    ("http://a@b@example.org/", "http://a%40b@example.org/"),
    ("http://@example.org/", "http://example.org/"),
    ("http://:@example.org/", "http://example.org/"),
    ("http://example.org:/", "http://example.org/"),
    ("http://example.org:00080/", "http://example.org/"),
    ("http://example.org./", "http://example.org./"),
    ("http://example.org/#part", "http://example.org/"),
    ("http://example.org/a/./b/../c/%2e%2E/d", "http://example.org/a/d"),
    ("http://example.org/../..", "http://example.org/"),
    ("http://example.org/a/..", "http://example.org/"),
    ("http://example.org/a/.", "http://example.org/a/"),
    ("http://example.org/뉴스?q='é|^\"", "http://example.org/%EB%89%B4%EC%8A%A4?q=%27%C3%A9|^%22"),
  ])
  func `An absolute URL is parsed and serialized by the URL standard`(
    text: String, serialized: String
  ) {
    #expect(WebURL(text)?.string == serialized)
  }

  @Test(arguments: [
    "", "example.org", "/path", "ftp://example.org/", "javascript:void(0)", "mailto:a@b.c",
    "file:///etc/passwd", "http://", "http:///", "http://a b/", "http://a<b/",
    "http://example.org:99999/", "http://example.org:8x/", "http://a%2Fb/", "data:text/html,x",
    "blob:http://a/", "http://u@/", "http://a%00b/", "http://a%/",
  ])
  func `Anything but an absolute http or https URL is refused`(text: String) {
    #expect(WebURL(text) == nil)
  }

  @Test(arguments: [
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
  func `A reference is resolved against its base`(reference: String, serialized: String) throws {
    let base = try #require(WebURL("http://e.org/a/b?c"))
    #expect(base.resolving(reference)?.string ?? "nil" == serialized)
  }

  @Test func `All parts of a URL can be read`() throws {
    let url = try #require(WebURL("https://me:pw@News.Example.org:8443/a/b?c=d"))
    #expect(url.scheme == "https")
    #expect(url.userInfo == "me:pw")
    #expect(url.host == "news.example.org")
    #expect(url.port == 8443)
    #expect(url.hostAndPort == "news.example.org:8443")
    #expect(url.origin == "https://news.example.org:8443")
    #expect(url.path == "/a/b")
    #expect(url.query == "c=d")
    #expect(url.pathAndQuery == "/a/b?c=d")
  }

  @Test func `Missing parts of a URL are nil or have their default`() throws {
    let url = try #require(WebURL("http://example.org"))
    #expect(url.port == 80)
    #expect(url.query == nil)
    #expect(url.userInfo == nil)
    #expect(url.origin == "http://example.org")
    #expect(url.pathAndQuery == "/")
  }

  @Test func `User name and password can be removed`() throws {
    let url = try #require(WebURL("https://me:pw@e.org:8443/a?b")).withoutUserInfo
    #expect(url.string == "https://e.org:8443/a?b")
    #expect(url.host == "e.org")
    #expect(url.port == 8443)
    #expect(url.path == "/a")
    #expect(url.query == "b")
    #expect(url == WebURL("https://e.org:8443/a?b"))
  }

  @Test(arguments: [
    ("http://e.org/a", "http://e.org:80/b?c", true), ("http://e.org/", "http://E.ORG/", true),
    ("http://u@e.org/", "http://e.org/", true), ("http://e.org/", "https://e.org/", false),
    ("http://e.org/", "http://e.org:8080/", false), ("http://e.org/", "http://f.org/", false),
    ("http://e.org/", "http://e.org./", false),
  ])
  func `Two URLs have the same origin if scheme, host and port are the same`(
    one: String, other: String, isSame: Bool
  ) throws {
    #expect(try #require(WebURL(one)).hasSameOrigin(as: #require(WebURL(other))) == isSame)
  }

  @Test func `Long input is parsed in time and refused above the maximum length`() throws {
    let page = try #require(WebURL("http://e.org/"))
    let deep = String(repeating: "a/", count: 8_000) + String(repeating: "../", count: 100)
    #expect(page.resolving(deep) != nil)
    #expect(page.resolving(String(repeating: "é", count: 8_000)) == nil)
    #expect(page.resolving(String(repeating: "x", count: 100_000)) == nil)
    #expect(WebURL("http://" + String(repeating: "a.", count: 2_000) + "org/") == nil)
  }
}
