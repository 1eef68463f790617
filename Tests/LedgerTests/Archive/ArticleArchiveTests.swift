import Basics
import Foundation
import TestSupport
import Testing

@testable import Ledger

@Suite struct ArticleArchiveTests {
  private let fixture = ArchiveFixture()

  @Test func `A revision is archived once, and a mark when the state changes`() async throws {
    try await fixture.with { archive in
      for _ in 0..<2 {
        await archive.add(.make("a"))
        await archive.add(.make("a", event: .withdrawn, at: 1_773_483_400))
        await archive.add(.make("a", event: .withdrawn, at: 1_773_483_500))
      }
      await archive.add(.make("a", event: .restored))
      await archive.add(.make("a", event: .withdrawn))
      await archive.add(.make("a", revision: 2, event: .revised))
      await archive.add(.make("a", source: "other"))
    }
    let events = try await ReadOnlyArchive(fixture.path).articles(id: "a").map(\.event)
    #expect(events == [.new, .withdrawn, .restored, .withdrawn, .revised, .new])
  }

  @Test func `The archive is private, and its records are those that were added`() async throws {
    try await fixture.with { _ = await $0.add(.make("a"), "A text, a text.") }
    let archive = try ReadOnlyArchive(fixture.path)
    let article = try #require(try await archive.articles(id: "a").first)
    #expect(
      article
        == {
          var made = ArchivedArticle.make("a")
          made.number = 1
          return made
        }())
    #expect(try await archive.record(of: 1) == Array("A text, a text.".utf8))
    let mode = try FileManager.default.attributesOfItem(atPath: fixture.path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test func `A renamed source keeps its articles`() async throws {
    try await fixture.with { archive in
      await archive.add(.make("a", source: "old"))
      await archive.renameSource("old", to: "new", now: 1000)
    }
    #expect(try await fixture.ids { $0.sources = ["new"] } == ["a"])
  }

  @Test func `Articles of another archive are copied as those of a source, once`() async throws {
    let other = ArchiveFixture()
    try await other.with { archive in
      await archive.add(.make("a", source: "news-test"), "One text.")
      await archive.add(.make("a", revision: 2, event: .revised, source: "news-test"))
      await archive.add(.make("b", source: "news-test"))
    }
    try await fixture.with { archive in
      for _ in 0..<2 { await archive.copy(["a", "c"], from: other.path, source: "quay") }
      await archive.copy(["a"], from: other.scratch.path("none"), source: "quay")
    }
    #expect(try await fixture.ids { $0.sources = ["quay"] } == ["a", "a"])
    #expect(try await fixture.ids() == ["a", "a"])
    #expect(try await ReadOnlyArchive(fixture.path).record(of: 1) == Array("One text.".utf8))
  }

  @Test func `An error is recorded until what is missing is archived`() async throws {
    try await fixture.with { archive in
      await archive.add(.make("a"))
      await archive.resolve()
    }
    let way = fixture.path + "-wal"
    try FileManager.default.createDirectory(atPath: way, withIntermediateDirectories: false)
    try await fixture.with { archive in
      #expect(await !archive.add(.make("b")))
      #expect(ArchiveFault(ofArchive: fixture.path)?.since == 1_773_483_300)
      #expect(await archive.missingSince(now: 1_773_483_400) == 1_773_483_300)
    }
    try FileManager.default.removeItem(atPath: way)
    try await fixture.with { archive in
      #expect(await archive.add(.make("b")))
      #expect(await archive.missingSince(now: 1_773_483_400) != nil)
      await archive.resolve()
      #expect(await archive.missingSince(now: 1_773_483_400) == nil)
    }
    #expect(ArchiveFault(ofArchive: fixture.path) == nil)
    #expect(try await fixture.ids() == ["b", "a"])
  }

  @Test func `A damaged archive is set aside, and a new one begins with the same article`()
    async throws
  {
    fixture.scratch.write(String(repeating: "no archive ", count: 1000), to: "archive.sqlite")
    try await fixture.with { archive in
      #expect(await archive.add(.make("a")))
      // All that the ledger has is archived again.
      #expect(await archive.missingSince(now: 1_773_483_400) == .epoch)
      await archive.resolve()
    }
    #expect(try await fixture.ids() == ["a"])
    #expect(fixture.scratch.list().contains("archive.sqlite.damaged"))
  }

  @Test func `In a new archive, everything is missing that the ledger has`() async throws {
    try await fixture.with { archive in
      #expect(await archive.missingSince(now: 1_773_483_400) == .epoch)
      await archive.resolve()
    }
    try await fixture.with { #expect(await $0.missingSince(now: 1_773_483_400) == nil) }
  }

  @Test func `After an unclean end, the last hour may be missing`() async throws {
    let killed = fixture.open()
    await killed.add(.make("a", at: 1_773_483_300))
    // A copy is what a killed process leaves.
    let copy = ArchiveFixture()
    for name in fixture.scratch.list() {
      try FileManager.default.copyItem(
        atPath: fixture.scratch.path(name), toPath: copy.scratch.path(name))
    }
    await killed.close()
    try await copy.with { #expect(await $0.missingSince(now: 1_773_483_400) == 1_773_479_700) }
    try await copy.with { archive in
      #expect(await archive.missingSince(now: 1_773_483_400) != nil, "nothing was archived again")
      await archive.resolve()
    }
    try await copy.with { #expect(await $0.missingSince(now: 1_773_483_400) == nil) }
    #expect(try await copy.ids() == ["a"])
  }
}
