import News
import Testing

@testable import Settings

@Suite struct ArticleSettingsTests {
  private func source(_ lines: String) throws -> Source {
    try #require(
      read("sources:\n- name: a\n  url: http://a.example\n" + lines).sources.first)
  }

  private func faults(_ lines: String) -> [String] {
    do {
      _ = try source(lines)
      return []
    } catch {
      return (error as? ConfigurationError)?.diagnostics.map { "\($0)" } ?? ["\(error)"]
    }
  }

  @Test("selectors of a source reach the reading of its articles")
  func selectors() throws {
    let source = try source("  article: {body: .story, date: time, remove: [.box, aside > p]}\n")
    let told = source.readingContext(now: 0).article
    #expect(told.selectors == [.body: try PageSelector(".story"), .date: try PageSelector("time")])
    #expect(told.removed.map(\.description) == [".box", "aside > p"])
  }

  @Test("a source adds to the selectors of the defaults")
  func defaults() throws {
    let source = try #require(
      read(
        """
        defaults: {article: {headline: h1, byline: .by}}
        sources: [{name: a, url: http://a.example, article: {byline: .who}}]
        """
      ).sources.first)
    #expect(
      source.detection.article.selectors
        == [.headline: try PageSelector("h1"), .byline: try PageSelector(".who")])
  }

  @Test("what is no selector is told with its own place in the line")
  func wrong() throws {
    let faults = faults(
      "  article:\n    body: div > > x\n    headlin: h1\n    remove: [\"p:hover\"]\n")
    try #require(faults.count == 3)
    #expect(faults[0].hasPrefix("/c/ledewatch.yaml:5:17: "))
    #expect(faults[0].contains("body: “div > > x” is no CSS selector"))
    #expect(faults[1].contains("(did you mean “headline”?)"))
    #expect(faults[2].contains("“p:hover” is no CSS selector"))
  }
}
