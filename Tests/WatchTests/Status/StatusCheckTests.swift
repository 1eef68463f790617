import Basics
import Ledger
import Settings
import Testing
import WebURL

@testable import Watch

@Suite struct StatusCheckTests {
  private let now: Timestamp = 1_773_480_000

  private func status(_ change: (inout Status) -> Void = { _ in }) -> Status {
    let source = Status.SourceStatus(
      name: "quay", url: "http://news.test/", health: .ok, failures: 0,
      lastRound: now - .seconds(60), owed: 0, spooled: 3)
    var status = Status(
      spool: "/spool", ledger: "/state/ledger.sqlite", sources: [source], hooks: [])
    status.hasLedger = true
    change(&status)
    return status
  }

  private func check(
    maximumAge: Duration? = nil, _ change: (inout Status) -> Void = { _ in }
  ) -> StatusCheck {
    let configuration = Configuration(
      sources: [Source(name: "quay", url: WebURL("http://news.test/"))], spoolPath: "/spool",
      statePath: "/state")
    return StatusCheck(status(change), configuration, now: now, maximumAge: maximumAge)
  }

  @Test func `A source that works is ok, under cron and with a running service`() {
    #expect(check().severity == .ok)
    #expect(check { ($0.mode, $0.holder) = (.service, "ledewatch run") }.severity == .ok)
    #expect(check { $0.mode = .once }.severity == .ok)
  }

  @Test func `An absent ledger is unknown, and its sources are not judged`() {
    let check = check { ($0.hasLedger, $0.sources[0].health) = (false, nil) }
    #expect(check.severity == .unknown && check.problems.count == 1)
  }

  @Test func `A stopped or lost service is never ok`() {
    #expect(check { $0.mode = .service }.problems.map(\.text) == ["the service does not run"])
    let lost = check { ($0.mode, $0.lostHolder) = (.service, "ledewatch run (process 7)") }
    #expect(lost.severity == .broken && lost.problems[0].text.contains("without a report"))
  }

  @Test func `The worst problem comes first and decides`() {
    let check = check { status in
      status.sources[0].health = .quiet
      status.hooks = [
        Status.HookStatus(name: "mail", pending: 0, parked: 2, delivered: 9, error: "exit status 1")
      ]
      status.faults = [ServiceFault(reason: "spool: it is missing")]
    }
    #expect(check.severity == .broken)
    #expect(check.problems.map(\.severity) == [.broken, .broken, .degraded])
    #expect(check.problems.map(\.subject) == [nil, "mail", "quay"])
  }

  @Test func `Pending deliveries are no problem until one has failed`() {
    func severity(error: String?) -> StatusCheck.Severity {
      check {
        $0.hooks = [
          Status.HookStatus(name: "mail", pending: 3, parked: 0, delivered: 0, error: error)
        ]
      }.severity
    }
    #expect(severity(error: nil) == .ok)
    #expect(severity(error: "exit status 1") == .degraded)
  }

  @Test func `Deliveries of a hook that is not configured are a problem`() {
    let check = check {
      $0.hooks = [
        Status.HookStatus(name: "desk", pending: 2, parked: 1, delivered: 0, isConfigured: false)
      ]
    }
    #expect(check.severity == .degraded)
    #expect(
      check.problems.map(\.text) == ["3 deliveries wait for this hook, which is not configured"])
  }

  @Test func `A round of a running service that is overdue is a problem`() {
    func severity(late: Double, holder: String? = "ledewatch run") -> StatusCheck.Severity {
      check { ($0.holder, $0.sources[0].nextRound) = (holder, now - .seconds(late)) }.severity
    }
    #expect(severity(late: 300) == .ok)
    #expect(severity(late: 1000) == .degraded)
    #expect(severity(late: 1000, holder: nil) == .ok)
  }

  @Test func `The age of the last round is limited if that is asked for`() {
    #expect(check(maximumAge: .seconds(61)).severity == .ok)
    #expect(check(maximumAge: .seconds(59)).severity == .broken)
    #expect(check(maximumAge: .seconds(59)) { $0.sources[0].health = .paused }.severity == .ok)
    #expect(check(maximumAge: .seconds(59)) { $0.sources[0].lastRound = nil }.severity == .broken)
  }
}
