import TestSupport
import Testing

@testable import Web

@Suite struct ResponseTests {
  private func response(_ headers: (name: String, value: String)...) -> Response {
    Response(url: "http://paper.example/", status: 200, headers: headers)
  }

  @Test func `Empty and unsendable validators are ignored`() {
    #expect(response(("etag", ""), ("last-modified", "")).validators.isEmpty)
    #expect(response(("etag", "\"a\u{1}\"")).validators.isEmpty)
    let odd = response(("etag", "W/\"\u{e4}\tb"), ("last-modified", "yesterday")).validators
    #expect(odd == Validators(etag: "W/\"\u{e4}\tb", lastModified: "yesterday"))
  }

  @Test(
    arguments: [
      ("text/html; charset=utf-8", "text/html", "utf-8"),
      ("TEXT/HTML;Charset=\"EUC-KR\"", "text/html", "EUC-KR"),
      ("text/html ; a=b; charset = windows-1252 ; c", "text/html", "windows-1252"),
      ("text/html; charset=windows-1251, text/html", "text/html", "windows-1251"),
      ("text/html, text/html; charset=koi8-r", "text/html", "koi8-r"),
      ("text/html; charset=", "text/html", nil), ("text/html", "text/html", nil),
      ("text/html; xcharset=a", "text/html", nil), ("charset=utf-8", "charset=utf-8", nil),
      ("", "", nil),
    ] as [(String, String, String?)])
  func `The media type and charset are those of Content-Type`(
    value: String, type: String, charset: String?
  ) {
    let response = response(("content-type", value))
    #expect(response.contentType == type)
    #expect(response.charset == charset)
  }

  /// The current time is a minute before 1994-11-06 08:49:37 UTC, the example of the RFC.
  @Test(
    arguments: [
      ("120", 120), ("0", 0), (" 7 ", 7), ("Sun, 06 Nov 1994 08:49:37 GMT", 60),
      ("Sunday, 06-Nov-94 08:49:37 GMT", 60), ("Sun Nov  6 08:49:37 1994", 60),
      ("Sun, 06 Nov 1994 08:40:00 GMT", 0), ("soon", nil), ("-5", nil), ("1.5e3x", nil), ("", nil),
      ("99999999999999999999999", 2_147_483_647), ("999999999", 999_999_999),
      // The same time in seconds and milliseconds since 1970 and a time in the past.
      ("1784111777", 1_000_000_060), ("1784111777000", 1_000_000_060),
      ("1784111777500", 1_000_000_060.5),
      ("0784111777", 784_111_777),
    ] as [(String, Double?)])
  func `Retry-After has seconds, a date, or an instant as a number`(value: String, seconds: Double?)
  {
    #expect(
      response(("retry-after", value)).retryAfter(now: 784_111_717) == seconds.map { .seconds($0) })
  }

  @Test(arguments: ["1000000000", "1000000000000", "1784111717"])
  func `An instant in the past is no time to wait`(value: String) {
    #expect(response(("retry-after", value)).retryAfter(now: 1_784_111_717) == .zero)
  }

  @Test func `Freshness is max-age minus the age`() {
    #expect(response(("cache-control", "public, Max-Age=600")).cacheMaxAge == .seconds(600))
    #expect(
      response(("cache-control", "max-age=\"60\""), ("age", "20")).cacheMaxAge == .seconds(40))
    #expect(response(("cache-control", "max-age=10"), ("age", "20")).cacheMaxAge == .zero)
    #expect(
      response(("cache-control", "private"), ("cache-control", "max-age=5")).cacheMaxAge
        == .seconds(5))
    #expect(response(("cache-control", "max-age=600, no-cache")).cacheMaxAge == .zero)
    #expect(response(("cache-control", "no-store")).cacheMaxAge == .zero)
    #expect(response(("cache-control", "s-maxage=600")).cacheMaxAge == nil)
    #expect(response(("cache-control", "max-age=x")).cacheMaxAge == nil)
    #expect(response().cacheMaxAge == nil)
  }

  @Test func `The head has its fields in order of arrival, with folded lines joined`() throws {
    var head = ResponseHead(bounds: Bounds())
    for line in [
      "HTTP/1.1 200 OK\r\n", "B: 2\r\n", "A:  one \r\n", "\t two\r\n", "no colon\r\n",
      "Set-Cookie: x\r\n", "Set-Cookie:\r\n", "\r\n", "Trailer: late\r\n",
    ] {
      try Array(line.utf8).withUnsafeBytes { try head.append($0) }
    }
    #expect(head.isComplete && head.status == 200)
    #expect(head.fields.map(\.name) == ["b", "a", "set-cookie", "set-cookie"])
    #expect(head.fields.map(\.value) == ["2", "one two", "x", ""])
  }
}
