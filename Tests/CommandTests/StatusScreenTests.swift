import Basics
import Foundation
import Ledger
import Settings
import Testing

@testable import Watch
@testable import ledewatch

@Suite struct StatusScreenTests {
  private let now: Timestamp = 1_773_480_000

  private func status() -> Status {
    var status = Status(
      spool: "/var/spool/ledewatch", ledger: "/var/lib/ledewatch/ledger.sqlite",
      sources: [
        source("quay", .ok), source("harbour-of-the-old-town", .broken), source("fields", nil),
      ], hooks: [])
    status.hasLedger = true
    status.sources[1].reason = "HTTP 500 for http://harbour.test/with/a/rather/long/path/of/words"
    status.sources[1].failures = 4
    status.sources[1].owed = 2
    status.hooks = [
      Status.HookStatus(name: "mail", pending: 1, parked: 0, delivered: 7, error: "exit status 1")
    ]
    return status
  }

  private func source(_ name: String, _ health: Health?) -> Status.SourceStatus {
    Status.SourceStatus(
      name: name, url: "http://\(name).test/", health: health, failures: 0,
      lastNews: now - .seconds(7300), owed: 0, spooled: 5)
  }

  private func lines(width: Int, isColored: Bool = false) -> [String] {
    let status = status()
    let check = StatusCheck(
      status, Configuration(spoolPath: "/spool", statePath: "/state"), now: now)
    return StatusScreen(
      status, check, now: now, style: TerminalStyle(width: width, isColored: isColored)
    ).lines
  }

  @Test(arguments: [40, 60, 80, 200])
  func `No line is wider than the terminal unless one word is`(width: Int) {
    for line in lines(width: width) {
      let isOneWord = line.trimmingCharacters(in: .whitespaces).split(separator: " ").count == 1
      #expect(Terminal.columns(of: line) <= width || isOneWord, "\(line)")
    }
  }

  @Test func `Each source has its name and health first, and says when it had news`() {
    let lines = lines(width: 200)
    let quay = lines.first { $0.hasPrefix("quay ") }
    #expect(quay?.split(separator: " ").prefix(2) == ["quay", "ok"])
    #expect(quay?.contains("last article 2 h ago") == true)
    #expect(lines.contains { $0.hasPrefix("fields ") && $0.contains("unknown") })
    #expect(lines.contains { $0.contains("HTTP 500") && $0.contains("4 failed rounds") })
    #expect(lines.contains("hook mail  7 delivered  1 pending"))
  }

  @Test(
    arguments: [
      (Status.Mode.once, nil, "by cron"), (.service, nil, "not before the service runs"),
      (nil, nil, "unknown"), (.service, "ledewatch run", "in 15 min"),
    ] as [(Status.Mode?, String?, String)])
  func `The next round is a time only while a service runs`(
    mode: Status.Mode?, holder: String?, text: String
  ) {
    var status = status()
    (status.mode, status.holder) = (mode, holder)
    status.sources[0].nextRound = now + .seconds(900)
    #expect(
      StatusScreen.nextRound(of: status.sources[0], in: status, TimeText(now: now)) == text)
  }

  @Test func `Colors appear only where they are asked for`() {
    #expect(!lines(width: 80).contains { $0.contains("\u{1B}") })
    #expect(lines(width: 80, isColored: true).contains { $0.contains("\u{1B}[31mbroken") })
  }

  @Test func `Wide characters count two columns, and combining marks none`() {
    #expect(Terminal.columns(of: "abc") == 3)
    #expect(Terminal.columns(of: "日本") == 4)
    #expect(Terminal.columns(of: "e\u{301}") == 1)
  }

  @Test(arguments: [
    (5.0, "just now"), (60, "1 min ago"), (3599, "59 min ago"), (7300, "2 h ago"),
    (172_800, "2 days ago"),
  ])
  func `A time in the past is told in its largest unit`(seconds: Double, text: String) {
    #expect(TimeText(now: now).ago(now - .seconds(seconds)) == text)
  }

  @Test func `A time of another day has its date`() {
    let time = TimeText(now: now, zone: TimeZone(identifier: "Asia/Seoul")!)
    #expect(time.clock(now) == "18:20")
    #expect(time.clock(now - .seconds(86_400)) == "13 Mar 18:20")
    #expect(time.clock(now - .seconds(366 * 86_400)) == "13 Mar 2025 18:20")
    #expect(time.ahead(now + .seconds(90)) == "in 1 min")
    #expect(time.ahead(now - .seconds(90)) == "now")
  }
}
