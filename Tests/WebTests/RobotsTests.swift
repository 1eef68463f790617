import TestSupport
import Testing
import WebURL

@testable import Web

@Suite struct RobotsTests {
  private func robots(_ text: String) -> Robots { Robots(Array(text.utf8)) }

  @Test func `The longest rule decides, and an allowing rule wins a tie`() {
    let robots = robots(
      """
      User-agent: *
      Disallow: /news
      Allow: /news/today
      Disallow: /news/today/draft
      Allow: /page
      Disallow: /page
      """)
    #expect(!robots.allows("http://paper.example/news"))
    #expect(!robots.allows("http://paper.example/newsletter?x"))
    #expect(robots.allows("http://paper.example/news/today"))
    #expect(!robots.allows("http://paper.example/news/today/draft/1"))
    #expect(robots.allows("http://paper.example/page"))
    #expect(robots.allows("http://paper.example/"))
    #expect(robots.allows("http://paper.example/News"))
  }

  @Test(arguments: [
    ("/fish*.php", "/fish.php", true), ("/fish*.php", "/fishheads/catfish.php?id=1", true),
    ("/fish*.php", "/Fish.PHP", false), ("/*.php$", "/a/b.php", true),
    ("/*.php$", "/a.php?x", false), ("/*.php$", "/a.php.php", true), ("/$", "/", true),
    ("/$", "/a", false), ("*", "/anything", true), ("/a*b*c", "/axxbxxc", true),
    ("/a*b*c", "/acb", false), ("/a$b", "/a$b", true), ("/a%24", "/a$", true),
    ("/a%2A", "/a*", true),
    ("/a%2A", "/ab", false), ("/%7ejoe", "/~joe", true), ("/~joe", "/%7Ejoe", true),
    ("/a%3cb", "/a%3Cb", true), ("/a%2fb", "/a/b", false), ("/뉴스", "/%EB%89%B4%EC%8A%A4/1", true),
    ("/%eb%89%b4", "/뉴", true), ("/a**b", "/a1b", true), ("/*a$", "/ba", true),
    ("/*aa$", "/a", false),
    ("/ab*ab$", "/ab", false), ("/ab*ab$", "/abab", true), ("/?", "/?q", true),
  ])
  func `Patterns match paths and queries`(pattern: String, path: String, isMatch: Bool) {
    let robots = robots("User-agent: *\nDisallow: \(pattern)")
    #expect(robots.allows(WebURL("http://paper.example\(path)")) == !isMatch)
    #expect(robots.allows(WebURL("https://paper.example:8080\(path)#part")) == !isMatch)
  }

  @Test func `All groups for this crawler are merged, and other groups do not apply`() {
    let robots = robots(
      """
      user-agent: LedeWatch/2.0 (a comment)
      disallow: /a
      crawl-delay: 2.5

      User-Agent: *
      Disallow: /

      User-agent: other
      User-agent: ledewatch   # again
      Sitemap: http://paper.example/map
      Disallow: /b
      User-agent: ledewatcher
      Disallow: /c
      """)
    #expect(!robots.allows("http://paper.example/a") && !robots.allows("http://paper.example/b"))
    #expect(robots.allows("http://paper.example/c") && robots.allows("http://paper.example/"))
    #expect(robots.crawlDelay == .seconds(2.5))
  }

