import Glibc
import TestSupport
import Testing

@testable import Web

@Suite struct CookieTests {
  private let now = Int64(time(nil))

  private func cookie(_ line: String) throws -> Cookie { try #require(Cookie(line: line)) }

  /// Returns the cookies of a jar after a server has set some.
  private func stored(_ lines: [String], path: String = "/", home: String = "127.0.0.1")
    async throws
    -> [Cookie]
  {
    let server = ScriptedServer { _ in
      RawResponse.page(headers: lines.map { "Set-Cookie: \($0)" })
    }
    let request = Request.local(server.url(path)) {
      $0.cookieJar = CookieJar(name: "a", home: home)
    }
    return try #require(try await Client().fetch(request).cookies)
  }

  /// Returns the Cookie field that a client with these cookies sends.
  private func sent(_ cookies: [Cookie], to path: String = "/") async throws -> String? {
    let server = ScriptedServer { RawResponse.page($0) }
    let request = Request.local(server.url(path)) {
      $0.cookieJar = CookieJar(name: "a", cookies: cookies)
    }
    let head = try await Client().fetch(request).body
    return String(decoding: head, as: UTF8.self).split(separator: "\r\n")
      .first { $0.hasPrefix("Cookie: ") }.map { String($0.dropFirst(8)) }
  }

  // MARK: - Lines

  @Test(arguments: [
    "www.desk.test\tFALSE\t/\tFALSE\t1900000000\tid\t7",
    "#HttpOnly_.desk.test\tTRUE\t/news\tTRUE\t0\tid\t",
    ".desk.test\tTRUE\t/\tFALSE\t1900000000\t__Host-x\ta=b; \u{e9}\u{ff}",
  ])
  func `A line is stored as received`(line: String) throws {
    #expect(try cookie(line).line == line)
    #expect(try cookie(line).domain.hasSuffix("desk.test"))
  }

  @Test(arguments: [
    "", "ALL", "SESS", "FLUSH", "RELOAD", "Set-Cookie: a=b", "# a comment",
    "desk.test\tFALSE\t/\tFALSE\t0\tid", "desk.test\tFALSE\t/\tFALSE\t0\tid\t7\t8",
    "desk.test\tmaybe\t/\tFALSE\t0\tid\t7", "desk.test\tFALSE\tnews\tFALSE\t0\tid\t7",
    "desk.test\tFALSE\t/\tFALSE\t-1\tid\t7", "desk.test\tFALSE\t/\tFALSE\tx\tid\t7",
    "desk.test\tFALSE\t/\tFALSE\t0\t\t7", "\tFALSE\t/\tFALSE\t0\tid\t7",
    "#HttpOnly_\tFALSE\t/\tFALSE\t0\tid\t7", "#x\tFALSE\t/\tFALSE\t0\tid\t7",
    "desk.test\tFALSE\t/\tFALSE\t0\tid\t7\nALL", "desk.test\tFALSE\t/\tFALSE\t0\tid\t7\r",
    "desk.test\tFALSE\t/\tFALSE\t0\tid\t\u{0}", "desk.test\tFALSE\t/\tFALSE\t0\tid\t\u{2603}",
  ])
  func `An invalid line is not a cookie`(line: String) {
    #expect(Cookie(line: line) == nil)
    #expect(Cookie(line: line + String(repeating: "x", count: 20_000)) == nil)
  }

  @Test func `Descriptions do not contain the value`() throws {
    let cookie = try cookie("desk.test\tFALSE\t/\tFALSE\t0\tid\ts3cret")
    var dumped = ""
    dump(CookieJar(name: "a", cookies: [cookie]), to: &dumped)
    for text in [
      "\(cookie)", String(reflecting: [cookie]), "\(CookieJar(name: "a", cookies: [cookie]))",
      dumped,
    ] {
      #expect(!text.contains("s3cret"))
    }
  }

  // MARK: - Retention

  @Test func `Expired cookies are removed, and session cookies get an expiry time`() throws {
    let kept = CookieJar.retained(
      [
        try cookie("a.test\tFALSE\t/\tFALSE\t\(now - 1)\told\t1"),
        try cookie("a.test\tFALSE\t/\tFALSE\t\(now + 5)\tnew\t1"),
        try cookie("a.test\tFALSE\t/\tFALSE\t0\tsession\t1"),
      ], home: "a.test", now: now)
    #expect(kept.map(\.name) == ["new", "session"])
    #expect(kept.map(\.expires) == [now + 5, now + 7 * 86_400])
  }

  @Test func `If there are too many cookies, those of the home are kept first, then the newest`()
    throws
  {
    let strangers = try (0..<150).map {
      try cookie("evil\($0 % 7).test\tFALSE\t/\tFALSE\t\(now + 9)\tx\($0)\t1")
    }
    let own = [
      try cookie(".desk.test\tTRUE\t/\tFALSE\t\(now + 9)\tid\t1"),
      try cookie("www.desk.test\tFALSE\t/\tFALSE\t\(now + 9)\tid\t2"),
    ]
    let kept = CookieJar.retained(own + strangers, home: "www.desk.test", now: now)
    #expect(kept.count == 100)
    #expect(kept.prefix(2) == own[...])
    #expect(kept.last?.name == "x149")
    let large = try (0..<50).map {
      try cookie(
        "a.test\tFALSE\t/\tFALSE\t\(now + 9)\tx\($0)\t\(String(repeating: "y", count: 4000))")
    }
    let few = CookieJar.retained(large + own, home: "desk.test", now: now)
    #expect(few.map { $0.line.utf8.count }.reduce(0, +) <= CookieJar.maximumSize)
    #expect(few.suffix(2) == own[...] && few.count == 2 + 8)
  }

  // MARK: - Cookies in libcurl

  @Test func `Cookies that a server has set can be stored and restored`()
    async throws
  {
    let cookies = try await stored(
      [
        "plain=1; Path=/", "there=2; Path=/news; Max-Age=1000", "hidden=3; HttpOnly",
        "tls=4; Secure",
        "empty=", "odd=a b=\u{e9}", "gone=5; Max-Age=0", "quoted=\"x, y\"",
      ], path: "/news/today")
    #expect(
      Set(cookies.map(\.name)) == ["plain", "there", "hidden", "tls", "empty", "odd", "quoted"])
    for cookie in cookies {
      let life = cookie.name == "there" ? 1000 : Int64(CookieJar.sessionLifetime)
      #expect(abs(cookie.expires - now - life) < 30, "\(cookie)")
    }
    // libcurl considers loopback secure.
    #expect(cookies.first { $0.name == "tls" }?.line.contains("\tTRUE\t") == true)
    #expect(cookies.first { $0.name == "hidden" }?.line.hasPrefix("#HttpOnly_") == true)
    // The ledger stores the lines.
    let restored = cookies.compactMap { Cookie(line: $0.line) }
    #expect(restored == cookies)
    let news = try #require(try await sent(restored, to: "/news/today"))
    for field in [
      "plain=1", "there=2", "hidden=3", "empty=", "odd=a b=", "quoted=\"x, y\"",
    ] {
      #expect(news.contains(field), "\(news)")
    }
    let front = try #require(try await sent(restored, to: "/"))
    #expect(front == "plain=1")
  }

