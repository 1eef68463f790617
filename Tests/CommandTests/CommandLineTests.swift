import ArgumentParser
import Dates
import News
import Settings
import TestSupport
import Testing
import Watch
import WebURL

@testable import ledewatch

@Suite struct CommandLineTests {
  private func status(_ words: [String]) -> Int32 {
    do {
      _ = try Ledewatch.parseAsRoot(words)
      return 0
    } catch {
      return Ledewatch.exitCode(for: error).rawValue
    }
  }

  @Test(arguments: [
    ["teasers"], ["teasers", "--batch", "x.html"], ["article"], ["date"],
    ["date", "--batch", "x"], ["nonsense"], ["once", "--nonsense"],
    ["teasers", "x", "--charset", "win-1251"],
    ["teasers", "x", "--timezone", "Nowhere/Atlantis"], ["teasers", "x", "--order", "XYZ"],
    ["date", "x", "--now", "soon"], ["article", "x", "--body", "p > > b"],
    ["article", "x", "--config", "x.yaml"], ["explain"], ["history"], ["diff"], ["backfill", "x"],
    ["backfill", "x", "--pages", "2", "--since", "2026-03-14"], ["backfill", "x", "--pages", "0"],
    ["backfill", "x", "--since", "yesterday"],
  ])
  func `a wrong command line ends with EX_USAGE`(words: [String]) {
    #expect(status(words) == 64)
  }

  @Test(arguments: [
    ["teasers", "https://a.example/"], ["teasers", "-", "--url", "https://a.example/", "--json"],
    ["tree", "x", "--charset", "latin1"],
    ["article", "--batch"], ["article", "x", "--source", "gazette", "--config", "x.yaml"],
    ["article", "x", "--body", ".story", "--remove", ".a", "--remove", ".b > p"],
    ["date", "14", "March", "2026", "--now", "2026-03-14T12:00:00Z"],
    ["tree", "x.html", "--select", "main > article"], ["tree", "--batch", "--count"],
    ["once"], ["once", "--force", "--config", "x.yaml", "gazette"], ["run"], ["check"],
    ["status", "--json"], ["demo"], ["explain", "the", "first", "words"],
    ["history", "x", "--json"],
    ["diff", "x"], ["diff", "x", "1", "3"], ["queue"], ["retry"], ["retry", "x", "--hook", "mail"],
    ["backfill", "x", "--pages", "2"], ["backfill", "x", "--since", "2026-03-14", "--notify"],
  ])
  func `a right command line is understood`(words: [String]) {
    #expect(status(words) == 0)
  }

  @Test(arguments: [["--source", "gazete"], ["--hook", "mial"]])
  func `a retry of a source or hook that there is not is refused`(words: [String]) throws {
    let configuration = Configuration(
      sources: [Source(name: "gazette", url: WebURL("https://a.example/"))], spoolPath: "x",
      statePath: "y")
    #expect(throws: CommandError.self) {
      try TryAgain.parse(words).refuseUnknownNames(configuration)
    }
    try TryAgain.parse(["--source", "gazette"]).refuseUnknownNames(configuration)
  }

  @Test func `a source without a configuration is named by host and path`() {
    let name = OncePlan.name(for: WebURL("https://www.gazette.example/news/harbour?page=1"))
    #expect(name.hasPrefix("gazette-example-news-harbour-"))
    #expect(name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
    #expect(name == name.lowercased())
  }

  @Test func `addresses that differ anywhere have different names`() {
    let names = ["https://a.example/?s=1", "https://a.example/?s=2", "http://a.example/?s=1"]
      .map { OncePlan.name(for: WebURL($0)!) }
    #expect(Set(names).count == 3)
  }

  @Test func `a date is brief, with time and zone where the page tells them`() {
    let day = Day(year: 2026, month: 3, day: 14)!
    #expect(PageDate(day: day).brief == "2026-03-14")
    #expect(PageDate(day: day, secondOfDay: 36_900, precision: .minute).brief == "2026-03-14T10:15")
    #expect(
      PageDate(day: day, secondOfDay: 60, utcOffset: -12_600, precision: .minute).brief
        == "2026-03-14T00:01-03:30")
  }
}
