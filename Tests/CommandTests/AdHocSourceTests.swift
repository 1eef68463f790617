import Basics
import Foundation
import Ledger
import News
import Spool
import TestSupport
import Testing
import WebURL

@testable import ledewatch

/// The commands about a source that only `once URL` knows, without any configuration.
@Suite(.enabled(if: BuiltCommand.isThere)) struct AdHocSourceTests {
  private let scratch = Scratch(inMemory: true)
  private let url: WebURL = "http://news.test/latest"
  private let id = "k3v9x2m7"
  private let entry = "20260314T101500Z-news-test-latest-1-k3v9x2m7-r1"

  /// Makes the ledger of `once URL`, which owes one article.
  private func makeLedger() async throws {
    let state = scratch.path(".local/state/ledewatch/once")
    try FileManager.default.createDirectory(
      atPath: state, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let ledger = try LedgerStore.open(
      state + "/ledger.sqlite", log: StandardErrorLog.logger(level: .critical), now: 1_773_483_300)
    let registration = SourceRegistration(name: "news-test-latest-1", url: url.string, rules: 1)
    var memory = try #require(try await ledger.openSources([registration]).values.first)
    memory.rounds.last = 1_773_483_300
    let teaser = Teaser(
      link: "http://news.test/a/one", lede: "The harbour board of Lindmar has met in the evening.")
    var changes = ListingChanges()
    changes.fresh = [
      NewTeaser(
        teaser: teaser, teaserKey: TeaserKey(teaser), publicID: id, suspects: [], reason: .unknown,
        index: 0)
    ]
    try await ledger.recordListing(changes, memory: memory)
    await ledger.close()
  }

  private func run(_ arguments: String...) throws -> BuiltCommand.Output {
    try BuiltCommand.run(arguments + ["--user"], home: scratch.path)
  }

  @Test func `Articles are found by id, entry, path of an entry, and link`() async throws {
    try await makeLedger()
    for name in [id, entry, "/tmp/new/\(entry)/article.json", "http://news.test/a/one"] {
      for command in ["history", "explain"] {
        let output = try run(command, name)
        #expect(output.status == 0 && output.standardOutput.contains(id), "\(command) \(name)")
      }
      #expect(try run("retry", name).standardOutput == "retrying 0 deliveries and 1 article\n")
      let diff = try run("diff", name)
      #expect(diff.status == 65 && diff.standardError.contains("has only one revision"))
    }
    let none = try run("history", "http://news.test/a/none")
    #expect(none.status == 65 && none.standardError.contains("“ledewatch list” shows the ids"))
  }

  @Test func `Status, queue and retry show the source by its name and its URL`() async throws {
    try await makeLedger()
    let status = try run("status")
    #expect(status.status == 0 && status.standardError.isEmpty)
    #expect(status.standardOutput.contains("1 source: 1 ok; 1 article to fetch"))
    for name in [url.string, "news-test-latest-1"] {
      let output = try run("status", name)
      #expect(output.status == 0 && output.standardOutput.contains("0 spooled, 1 to fetch"))
      #expect(try run("retry", "--source", name).standardOutput.hasSuffix("and 1 article\n"))
    }
    #expect(try run("queue").standardOutput.contains(id))
    #expect(try run("status", "news-test").status == 64)
  }

  @Test func `A configuration takes precedence`() async throws {
    try await makeLedger()
    scratch.write("sources: []\n", to: ".config/ledewatch/ledewatch.yaml")
    #expect(try run("status").standardOutput.contains("0 sources"))
    #expect(try run("history", id).status == 74)
  }

  @Test func `Without a configuration and without once URL, the missing file is named`() throws {
    let output = try run("status")
    #expect(output.status == 1)
    #expect(output.standardError.contains("there is no configuration at \(scratch.path)/.config"))
    #expect(output.standardError.contains("“ledewatch add URL” makes one"))
    for command in ["queue", "check", "once", "list"] {
      let output = try run(command)
      #expect(output.status == 78)
      let lines = output.standardError.split(separator: "\n")
      #expect(lines.count == 1 && lines[0].hasPrefix("ledewatch: there is no configuration at "))
      #expect(lines[0].contains("“ledewatch add URL” makes one"))
    }
  }

  @Test(
    .disabled(
      if: FileManager.default.fileExists(atPath: "/etc/ledewatch/ledewatch.yaml"),
      "the system has a configuration"))
  func `With the option for the system, sources of once URL are not shown`() async throws {
    try await makeLedger()
    let output = try BuiltCommand.run(["status", "--system"], home: scratch.path)
    #expect(!output.standardOutput.contains("news-test-latest-1"))
    #expect(output.standardError.contains("no configuration at /etc/ledewatch/ledewatch.yaml"))
  }

  @Test func `A configured URL is polled as the configured source`() throws {
    scratch.write(
      "sources: [{name: quay, url: \"\(url.string)\"}]\n", to: ".config/ledewatch/ledewatch.yaml")
    let options = try ConfigurationOptions.parse(
      ["--config", scratch.path(".config/ledewatch/ledewatch.yaml")])
    let plan = try OncePlan([url.string], options: options)
    #expect(plan.names == ["quay"] && !plan.isUnconfigured)
    #expect(try OncePlan(["http://news.test/other"], options: options).names.isEmpty)
  }
}
