import Basics
import TestSupport
import Testing
import WebURL

@testable import Web

/// Tests of redirects from https to http. The server for http also stands behind the one for https.
@Suite(.enabled(if: SecureServer.isAvailable, "nginx or openssl is not installed"))
struct DowngradeTests {
  private let client = Client()
  private let heads = Locked<[String]>([])
  private let secureOrigin = Locked("")
  private let secure: SecureServer
  private let plain: ScriptedServer

  init() throws {
    let (heads, secureOrigin, plainOrigin) = (heads, secureOrigin, Locked(""))
    plain = ScriptedServer { head in
      heads.withLock { $0.append(head) }
      let (secure, plain) = (secureOrigin.withLock { $0 }, plainOrigin.withLock { $0 })
      return switch head.split(separator: " ")[1] {
      case "/through/start":
        RawResponse.redirect("\(plain)/plain", headers: ["Set-Cookie: id=7; Path=/"])
      case "/plain":
        RawResponse.redirect("\(plain)/more", headers: ["Set-Cookie: open=1; Path=/"])
      case "/more": RawResponse.redirect("\(secure)/through/end")
      default: RawResponse.page(head)
      }
    }
    // Both servers have one name, so that cookies would be sent to both.
    let port = plain.port
    plainOrigin.withLock { $0 = "http://localhost:\(port)" }
    secure = try SecureServer(other: plain)
    secureOrigin.withLock { $0 = secure.request("").url.origin }
  }

  /// Returns the cookies that were sent to each path, in alphabetical order.
  private var sent: [[String]] {
    heads.withLock { heads in
      heads.map { head in
        let field = head.split(separator: "\r\n").first {
          // HTTP/2 has names in lower case.
          $0.lowercased().hasPrefix("cookie: ")
        }
        return field?.dropFirst(8).split(separator: "; ").map(String.init).sorted() ?? []
      }
    }
  }

  private func fetch(_ path: String, jar: CookieJar?, stepByStep: Bool) async throws -> Response {
    var request = secure.request(path) {
      $0.cookieJar = jar
      $0.followsRedirects = !stepByStep
    }
    var response = try await client.fetch(request)
    while let redirect = response.pendingRedirect {
      request = request.following(redirect)
      response = try await client.fetch(request)
    }
    return response
  }

  @Test(arguments: [true, false])
  func `Cookies that came by https are not sent by http after a redirect`(stepByStep: Bool)
    async throws
  {
    let response = try await fetch("/through/start", jar: nil, stepByStep: stepByStep)
    #expect(response.url.path == "/through/end")
    #expect(sent == [[], [], ["open=1"], ["id=7", "open=1"]])
  }

  @Test(arguments: [true, false])
  func `A jar is used by https only, and takes no cookies that came by http after a redirect`(
    stepByStep: Bool
  ) async throws {
    let jar = CookieJar(name: "a", home: "localhost")
    _ = try await fetch("/through/start", jar: jar, stepByStep: stepByStep)
    heads.withLock { $0 = [] }
    let response = try await fetch("/through/start", jar: jar, stepByStep: stepByStep)
    #expect(response.cookies?.map(\.name) ?? ["id"] == ["id"])
    let sent = sent
    #expect(sent.first == ["id=7"] && sent.last == ["id=7"])
    #expect(sent.dropFirst().dropLast().allSatisfy { !$0.contains("id=7") })
  }

  @Test func `A jar for https is not used by a request that begins with http`() async throws {
    let jar = CookieJar(name: "a", home: "localhost", isSecureOnly: true)
    _ = try await fetch("/through/start", jar: jar, stepByStep: true)
    heads.withLock { $0 = [] }
    // It leads to https, where the cookie is sent.
    let names: Set = ["localhost"]
    let request = Request.local("http://localhost:\(plain.port)/plain", allowing: names) {
      $0.connection = secure.request("").connection
      $0.cookieJar = jar
    }
    #expect(try await client.fetch(request).url.path == "/through/end")
    #expect(sent == [[], ["open=1"], ["id=7"]])
    // A client that has not used the jar yet does not report it as empty.
    var first = request
    first.followsRedirects = false
    #expect(try await Client().fetch(first).cookies == nil)
  }

  @Test func `A response names the redirect from https to http`() async throws {
    let response = try await fetch("/through/start", jar: nil, stepByStep: false)
    let found = response.insecureRedirect(from: secure.request("/through/start").url)
    #expect(found?.status == 302 && found?.url.path == "/plain")
  }
}

@Suite struct InsecureRedirectTests {
  @Test(
    arguments: [
      (["https://a.test/1"], nil), (["http://a.test/1"], "http://a.test/1"),
      (["https://b.test/", "http://a.test/2", "https://a.test/3"], "http://a.test/2"), ([], nil),
    ] as [([String], String?)])
  func `Any step from https to http counts`(redirects: [String], insecure: String?) {
    let urls = redirects.map { WebURL($0)! }
    let response = Response(
      url: "https://a.test/", status: 200, redirects: urls.map { (status: 302, url: $0) })
    #expect(response.insecureRedirect(from: "https://a.test/")?.url.string == insecure)
  }

  @Test func `Nothing is lost if the first address has no TLS`() {
    let response = Response(
      url: "http://a.test/2", status: 200, redirects: [(status: 302, url: "http://a.test/2")])
    #expect(response.insecureRedirect(from: "http://a.test/") == nil)
  }

  @Test(arguments: [16_000, 17_000, 100_000])
  func `A redirect to an address that is too long is an error that names the length`(length: Int)
    async throws
  {
    let server = ScriptedServer { head in
      head.hasPrefix("GET / ")
        ? RawResponse.redirect("/" + String(repeating: "a", count: length - 1))
        : RawResponse.page("there")
    }
    let error = await Client().failure(of: .local(server.url()))
    guard length > WebURL.maximumLength else {
      #expect(error == nil)
      return
    }
    #expect(error?.stage == .bounds && error?.isRedirectError == true)
    let end = "…: the address has \(length) bytes; at most 16384 are followed"
    #expect(error?.reason.hasSuffix(end) == true, "\(error?.reason ?? "")")
    #expect(error?.reason.utf8.count ?? 0 < 400)
  }
}