  @Test func `An empty group for this crawler overrides the group for all crawlers`() {
    #expect(
      robots("User-agent: *\nDisallow: /\n\nUser-agent: ledewatch\nDisallow:\n").allows(
        "http://paper.example/x"))
  }

  @Test func `Crawl-delay does not end the list of agents of a group`() {
    let robots = robots("User-agent: ledewatch\nCrawl-delay: 3\nUser-agent: x\nDisallow: /a")
    #expect(robots.crawlDelay == .seconds(3))
    #expect(!robots.allows("http://paper.example/a"))
    #expect(self.robots("User-agent: *\nCrawl-delay: -1\nCrawl-delay: nan").crawlDelay == nil)
  }

  @Test(arguments: ["\r", "\n", "\r\n"])
  func `Any line ending and a byte order mark are accepted`(end: String) {
    let lines = ["\u{feff}User-agent : *", "junk", "Disallow : /a # no", "", " Allow: /a/b "]
    let robots = robots(lines.joined(separator: end))
    #expect(!robots.allows("http://paper.example/a") && robots.allows("http://paper.example/a/b"))
  }

  @Test func `Rules before the first agent are ignored`() {
    #expect(robots("Disallow: /\nUser-agent: *\nAllow: /a").allows("http://paper.example/b"))
    #expect(
      robots("").allows("http://paper.example/") && Robots.allowAll.allows("http://paper.example/"))
  }

  @Test func `Lines beyond the maximum size are ignored`() {
    let filler = String(repeating: "# filler\n", count: Robots.maximumSize / 9)
    #expect(
      !robots("User-agent: *\n" + filler.dropLast(100) + "\nDisallow: /").allows(
        "http://paper.example/a"))
    #expect(robots("User-agent: *\n" + filler + "\nDisallow: /").allows("http://paper.example/a"))
    // An incomplete last line is ignored.
    let start = "User-agent: *\nDisallow: /b\n"
    let rule = "Disallow: /"
    let padding = String(repeating: "#", count: Robots.maximumSize - start.count - 1 - rule.count)
    let cut = robots(start + padding + "\n" + rule + "private")
    #expect(cut.allows("http://paper.example/a") && !cut.allows("http://paper.example/b"))
  }

  @Test func `A crawler with another user agent obeys the groups for both names`() {
    #expect(Robots.token(of: "DeskBot/1.0 (+desk@paper.org)") == "deskbot")
    #expect(Robots.token(of: "0815") == "")
    let text = "User-agent: deskbot\nDisallow: /a\nUser-agent: ledewatch\nDisallow: /b\n"
    let both = Robots(Array(text.utf8), agents: ["DeskBot", Robots.agent])
    #expect(!both.allows("http://paper.example/a") && !both.allows("http://paper.example/b"))
    let other = Robots(Array("User-agent: 360Spider\nDisallow: /".utf8), agents: ["", "ledewatch"])
    #expect(other.allows("http://paper.example/a"))
    let one = Robots(Array(text.utf8))
    #expect(one.allows("http://paper.example/a") && !one.allows("http://paper.example/b"))
  }

  @Test func `A page that is not a robots.txt has no agents`() {
    for text in ["", "<html>user-agent", "Sitemap: x\n"] {
      #expect(!Robots.namesAgents(Array(text.utf8)))
    }
    for text in ["User-agent: *", "\u{feff}USER-AGENT:x", "# a\r  user-agent : b"] {
      #expect(Robots.namesAgents(Array(text.utf8)))
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `A hostile file takes little time`() {
    // A search at each position would take tens of billions of steps.
    let pattern = "*" + String(repeating: "a", count: 40_000) + "b"
    let robots = robots(
      "User-agent: *\n" + (0..<10).map { "Disallow: /\(pattern)\($0)\n" }.joined())
    #expect(robots.allows(path: "/\(String(repeating: "a", count: 80_000))".utf8))
  }

  @Test func `The status decides whether rules apply, all is allowed, or the crawler waits`() {
    let body = Array("User-agent: *\nDisallow: /".utf8)
    func decision(_ status: Int) -> Robots.Decision {
      Robots.decision(
        on: Response(url: "http://paper.example/robots.txt", status: status, body: body))
    }
    #expect(decision(200) == .follow(Robots(body)))
    for status in [301, 401, 403, 404, 410] { #expect(decision(status) == .follow(.allowAll)) }
    for status in [304, 429, 500, 503] { #expect(decision(status) == .wait) }
    #expect(Robots.decision(on: nil) == .wait)
  }
}
