import ArgumentParser
import Basics
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

  /// Returns the exit status of `status` with these arguments, and of a source of this health.
  private func statusCode(_ arguments: [String], health: Health) async throws -> Int32 {
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
    memory.rounds.last = SystemClock().timestamp
    try await ledger.record(memory)
    await ledger.close()
    var command = try StatusCommand.parse(arguments + ["--config", file])
    do { try await command.run() } catch let exit as ExitCode { return exit.rawValue }
    return 0
  }

  @Test(arguments: [Health.ok, .quiet, .degraded, .broken, .blocked])
  func `Status exits with 0 if it can tell the state, whatever it is`(health: Health) async throws {
    #expect(try await statusCode(["--json"], health: health) == 0)
  }

  @Test(
    arguments: [
      (Health.ok, 0), (.quiet, 1), (.degraded, 1), (.broken, 2), (.blocked, 2),
    ] as [(Health, Int32)])
  func `Status with --check exits like a monitoring plugin`(
    health: Health, code: Int32
  ) async throws {
    #expect(try await statusCode(["--check"], health: health) == code)
  }

  @Test(arguments: [(["--json"], 1), ([], 1), (["--check"], 3)] as [([String], Int32)])
  func `Without a ledger, status is never well`(arguments: [String], code: Int32) async throws {
    let file = scratch.write(
      """
      spool: \(scratch.path("spool"))
      state: \(scratch.path("state"))
      sources: [{name: gazette, url: "http://news.test/"}]
      """, to: "ledewatch.yaml")
    var command = try StatusCommand.parse(arguments + ["--config", file])
    let exit = await #expect(throws: ExitCode.self) { try await command.run() }
    #expect(exit?.rawValue == code)
  }
}
