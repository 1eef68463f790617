import Basics
import Dates
import News
import Settings
import Synchronization
import TestSupport
import Testing
import WebURL

@testable import Ledger
@testable import Watch
@testable import Web

/// What the pages of a hostile site may refer to, and what rounds must not contact: a table of carriers
/// × `ForgeryTargets`.
@Suite struct ForgeryRoundTests {
  /// A site at an address that its configuration names, and a server of the inside.
  private final class Stage: Sendable {
    let inside = ScriptedServer { _ in RawResponse.page("inside") }
    let pages = Mutex<[String: String]>([:])
    let results = Mutex<[(url: WebURL, stage: FetchError.Stage?)]>([])
    let client: Client

    init() { client = Client(resolvedNames: ForgeryTargets.resolvedNames(port: inside.port)) }

    /// Performs a request, and records what becomes of it.
    func fetch(_ request: Request) async throws -> Response {
      do {
        let response = try await client.fetch(request)
        results.withLock { $0.append((request.url, nil)) }
        return response
      } catch {
        results.withLock { $0.append((error.url, error.stage)) }
        throw error
      }
    }
  }

  private static func page(_ head: String, _ body: String) -> String {
    "<!DOCTYPE html><html lang=en><head><title>The Lindmar Gazette</title>\(head)</head>"
      + "<body><main>\(body)</main></body></html>"
  }

  private static func listing(
    head: String = "", link: String = "/a/6", more: String = ""
  ) -> String {
    let items = (1...6).map { number in
      let href = number == 6 ? link : "/a/\(number)"
      let lede =
        "No. \(number): the harbour board of Lindmar has met again and talked about the tide"
      return
        "<li><a href=\"\(href)\">\(lede)</a> <time datetime=\"2026-03-0\(number)\">March \(number), "
        + "2026</time></li>"
    }
    return page(head, "<ul class=news>\(items.joined())</ul>\(more)")
  }

  private static func article(head: String = "", more: String = "") -> String {
    let text = (0..<12).map {
      "<p>The harbour board of Lindmar has met for the \($0)th time and talked about the tide, the "
        + "piers and the price of rope, and the members agreed to meet again in spring.</p>"
    }
    return page(head, "<article><h1>The tide at Lindmar</h1>\(text.joined())\(more)</article>")
  }

  /// Runs a round of a site and checks that nothing but the site was contacted.
  /// - Parameters:
  ///   - pages: the bodies or whole responses by path; others are articles.
  ///   - robots: whether robots.txt is requested.
  private func round(
    _ stage: Stage, _ target: String, _ pages: [String: String], source path: String = "/",
    robots: Bool = false
  ) async throws {
    let site = ScriptedServer(host: "127.1.0.1") { head in
      let path = String(head.split(separator: " ")[1])
      let body = pages[path] ?? (path == "/robots.txt" ? "" : Self.article())
      return body.hasPrefix("HTTP/1.1")
        ? body
        : RawResponse.page(
          body, headers: ["Content-Type: text/html; charset=utf-8"])
    }
    stage.results.withLock { $0 = [] }
    let world = FakeWorld(fetch: { try await stage.fetch($0) }, reader: PageReader())
    let url = site.url(path)
    try await world.once {
      FakeWorld.onlySpooling(&$0)
      $0.sources[0].url = url
      $0.sources[0].politeness.honorsRobots = robots
      $0.sources[0].intake.maximumNextPages = 2
      // Of the listing, only the teaser of the target is fetched.
      $0.sources[0].intake.since = Day(year: 2026, month: 3, day: 6)
    }
    #expect(stage.inside.connections == 0, "\(target)")
    for (url, failure) in stage.results.withLock({ $0 }) where url.origin != site.url().origin {
      #expect(failure == .policy, "\(target): \(url)")
    }
    #expect(site.connections > 0)
  }

