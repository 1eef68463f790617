import Basics
import Foundation
import Ledger
import Testing
import Watch

@testable import ledewatch

@Suite struct ArchiveListTests {
  private func article(_ headline: String?) -> ArchivedArticle {
    var article = ArchivedArticle(
      id: "k3v9x2m7", revision: 1, event: .new, source: "quay", entry: "entry",
      firstSeen: Timestamp(secondsSinceEpoch: 1_773_483_300),
      archived: Timestamp(secondsSinceEpoch: 1_773_483_300))
    article.headline = headline
    return article
  }

  private func lines(_ article: ArchivedArticle, width: Int) -> [String] {
    let time = TimeText(
      now: Timestamp(secondsSinceEpoch: 1_773_483_400), zone: TimeZone(identifier: "UTC")!)
    return ArchiveList(
      [article], style: TerminalStyle(width: width, isColored: false), time: time
    ).lines(article)
  }

  @Test func `An article is a line with id, time, source and title`() {
    #expect(
      lines(article("A new pier"), width: 80) == ["k3v9x2m7  10:15  quay  A new pier"])
  }

  @Test(arguments: [40, 50, 80, 200])
  func `No line is wider than the terminal`(width: Int) {
    for text in [String(repeating: "평양에서 ", count: 100), String(repeating: "long ", count: 100)] {
      for line in lines(article(text), width: width) {
        #expect(Terminal.columns(of: line) <= width)
      }
    }
  }

  @Test func `Nothing of a title acts on the terminal`() {
    let line = lines(article("\u{1B}[31mred\u{202E}\u{0}\n2"), width: 80)[0]
    #expect(line.hasSuffix("quay  [31mred 2"))
  }

  @Test func `An event other than new precedes the title`() {
    var article = article("A new pier")
    article.event = .withdrawn
    #expect(ArchiveList.title(of: article) == "withdrawn: A new pier")
  }
}