  @Test func `Restored cookies are sent to their own host only`() async throws {
    let cookies = [
      try cookie("desk.test\tFALSE\t/\tFALSE\t\(now + 9_999)\thost\t1"),
      try cookie(".desk.test\tTRUE\t/\tFALSE\t\(now + 9_999)\tdomain\t2"),
      try cookie("desk.test\tFALSE\t/\tTRUE\t\(now + 9_999)\ttls\t3"),
      try cookie("desk.test\tFALSE\t/\tFALSE\t\(now - 99)\told\t4"),
    ]
    let server = ScriptedServer { RawResponse.page($0) }
    let port = server.port
    let hosts = ["desk.test", "sub.desk.test", "xdesk.test", "other.test"]
    let client = Client(resolvedNames: hosts.map { "\($0):\(port):127.0.0.1" })
    func ask(_ host: String) async throws -> Set<String> {
      let request = Request.local("http://\(host):\(port)/", allowing: Set(hosts)) {
        $0.cookieJar = CookieJar(name: "a", cookies: cookies)
      }
      let response = try await client.fetch(request)
      #expect(response.cookies == nil, "no cookie was set")
      let head = String(decoding: response.body, as: UTF8.self)
      return Set(["host=1", "domain=2", "tls=3", "old=4"].filter(head.contains))
    }
    #expect(try await ask("desk.test") == ["host=1", "domain=2"])
    #expect(try await ask("sub.desk.test") == ["domain=2"])
    #expect(try await ask("xdesk.test").isEmpty)
    #expect(try await ask("other.test").isEmpty)
  }

