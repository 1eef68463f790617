import Basics
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Ledger

@Suite struct ArchiveUpkeepTests {
  private let fixture = ArchiveFixture()

  private func fill(_ archive: ArticleArchive, _ range: Range<Int>) async {
    for number in range { await archive.add(.make("a\(number)"), "word\(number) common") }
  }

  @Test func `What exceeds the number is deleted, oldest first, with its words`() async throws {
    try await fixture.with { archive in
      await fill(archive, 0..<10)
      await archive.performUpkeep(now: 1000, limits: ArchiveLimits(count: 4))
    }
    #expect(try await fixture.ids() == ["a9", "a8", "a7", "a6"])
    #expect(try await fixture.search("common") == ["a9", "a8", "a7", "a6"])
    #expect(try await fixture.search("word0") == [])
  }

  @Test func `Age is counted in days on which the program ran`() async throws {
    try await fixture.with { archive in
      let limits = ArchiveLimits(days: 2)
      await archive.performUpkeep(now: 0, limits: limits)
      await fill(archive, 0..<1)
      // A clock that jumps a century is one day.
      await archive.performUpkeep(now: 3_000_000_000, limits: limits)
      await archive.performUpkeep(now: 100, limits: limits)
      await archive.performUpkeep(now: 200, limits: limits)
      let ids = try await fixture.ids()
      #expect(ids == ["a0"])
      await archive.performUpkeep(now: 86_600, limits: limits)
    }
    #expect(try await fixture.ids() == [])
  }

  @Test func `What exceeds the size is deleted day by day`() async throws {
    try await fixture.with { archive in
      for number in 0..<40 {
        let text = (0..<2000).map { word in
          String(UInt64(number * 2000 + word) &* 0x9E37_79B9_7F4A_7C15, radix: 36)
        }
        await archive.add(.make("a\(number)"), text.joined(separator: " "))
      }
      let limits = ArchiveLimits(bytes: 1 << 20)
      for step in 0..<10 {
        await archive.performUpkeep(
          now: Timestamp(secondsSinceEpoch: Double(step * 86_400)), limits: limits)
      }
      let ids = try await fixture.ids()
      #expect((1..<30).contains(ids.count) && ids.first == "a39")
    }
    let size = try FileManager.default.attributesOfItem(atPath: fixture.path)[.size] as? Int
    #expect(try #require(size) < 3 << 19)
  }

  @Test func `Without limits nothing is deleted`() async throws {
    try await fixture.with { archive in
      await fill(archive, 0..<3)
      await archive.performUpkeep(now: 1000, limits: ArchiveLimits())
    }
    #expect(try await fixture.ids().count == 3)
  }

  @Test func `An index of another version is made anew in steps`() async throws {
    try await fixture.with { await fill($0, 0..<600) }
    let queue = try DatabaseQueue(path: fixture.path)
    try await queue.write { db in try ArchiveMeta.tokenizer.set(0, db) }
    try queue.close()
    #expect(try await !ReadOnlyArchive(fixture.path).isFullyIndexed())
    try await fixture.with { archive in
      await archive.performUpkeep(now: 1000, limits: ArchiveLimits())
      let found = try await fixture.search("common", limit: 1000)
      #expect(found.count == 500)
      await archive.performUpkeep(now: 90_000, limits: ArchiveLimits(count: 550))
    }
    #expect(try await ReadOnlyArchive(fixture.path).isFullyIndexed())
    #expect(try await fixture.search("common", limit: 1000).count == 550)
    #expect(try await fixture.search("word49") == [])
    #expect(try await fixture.search("word50") == ["a50"])
  }
}
