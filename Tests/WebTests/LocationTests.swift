import Basics
import TestSupport
import Testing

@testable import Web

@Suite struct LocationTests {
  let client = Client()

  @Test(arguments: [
    ("/a\\b\\..\\c", "/a/c"), ("\\there", "/there"), ("  /sp ace \t", "/sp%20ace"),
    ("/ta\tb", "/tab"), ("?q=\\", "/old/?q=\\"), ("\r\n /folded", "/folded"),
    ("/fol\r\n\tded", "/fol%20ded"), ("/a\r\nLocation: /b", "/a"),
  ])
  func `A location is resolved as the URL standard says`(location: String, path: String)
    async throws
  {
    let server = ScriptedServer { head in
      head.hasPrefix("GET /old/ ") ? RawResponse.redirect(location) : RawResponse.page("there")
    }
    let response = try await client.fetch(.local(server.url("/old/")))
    #expect(response.url == server.url(path))
  }

  @Test func `A location that begins with two backslashes names another host`() async throws {
    let server = ScriptedServer { _ in RawResponse.redirect("\\\\127.1.0.9\\news") }
    let error = await client.failure(of: .local(server.url()))
    #expect(error?.stage == .policy && error?.isRedirectError == true)
    #expect(error?.url.string == "http://127.1.0.9/news")
  }

  @Test func `An invalid location is an http error`() async throws {
    let server = ScriptedServer { _ in RawResponse.redirect("http://[::1/") }
    #expect(await client.failure(of: .local(server.url()))?.stage == .http)
  }

  @Test func `A location is decoded as UTF-8, or as Latin-1 if it is not valid UTF-8`() async throws
  {
    let paths = Locked<[String]>([])
    let server = ScriptedServer { (connection: ServerConnection) in
      while let head = connection.request() {
        let path = String(head.dropFirst(4).prefix { $0 != " " })
        paths.withLock { $0.append(path) }
        switch path {
        case "/utf8":
          connection.send("HTTP/1.1 302 X\r\nContent-Length: 0\r\nLocation: /뉴스\r\n\r\n")
        case "/latin":
          connection.send(
            Array("HTTP/1.1 302 X\r\nContent-Length: 0\r\nLocation: /caf".utf8) + [0xe9]
              + Array("\r\n\r\n".utf8))
        default: connection.send(RawResponse.page("there"))
        }
      }
    }
    for path in ["/utf8", "/latin"] {
      #expect(try await client.fetch(.local(server.url(path))).status == 200)
    }
    #expect(
      paths.withLock { $0.map { $0.lowercased() } }
        == ["/utf8", "/%eb%89%b4%ec%8a%a4", "/latin", "/caf%c3%a9"])
  }

  @Test(arguments: ["", "#x", "/news", "  ", "\t/ne\tws\t"])
  func `A redirect to the same address is named after two repetitions`(location: String)
    async throws
  {
    let server = ScriptedServer { _ in RawResponse.redirect(location) }
    let error = await client.failure(of: .local(server.url("/news")))
    #expect(error?.stage == .bounds && error?.isRedirectError == true)
    #expect(error?.reason == "the address redirects to itself")
    #expect(server.connections == 1)
  }
}