  @Test func `Another mark empties the jar, and a jar with another name does not share it`()
    async throws
  {
    let server = ScriptedServer { head in
      head.hasPrefix("GET /give ")
        ? RawResponse.page(headers: ["Set-Cookie: id=7"]) : RawResponse.page(head)
    }
    let client = Client()
    func ask(_ path: String, _ jar: CookieJar) async throws -> Bool {
      let response = try await client.fetch(.local(server.url(path)) { $0.cookieJar = jar })
      return String(decoding: response.body, as: UTF8.self).contains("id=7")
    }
    let own = CookieJar(name: "a", mark: 1)
    _ = try await ask("/give", own)
    #expect(try await ask("/", own))
    #expect(try await !ask("/", CookieJar(name: "b", mark: 1)))
    let old = Cookie(line: "127.0.0.1\tFALSE\t/\tFALSE\t\(now + 99)\told\t1")!
    #expect(
      try await ask("/", CookieJar(name: "a", mark: 1, cookies: [old])),
      "the initial cookies of a known jar are ignored")
    #expect(try await !ask("/", CookieJar(name: "a", mark: 2)))
    #expect(try await !ask("/", own))
  }

  @Test func `A jar never exceeds its maximum count`() async throws {
    let server = ScriptedServer { head in
      let round = head.split(separator: " ")[1].dropFirst()
      let names = (0..<300).map {
        "Set-Cookie: n\(round)-\($0)=\(String(repeating: "v", count: 20)); Max-Age=9999"
      }
      return RawResponse.page(headers: names)
    }
    let client = Client()
    var last: [Cookie] = []
    for round in 0..<20 {
      let request = Request.local(server.url("/\(round)")) {
        $0.cookieJar = CookieJar(name: "a", home: "127.0.0.1")
      }
      last = try #require(try await client.fetch(request).cookies)
      #expect(last.count <= CookieJar.maximumCount)
    }
    #expect(last.count == CookieJar.maximumCount)
    #expect(last.allSatisfy { $0.name.hasPrefix("n18-") || $0.name.hasPrefix("n19-") })
  }

  @Test func `Cookies that a failed fetch has set are returned with the next response`()
    async throws
  {
    let server = ScriptedServer { (connection: ServerConnection) in
      while let head = connection.request() {
        guard head.hasPrefix("GET /broken ") else {
          connection.send(RawResponse.page(head))
          continue
        }
        connection.send(
          RawResponse.page("cut", headers: ["Set-Cookie: id=7; Max-Age=9999"], length: 99))
        return
      }
    }
    let client = Client()
    let jar = CookieJar(name: "a", home: "127.0.0.1")
    #expect(
      await client.failure(of: .local(server.url("/broken")) { $0.cookieJar = jar }) != nil)
    let response = try await client.fetch(.local(server.url()) { $0.cookieJar = jar })
    #expect(response.cookies?.map(\.name) == ["id"])
    #expect(String(decoding: response.body, as: UTF8.self).contains("id=7"))
    let third = try await client.fetch(.local(server.url()) { $0.cookieJar = jar })
    #expect(third.cookies == nil)
  }

  @Test func `The cookies of a fetch without a jar do not get into a jar`()
    async throws
  {
    let server = ScriptedServer { head in
      head.hasPrefix("GET /away ")
        ? RawResponse.redirect("http://127.1.0.2/", headers: ["Set-Cookie: id=7; Path=/"])
        : RawResponse.page(head)
    }
    let client = Client()
    let jar = Request.local(server.url()) { $0.cookieJar = CookieJar(name: "a") }
    let plain = Request.local(server.url("/away")) { $0.followsRedirects = false }
    let redirect = try #require(try await client.fetch(plain).pendingRedirect)
    _ = try await client.fetch(jar)
    let home = PendingRedirect(
      url: server.url("/back"), redirects: [], duration: .zero,
      state: FetchState(cookies: redirect.state.cookies, isHome: false))
    let back = try await client.fetch(plain.following(home))
    #expect(String(decoding: back.body, as: UTF8.self).contains("Cookie: id=7"))
    let response = try await client.fetch(jar)
    #expect(!String(decoding: response.body, as: UTF8.self).contains("id=7"))
  }

  @Test func `A response without a jar has no cookies`() async throws {
    let server = ScriptedServer { _ in RawResponse.page(headers: ["Set-Cookie: id=7"]) }
    #expect(try await Client().fetch(.local(server.url())).cookies == nil)
  }
}
