import Basics
import Foundation
import Testing

@testable import Watch
@testable import ledewatch

@Suite struct OnceCommandTests {
  private func article(revision: Int = 1) -> SpooledArticle {
    SpooledArticle(
      source: "quay", id: "k3v9x2m7", revision: revision, path: "/spool/new/entry",
      address: "http://news.test/1", headline: "The new pier of the harbour is ready for ships",
      lede: nil, date: "2026-03-14", isFromTeaser: false, isBacklog: false)
  }

  @Test func `Articles that are still to be fetched are noted with a local time`() {
    let time = TimeText(
      now: Timestamp(secondsSinceEpoch: 1_773_483_400), zone: TimeZone(identifier: "Asia/Tokyo")!)
    var report = OnceReport()
    #expect(OnceCommand.noteOnOpenWork(report, time) == nil)
    report.nextTry = Timestamp(secondsSinceEpoch: 1_773_483_300)
    #expect(OnceCommand.noteOnOpenWork(report, time)?.contains("the first at 19:15;") == true)
  }

  @Test func `Without a terminal, an article is one line`() {
    #expect(
      OnceCommand.lines(
        for: article(revision: 2), style: TerminalStyle(width: 200, isColored: false))
        == [
          "2026-03-14  quay  revised: The new pier of the harbour is ready for ships  /spool/new/entry"
        ])
  }

  @Test func `On a terminal, the path is in a line of its own`() {
    let lines = { width in
      OnceCommand.lines(
        for: article(), style: TerminalStyle(width: width, isColored: false, isTerminal: true))
    }
    #expect(
      lines(60)
        == ["2026-03-14  quay  The new pier of the harbour is ready for …", "  /spool/new/entry"])
    #expect(
      lines(40)
        == [
          "2026-03-14  quay", "  The new pier of the harbour is ready …", "  /spool/new/entry",
        ])
  }
}
