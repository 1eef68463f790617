import Basics
import Foundation
import TestSupport
import Testing

@testable import Ledger

@Suite struct ReadOnlyArchiveTests {
  private let fixture = ArchiveFixture()

  @Test func `A filter chooses sources, times and events, the newest first`() async throws {
    try await fixture.with { archive in
      await archive.add(.make("a", at: 1000))
      await archive.add(.make("b", source: "gazette", at: 2000))
      await archive.add(.make("b", event: .withdrawn, source: "gazette", at: 3000))
      await archive.add(.make("c", at: 4000))
    }
    #expect(try await fixture.ids() == ["c", "b", "b", "a"])
    #expect(try await fixture.ids { $0.sources = ["quay"] } == ["c", "a"])
    #expect(try await fixture.ids { $0.sources = ["quay", "gazette"] } == ["c", "b", "b", "a"])
    #expect(try await fixture.ids { $0.since = 2000 } == ["c", "b", "b"])
    #expect(try await fixture.ids { $0.until = 2000 } == ["a"])
    #expect(try await fixture.ids { $0.since = 5000 } == [])
    #expect(try await fixture.ids { $0.event = .withdrawn } == ["b"])
    #expect(try await fixture.ids { $0.event = .new } == ["c", "b", "a"])
    #expect(try await fixture.ids { $0.hasEntriesOnly = true } == ["c", "b", "a"])
    let archive = try ReadOnlyArchive(fixture.path)
    #expect(try await archive.count(ArchiveFilter()) == 4)
    #expect(
      try await archive.oldest(ArchiveFilter(), after: 1, limit: 2).map(\.number) == [2, 3])
    #expect(try await archive.id(ofAddress: "http://news.test/c") == "c")
  }

  @Test(arguments: [
    ("harbour", ["en"]), ("HARBOUR board", ["en"]), ("\"harbour board\"", ["en"]),
    ("\"board harbour\"", []), ("harb*", ["en"]), ("harb", []), ("board -pier", []),
    ("cafe", ["en"]), ("ann", []),
    ("평양", ["ko"]), ("양에서", ["ko"]), ("평양에서", ["ko"]), ("평", ["ko"]), ("서", ["ko"]), ("에평", []),
    ("회의", ["ko"]), ("北京", ["zh"]), ("京召开", ["zh"]), ("会", ["zh"]), ("京开", []),
    ("กรุงเทพ", ["th"]), ("เทพ", ["th"]), ("งาน", ["th"]), ("ทพก", []),
  ])
  func `A word of any length and script is found wherever it stands`(
    query: String, ids: [String]
  ) async throws {
    try await fixture.with { archive in
      await archive.add(
        .make("en", headline: "A café opens"), "The harbour board approved the new pier.")
      await archive.add(.make("ko"), "어제 평양에서 회의가 열렸다.")
      await archive.add(.make("zh"), "外交部在北京召开新闻发布会。")
      await archive.add(.make("th"), "กรุงเทพจัดงานใหญ่")
    }
    #expect(try await fixture.search(query) == ids)
  }

  @Test func `Odd and long searches are no errors of SQL`() async throws {
    try await fixture.with { _ = await $0.add(.make("a"), "a b c") }
    let odd = [
      "\"", "'; DROP TABLE article; --", "a\0b", "a AND", "(", "NEAR(a b, 2)", "^a", "a:b", "{a}",
      "\\",
      String(repeating: "a ", count: 5000), String(repeating: "평", count: 3000),
      (0..<2000).map { "w\($0)" }.joined(separator: " "),
      "a " + (0..<1500).map { "-w\($0)" }.joined(separator: " "),
      "%", "*a*", "a**", "\u{202E}a",
    ]
    for text in odd {
      do {
        _ = try await fixture.search(text)
      } catch is SearchQueryError {
        continue
      }
    }
    #expect(
      try await fixture.search("a " + (0..<1500).map { "-w\($0)" }.joined(separator: " ")) == ["a"])
  }

  @Test func `The archive is read while it is written`() async throws {
    let archive = fixture.open()
    await archive.add(.make("a"))
    #expect(try await fixture.ids() == ["a"])
    await archive.add(.make("b"))
    #expect(try await fixture.ids() == ["b", "a"])
    await archive.close()
  }

  @Test func `A missing archive is an error that says what begins it`() {
    #expect {
      try ReadOnlyArchive(fixture.path)
    } throws: {
      "\($0)"
        == "archive \(fixture.path): it does not exist yet; the next start of “run” or “once” makes it"
    }
  }

  @Test func `A damaged archive is an error that says what becomes of it`() async {
    fixture.scratch.write(String(repeating: "no archive ", count: 1000), to: "archive.sqlite")
    await #expect {
      try await ReadOnlyArchive(fixture.path).count(ArchiveFilter())
    } throws: {
      "\($0)"
        == "archive \(fixture.path): file is not a database; "
        + "the next start of “run” or “once” sets it aside and replaces it"
    }
  }
}
