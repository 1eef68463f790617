import Basics
import Foundation
import Ledger
import Testing
import Watch

@testable import ledewatch

@Suite struct ArticleHistoryTextTests {
  private func lines(width: Int, isTerminal: Bool) throws -> [String] {
    let record = """
      {"id": "k3v9x2m7", "source": "quay", "state": "spooled", "firstSeen": "2026-03-14T10:15:00Z",
      "lede": "평양에서 열린 회의에서 위원회는 새로운 계획을 논의하고 결정을 채택하였다", "daysUnseen": 0, "revision": 1,
      "events": [{"at": "2026-03-13T10:15:00Z", "event": "spooled", "revision": 1, "entry": "entry"}],
      "deliveries": [{"hook": "mail", "event": "new", "revision": 1, "state": "pending",
      "attempts": 2, "error": "exit 1"}], "nextRecheck": "2026-03-14T13:15:00Z", "isWithdrawn": false}
      """
    let history = try JSONDecoder().decode(ArticleHistory.self, from: Data(record.utf8))
    let time = TimeText(
      now: Timestamp(secondsSinceEpoch: 1_773_483_400), zone: TimeZone(identifier: "Asia/Tokyo")!)
    return ArticleHistoryText(
      history, style: TerminalStyle(width: width, isColored: false, isTerminal: isTerminal),
      time: time
    ).lines
  }

  @Test func `Times are local, and each fact is one line in a file`() throws {
    let lines = try lines(width: 200, isTerminal: false)
    #expect(lines.contains("  next recheck    22:15"))
    #expect(lines.contains("  13 Mar 19:15    spooled, revision 1, entry"))
    #expect(lines.last == "  hook mail       new r1 pending, 2 attempts: exit 1")
    #expect(lines.count == 8)
  }

  @Test(arguments: [40, 60]) func `No line is wider than the terminal`(width: Int) throws {
    let lines = try lines(width: width, isTerminal: true)
    #expect(lines.allSatisfy { Terminal.columns(of: $0) <= width })
    #expect(lines.count > 8)
  }
}
