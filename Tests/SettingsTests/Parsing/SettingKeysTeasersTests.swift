import Dates
import News
import Testing

@testable import Settings

@Suite struct TeaserSettingsTests {
  private func source(_ settings: String) throws -> Source {
    try read(
      "sources:\n- name: a\n  url: http://a.example\n"
        + settings.split(separator: "\n").map { "  \($0)\n" }.joined()
    ).sources[0]
  }

  private func faults(_ settings: String) -> [String] {
    do {
      _ = try source(settings)
      return []
    } catch let error as ConfigurationError {
      return error.diagnostics.map { "\($0)".replacing("/c/ledewatch.yaml:", with: "") }
    } catch {
      return ["\(error)"]
    }
  }

  @Test func `A source may say where the parts of its teasers are`() throws {
    let source = try source(
      #"""
      date_format: "%d.%m.%Y"
      teasers:
        item: "#list > tbody > tr"
        link:
          attribute: onclick
          pattern: "fn_showArticle\\('(\\w+)'"
          template: "/article/$1"
        date: {select: td.d, attribute: title}
        next: a.next
      """#)
    #expect(source.dates.format == (try DateFormat("%d.%m.%Y")))
    #expect(
      source.detection.teasers
        == TeaserRules(
          item: try PageSelector("#list > tbody > tr"),
          link: PartRule(
            attribute: "onclick", pattern: try Pattern(#"fn_showArticle\('(\w+)'"#),
            template: try Template("/article/$1", groups: 1)),
          date: PartRule(select: try PageSelector("td.d"), attribute: "title"),
          next: PartRule(select: try PageSelector("a.next"))))
    let readingContext = source.readingContext(now: 0)
    #expect(
      readingContext.teaserRules == source.detection.teasers
        && readingContext.dateFormat == source.dates.format
    )
  }

  @Test(
    "What is wrong in it is told with its place",
    arguments: [
      (#"date_format: "%d.%q""#, "4:20: date_format: “%d.%q” is not a format of dates"),
      ("date_format: \"%H\"", "4:17: date_format: “%H” is not a format of dates: no day"),
      ("teasers:\n  item: \"ul >> li\"", "5:16: item: “ul >> li” is no CSS selector"),
      ("teasers:\n  itme: li", "5:5: unknown setting “itme” of teasers (did you mean “item”?)"),
      ("teasers: ul li", "4:12: teasers consists of name: value pairs"),
      ("teasers:\n  link: {}", "5:11: link: a selector is wanted here"),
      (
        "teasers:\n  link:\n    pattern: \"a(b\"\n",
        "6:18: pattern: “a(b” is not a pattern: “(” without “)”"
      ),
      (
        "teasers:\n  link: {pattern: 'a(b)', template: '/$2'}",
        "5:41: template: “/$2” is not a template: the pattern has no group 2"
      ),
      (
        "teasers:\n  link: {template: /x}", "5:22: template: a template needs a “pattern” beside it"
      ),
      ("teasers:\n  date: {attribute: 'a b'}", "5:23: attribute: an attribute's name"),
      ("teasers:\n  link: {selct: a}", "5:12: unknown setting “selct” of “link” of teasers"),
    ])
  func faults(settings: String, expected: String) {
    let all = faults(settings)
    #expect(all.count == 1)
    #expect(all.first?.hasPrefix(expected) == true, "\(all)")
  }
}
