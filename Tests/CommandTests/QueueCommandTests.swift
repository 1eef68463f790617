import Foundation
import Ledger
import TestSupport
import Testing

@testable import ledewatch

@Suite(.enabled(if: BuiltCommand.isThere)) struct QueueCommandTests {
  private let scratch = Scratch(inMemory: true)

  /// Makes a ledger with one delivery for each hook.
  private func makeLedger(_ hooks: [String] = ["mail", "desk"]) async throws {
    let state = scratch.path("state")
    try FileManager.default.createDirectory(
      atPath: state, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let ledger = try LedgerStore.open(
      state + "/ledger.sqlite", log: StandardErrorLog.logger(level: .critical), now: 1_773_483_300)
    let memory = try #require(
      try await ledger.openSources([SourceRegistration(name: "quay", rules: 1)]).values.first)
    let event = NewEvent(
      kind: .gap, source: memory.id, publicID: "k3v9x2m7", at: 1_773_483_300, record: [0x7B, 0x7D],
      recipients: hooks)
    try await ledger.record(memory, event: event)
    await ledger.close()
  }

  private func run(_ arguments: String...) throws -> BuiltCommand.Output {
    let file = scratch.write(
      """
      spool: \(scratch.path("spool"))
      state: \(scratch.path("state"))
      sources: [{name: quay, url: "http://news.test/"}]
      hooks: [{name: mail, run: [/bin/true]}]
      """, to: "ledewatch.yaml")
    return try BuiltCommand.run(arguments + ["--config", file])
  }

  @Test func `Deliveries of a hook that is not configured are listed as such`() async throws {
    try await makeLedger()
    let lines = try run("queue").standardOutput.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.last?.hasPrefix("hook “desk” is not configured: ") == true)
    let records = try run("queue", "--json").standardOutput.split(separator: "\n").dropFirst()
    #expect(records.filter { $0.contains("\"hook_is_configured\":true") }.count == 1)
    #expect(
      records.filter {
        $0.contains("\"hook\":\"desk\"") && $0.contains("\"hook_is_configured\":false")
      }.count == 1)
  }

  @Test func `A queue that is not listed in full says so`() async throws {
    try await makeLedger(["mail"] + (1...QueueReport.maximumCount).map { "h\($0)" })
    let output = try run("queue").standardOutput
    #expect(
      output.contains(
        "\nonly the first 1000 deliveries are listed; “ledewatch status” counts all\n"))
    #expect(!output.contains("1000 articles"))
  }

  @Test func `Only asked for, the deliveries are dropped, with their number`() async throws {
    try await makeLedger()
    #expect(try run("retry").standardOutput == "retrying 1 delivery and 0 articles\n")
    #expect(try run("retry", "--drop", "--hook", "mail").status == 64)
    let typo = try run("retry", "--drop", "--hook", "desx")
    #expect(typo.status == 64 && typo.standardError.contains("deliveries wait for desk, mail"))
    let dropped = try run("retry", "--drop", "--hook", "desk")
    #expect(dropped.standardOutput == "dropped 1 delivery of “desk”, which is not configured\n")
    #expect(!(try run("queue").standardOutput.contains("desk")))
  }
}
