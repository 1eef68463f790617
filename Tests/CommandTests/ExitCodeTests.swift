import ArgumentParser
import Ledger
import Spool
import TestSupport
import Testing
import Watch

@testable import ledewatch

@Suite struct ExitCodeTests {
  private let scratch = Scratch(inMemory: true)

  @Test(
    arguments: [
      (LedgerLockedError(path: "/state/lock", holder: nil), 75),
      (SpoolError(stage: .write, path: "/spool", errno: 28, reason: "no space left"), 73),
      (LedgerError(path: "/state/ledger.sqlite", reason: "disk I/O error"), 74),
      (UnknownSource(name: "gazete", known: ["gazette"]), 64),
    ] as [(any Error, Int32)])
  func `An error of the stores ends a command with its own exit code`(
    error: any Error, code: Int32
  ) async throws {
    let reported = try #require(
      await #expect(throws: CommandError.self) { try await withCommandErrors { throw error } })
    #expect(reported.code.rawValue == code)
    #expect(reported.message.contains("\(error)"))
  }

  @Test(arguments: [Health.ok, .quiet, .degraded, .broken, .blocked])
  func `The status of a source that is broken or blocked exits with 1`(health: Health) async throws
  {
    let file = scratch.write(
      """
      spool: \(scratch.path("spool"))
      state: \(scratch.path("state"))
      sources: [{name: gazette, url: "http://news.test/"}]
      """, to: "ledewatch.yaml")
    scratch.write("", to: "state/lock")
    let ledger = try LedgerStore.open(
      scratch.path("state/ledger.sqlite"), log: StandardErrorLog.logger(level: .critical), now: 0)
    var memory = try #require(
      try await ledger.openSources([SourceRegistration(name: "gazette", rules: 1)])["gazette"])
    memory.health.status = health
    try await ledger.record(memory)
    await ledger.close()
    var command = try StatusCommand.parse(["--json", "--config", file])
    var code: Int32 = 0
    do { try await command.run() } catch let exit as ExitCode { code = exit.rawValue }
    #expect(code == ([.broken, .blocked].contains(health) ? 1 : 0))
  }
}
