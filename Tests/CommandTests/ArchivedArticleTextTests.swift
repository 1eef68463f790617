import Basics
import Foundation
import Ledger
import Spool
import Testing
import Watch

@testable import ledewatch

@Suite struct ArchivedArticleTextTests {
  private func facts(_ published: String, precision: String? = nil) -> String {
    var document = EntryDocument(id: "k3v9x2m7")
    document.details.datePrecision = precision
    var article = ArchivedArticle(
      id: "k3v9x2m7", revision: 1, event: .new, source: "quay", entry: "e-r1",
      firstSeen: 1_773_483_300, archived: 1_773_483_300)
    (article.headline, article.published) = ("A new pier", published)
    let time = TimeText(now: 1_773_500_000, zone: TimeZone(secondsFromGMT: 3600)!)
    let style = TerminalStyle(width: 80, isColored: false)
    return ArchivedArticleText(document, article, style: style, time: time).lines[1]
  }

  @Test func `The time of publication is a local time, and a mere day stays a day`() {
    #expect(facts("2026-03-14T08:15:00Z") == "09:15")
    #expect(facts("2025-12-31T23:15:00-05:00") == "1 Jan 05:15")
    #expect(facts("2025-03-14T23:15:00Z") == "15 Mar 2025 00:15")
    #expect(facts("2026-03-13T23:00:00Z", precision: "day") == "2026-03-13")
    #expect(facts("once upon a time") == "once upon a time")
  }
}
