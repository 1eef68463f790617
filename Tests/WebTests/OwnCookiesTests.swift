import TestSupport
import Testing

@testable import Web

/// Cookies of a request's own header fields.
@Suite struct OwnCookiesTests {
  /// Returns the Cookie fields of three requests with these own fields, the first two of which the server
  /// answers with cookies.
  private func sent(_ own: [String], jar: CookieJar?) async throws -> [[String]] {
    let server = ScriptedServer {
      RawResponse.page($0, headers: ["Set-Cookie: a=server; Path=/", "Set-Cookie: b=2; Path=/"])
    }
    let client = Client()
    var fields: [[String]] = []
    for _ in 0..<3 {
      let request = Request.local(server.url()) {
        $0.cookieJar = jar
        $0.header.fields = own.map { ("cookie", $0) }
      }
      let head = String(decoding: try await client.fetch(request).body, as: UTF8.self)
      fields.append(
        head.split(separator: "\r\n").filter { $0.lowercased().hasPrefix("cookie:") }
          .map(String.init))
    }
    return fields
  }

  @Test(arguments: [["a=own; c=\u{e9}"], ["a=own", "c=\u{e9}"]])
  func `Own cookies and those of the jar are sent as one field, in which own ones win`(
    own: [String]
  ) async throws {
    let fields = try await sent(own, jar: CookieJar(name: "a"))
    #expect(fields.allSatisfy { $0.count == 1 })
    let cookies = fields.map { Set($0[0].dropFirst(8).split(separator: "; ").map(String.init)) }
    let all: Set = ["a=own", "b=2", "c=\u{fffd}"]
    #expect(cookies == [all.subtracting(["b=2"]), all, all])
  }

  @Test func `Own cookies are sent without a jar, and no other ones`() async throws {
    #expect(
      try await sent(["a=own"], jar: nil) == Array(repeating: ["Cookie: a=own"], count: 3))
  }

  @Test func `A cookie that a redirect sets does not replace an own one`() async throws {
    let server = ScriptedServer { head in
      head.hasPrefix("GET / ")
        ? RawResponse.redirect("/in", headers: ["Set-Cookie: a=server", "Set-Cookie: b=2"])
        : RawResponse.page(head)
    }
    let request = Request.local(server.url()) { $0.header.fields = [("Cookie", "a=own")] }
    let head = String(decoding: try await Client().fetch(request).body, as: UTF8.self)
    #expect(head.contains("Cookie: b=2; a=own\r\n") && !head.contains("a=server"))
  }
}
