import News
import Testing
import WebURL

@Suite("Identity of URLs")
struct URLIdentityTests {
  @Test(arguments: [
    ("https://www.example.org/a/", "http://example.org/a"),
    ("http://e.org/a;jsessionid=1A2B?x=1", "http://e.org/a?x=1"),
    ("http://e.org/a?utm_source=x&b=2&fbclid=y&a=1", "http://e.org/a?a=1&b=2"),
    ("http://e.org/a?sid=0123456789abcdef0123456789abcdef", "http://e.org/a"),
    ("http://e.org/a?PHPSESSID=abc", "http://e.org/a"),
    ("http://e.org/%7euser/%e9", "http://e.org/~user/%E9"),
    ("http://e.org//a", "http://e.org/a"),
  ])
  func `Session IDs, tracking parameters and spelling do not count for identity`(
    one: String, other: String
  ) throws {
    #expect(try #require(WebURL(one)).identityKey == #require(WebURL(other)).identityKey)
  }

  @Test(arguments: [
    ("http://e.org/a?id=1", "http://e.org/a?id=2"),
    ("http://e.org/a?sid=12", "http://e.org/a?sid=13"),
    ("http://e.org/a", "http://f.org/a"), ("http://e.org/a", "http://e.org:8080/a"),
    ("http://e.org/a;v=1", "http://e.org/a;v=2"), ("http://e.org/A", "http://e.org/a"),
  ])
  func `Parts that name an article count for identity`(one: String, other: String) throws {
    #expect(try #require(WebURL(one)).identityKey != #require(WebURL(other)).identityKey)
  }
}
