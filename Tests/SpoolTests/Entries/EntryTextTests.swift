import Basics
import Foundation
import News
import Testing

@testable import Spool

@Suite struct EntryTextTests {
  @Test func `A text file has title, byline, date, address and text`() {
    let text = String(decoding: EntryRecord.make(article: .ferry).plainText(), as: UTF8.self)
    #expect(
      text == """
        Ferry late
        A. Writer
        HARBOUR, March 14 · 2026-03-14T10:00:00-01:30
        http://gazette.example/a/1

        The ferry was late again on Monday, for the third time.
        Nobody was surprised.

        """)
  }

  @Test func `A mere day is a day`() {
    let record = EntryRecord.make(article: .make(headline: "Ferry", text: "Late."))
    let text = String(decoding: record.plainText(), as: UTF8.self)
    #expect(text == "Ferry\n2026-03-14\nhttp://gazette.example/a/1\n\nLate.\n")
  }

  @Test func `A long paragraph stays one line`() {
    let line = String(repeating: "word ", count: 5000)
    let record = EntryRecord.make(article: .make(headline: "Ferry", text: line))
    #expect(String(decoding: record.plainText(), as: UTF8.self).contains(line))
  }

  @Test(arguments: HostileTexts.all)
  func `Hostile text adds no line to the head and no controls`(text: String) {
    let file = String(decoding: HostileTexts.record(text).plainText(), as: UTF8.self)
    let lines = file.components(separatedBy: "\n")
    let link = lines.firstIndex { $0.hasPrefix("http://gazette.example/") }
    #expect(link.map { $0 <= 3 } == true && lines[(link ?? 0) + 1].isEmpty)
    #expect(
      file.unicodeScalars.allSatisfy {
        $0 == "\n" || $0 == "\t" || !$0.isControlForDisplay || (0x2066...0x2069) ~= $0.value
      })
  }
}
