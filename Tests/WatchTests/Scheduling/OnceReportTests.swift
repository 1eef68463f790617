import Ledger
import Spool
import Testing

@testable import Watch

@Suite struct OnceReportTests {
  private func report(sources: Int, failures: Int) -> OnceReport {
    var report = OnceReport()
    report.sources = sources
    report.failures = (0..<failures).map {
      SourceFailure(
        source: "s\($0)", address: "http://s\($0).example/", stage: "fetch", reason: "timeout",
        wasPutOff: false, isFirst: true)
    }
    return report
  }

  @Test(arguments: [(0, 0, 0), (3, 0, 0), (3, 1, 75), (3, 2, 75), (3, 3, 69), (1, 1, 69)])
  func `The exit status depends on how many sources failed`(
    sources: Int, failures: Int, status: Int32
  ) {
    #expect(report(sources: sources, failures: failures).exitStatus == status)
  }

  @Test func `Errors of spool and ledger have precedence over failed sources`() {
    var report = report(sources: 3, failures: 3)
    report.error = LedgerError(path: "/ledger", reason: "the disk is full")
    #expect(report.exitStatus == 74)
    report.error = SpoolError(
      stage: .identity, path: "/spool", errno: 0, reason: "not mounted")
    #expect(report.exitStatus == 73)
  }

  @Test func `An article that could not be fetched has a time of its next try`() async throws {
    let world = FakeWorld()
    world.site.publish("1")
    world.site.answer("/a/1", status: 500)
    let report = try await world.watcher().once()
    #expect(report.spooled.isEmpty && report.failures.isEmpty)
    #expect(report.nextTry.map { $0 > world.clock.timestamp } == true)
    world.site.restore()
    world.clock.pass(.seconds(4 * 3600))
    #expect(try await world.watcher().once().nextTry == nil)
  }

  @Test func `The error for an unknown source lists the known ones`() {
    #expect(
      UnknownSource(name: "x", known: []).description
        == "there is no source named “x”; no sources are configured")
    #expect(
      UnknownSource(name: "x", known: ["a", "b"]).description
        == "there is no source named “x”; the sources are a, b")
  }
}
