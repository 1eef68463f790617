import ArgumentParser
import Dates
import Foundation
import News
import Settings
import TestSupport
import Testing
import Watch
import WebURL

@testable import ledewatch

@Suite struct CommandLineTests {
  private func exitCode(of arguments: [String]) -> Int32 {
    do {
      _ = try Ledewatch.parseAsRoot(arguments)
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
    ["backfill", "x", "--since", "yesterday"], ["retry", "--drop"],
  ])
  func `A wrong command line exits with EX_USAGE`(arguments: [String]) {
    #expect(exitCode(of: arguments) == 64)
  }

  @Test(arguments: [
    ["teasers", "https://a.example/"], ["teasers", "-", "--url", "https://a.example/", "--json"],
    ["tree", "x", "--charset", "latin1"],
    ["article", "--batch"], ["article", "x", "--source", "gazette", "--config", "x.yaml"],
    ["article", "x", "--body", ".story", "--remove", ".a", "--remove", ".b > p"],
    ["date", "14", "March", "2026", "--now", "2026-03-14T12:00:00Z"],
    ["tree", "x.html", "--select", "main > article"], ["tree", "--batch", "--count"],
    ["once"], ["once", "--force", "--config", "x.yaml", "gazette"], ["run"], ["check"],
    ["status", "--json"], ["demo"], ["demo", "--fast"], ["explain", "the", "first", "words"],
    ["history", "x", "--json"],
    ["diff", "x"], ["diff", "x", "1", "3"], ["queue"], ["retry"], ["retry", "x", "--hook", "mail"],
    ["retry", "--drop", "--hook", "desk"], ["retry", "--drop", "--hook", "desk", "x"],
    ["backfill", "x", "--pages", "2"], ["backfill", "x", "--since", "2026-03-14", "--notify"],
  ])
  func `A correct command line is parsed`(arguments: [String]) {
    #expect(exitCode(of: arguments) == 0)
  }

  @Test(arguments: [("statsu", "did you mean “status”?"), ("frobnicate", "lists the commands")])
  func `A mistyped command is rejected with the one that is meant`(word: String, hint: String) {
    let error = #expect(throws: CommandError.self) { try Ledewatch.verifyCommandName(word) }
    #expect(error?.code.rawValue == 64 && error?.message.contains(hint) == true)
  }

  @Test(arguments: [nil, "--help", "help", "once", "status"])
  func `Commands and options are no mistyped commands`(word: String?) {
    #expect(throws: Never.self) { try Ledewatch.verifyCommandName(word) }
  }

  @Test(arguments: [
    (["www.example.org/news"], "did you mean “https://www.example.org/news”?"),
    (["ftp://x.example/"], "no address with http or https"),
    (["quay", "http://x.example/"], "either one address or names"),
  ])
  func `What is meant as an address is no name of a source`(targets: [String], hint: String) throws
  {
    let options = try ConfigurationOptions.parse(["--config", "/no/such.yaml"])
    let error = #expect(throws: CommandError.self) { try OncePlan(targets, options: options) }
    #expect(error?.code.rawValue == 64 && error?.message.contains(hint) == true)
  }

  @Test(arguments: ["gazette", "ftp://x.example/", "", "http://[::1/"])
  func `A text that is no address is rejected with an example`(text: String) {
    let error = #expect(throws: CommandError.self) { try AddCommand.url(of: text) }
    #expect(
      error?.message == "“\(text)” is not an http or https address; expected one such as "
        + "https://www.example.org/news/")
  }

  @Test(arguments: [["--source", "gazete"], ["--hook", "mial"]])
  func `A retry of an unknown source or hook is rejected`(arguments: [String]) throws {
    let configuration = Configuration(
      sources: [Source(name: "gazette", url: WebURL("https://a.example/"))], spoolPath: "x",
      statePath: "y")
    #expect(throws: CommandError.self) {
      try RetryCommand.parse(arguments).validateNames(configuration)
    }
    try RetryCommand.parse(["--source", "gazette"]).validateNames(configuration)
  }

  @Test func `Only deliveries of a hook that is not configured can be dropped`() throws {
    let configuration = Configuration(
      hooks: [Hook(name: "mail", argv: ["mail"])], spoolPath: "x", statePath: "y")
    #expect(throws: CommandError.self) {
      try RetryCommand.parse(["--drop", "--hook", "mail"]).validateNames(configuration)
    }
    try RetryCommand.parse(["--drop", "--hook", "desk"]).validateNames(configuration)
  }

  @Test func `A source without a configuration is named after host and path`() {
    let name = OncePlan.name(for: WebURL("https://www.gazette.example/news/harbour?page=1"))
    #expect(name.hasPrefix("gazette-example-news-harbour-"))
    #expect(name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
    #expect(name == name.lowercased())
  }

  @Test func `Different addresses have different names`() {
    let names = ["https://a.example/?s=1", "https://a.example/?s=2", "http://a.example/?s=1"]
      .map { OncePlan.name(for: WebURL($0)!) }
    #expect(Set(names).count == 3)
  }

  @Test func `The brief form of a date has time and zone if they are known`() {
    let day = Day(year: 2026, month: 3, day: 14)!
    #expect(PageDate(day: day).brief == "2026-03-14")
    #expect(PageDate(day: day, secondOfDay: 36_900, precision: .minute).brief == "2026-03-14T10:15")
    #expect(
      PageDate(day: day, secondOfDay: 60, utcOffset: -12_600, precision: .minute).brief
        == "2026-03-14T00:01-03:30")
  }

  @Test func `Each command is in a file named after it`() throws {
    let directory = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/ledewatch/Commands").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(atPath: directory.path)
    let names = Ledewatch.configuration.subcommands.map { $0._commandName }
    #expect(Set(files) == Set(names.map { "\($0.capitalized)Command.swift" }))
  }

  @Test func `A count has the plural of its noun unless it is 1`() {
    #expect(counted(1, "attempt") == "1 attempt")
    #expect(counted(2, "attempt") == "2 attempts")
    #expect(counted(0, "delivery", plural: "deliveries") == "0 deliveries")
  }

  @Test func `The time of the last listing is given in weeks`() {
    #expect(ArticleHistoryText.lastListed(daysAgo: 0) == "this week")
    #expect(ArticleHistoryText.lastListed(daysAgo: 6) == "this week")
    #expect(ArticleHistoryText.lastListed(daysAgo: 7) == "1 week ago")
    #expect(ArticleHistoryText.lastListed(daysAgo: 20) == "2 weeks ago")
  }
}