  /// The carriers that lead to requests, each with the pages of a site that refers to a target.
  private static let carriers:
    [(name: String, pages: @Sendable (_ target: String) -> [String: String])] =
      [
        ("article link", { ["/": listing(link: $0)] }),
        ("article redirect", { ["/a/6": RawResponse.redirect($0), "/": listing()] }),
        ("base", { ["/": listing(head: "<base href=\"\($0)\">")] }),
        (
          "next page",
          { ["/": listing(more: "<nav><a rel=next href=\"\($0)\">Next page</a></nav>")] }
        ),
        ("next page link", { ["/": listing(head: "<link rel=next href=\"\($0)\">")] }),
        (
          "feed item",
          {
            [
              "/": """
              <?xml version="1.0"?><rss version="2.0"><channel><title>x</title><link>\(xml($0))</link>
              <item><title>The tide at Lindmar is high</title><link>\(xml($0))</link><guid>\(xml($0))</guid>
              <description>The harbour board has met.</description></item></channel></rss>
              """
            ]
          }
        ),
        ("listing redirect", { ["/": RawResponse.redirect($0)] }),
        (
          "meta refresh",
          {
            [
              "/": page("<meta http-equiv=refresh content=\"0; url=\($0)\">", ""),
              "/a/6": page("<meta http-equiv=refresh content='0;\($0)'>", ""),
            ]
          }
        ),
      ]

  private static func xml(_ text: String) -> String { text.replacing("&", with: "&amp;") }

  @Test(arguments: 0..<8)
  func `No reference of a page leads inside`(carrier: Int) async throws {
    let stage = Stage()
    // `ForgeryTests` has all targets; here, the carriers share them out.
    let targets = ForgeryTargets.all(port: stage.inside.port)
    for index in stride(from: carrier % 4, to: targets.count, by: 4) {
      let target = targets[index]
      let pages = Self.carriers[carrier].pages(target)
      try await round(stage, "\(Self.carriers[carrier].name) \(target)", pages)
    }
  }

  @Test func `No robots.txt leads inside`() async throws {
    let stage = Stage()
    for target in ForgeryTargets.all(port: stage.inside.port).prefix(40) {
      try await round(
        stage, target, ["/": Self.listing(), "/robots.txt": RawResponse.redirect(target)],
        robots: true)
    }
    let rules = ForgeryTargets.all(port: stage.inside.port).map { "Sitemap: \($0)\nHost: \($0)" }
    try await round(
      stage, "sitemap",
      ["/": Self.listing(), "/robots.txt": "User-agent: *\n" + rules.joined(separator: "\n")],
      robots: true)
  }

  @Test(arguments: [
    "<link rel=canonical href=\"{}\">", "<meta property=og:url content=\"{}\">",
    "<meta property=og:image content=\"{}\">", "<link rel=amphtml href=\"{}\">",
    "<link rel=alternate type=\"application/rss+xml\" href=\"{}\">",
    "<link rel=preload href=\"{}\">",
    "<link rel=stylesheet href=\"{}\">", "<link rel=manifest href=\"{}\">",
    "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"url\":\"{}\",\"image\":\"{}\","
      + "\"mainEntityOfPage\":\"{}\",\"@context\":\"{}\",\"@id\":\"{}\"}</script>",
  ])
  func `No metadata of a page leads inside`(element: String) async throws {
    let stage = Stage()
    let targets = ForgeryTargets.all(port: stage.inside.port)
    let head = targets.map { element.replacing("{}", with: $0) }.joined()
    try await round(
      stage, element, ["/": Self.listing(head: head), "/a/6": Self.article(head: head)])
  }

  @Test(arguments: [
    "<img src=\"{}\">", "<img srcset=\"{} 2x\">", "<picture><source srcset=\"{}\"></picture>",
    "<iframe src=\"{}\"></iframe>", "<object data=\"{}\"></object>", "<embed src=\"{}\">",
    "<video poster=\"{}\"><source src=\"{}\"></video>", "<form action=\"{}\"><input></form>",
    "<blockquote cite=\"{}\">x</blockquote>", "<a href=\"{}\" ping=\"{}\">x</a>",
    "<svg><image href=\"{}\"/><use href=\"{}\"/></svg>", "<p style=\"background:url({})\">x</p>",
  ])
  func `No content of a page leads inside`(element: String) async throws {
    let stage = Stage()
    let targets = ForgeryTargets.all(port: stage.inside.port)
    let body = targets.map { element.replacing("{}", with: $0) }.joined()
    try await round(stage, element, ["/": Self.listing(), "/a/6": Self.article(more: body)])
  }
}
