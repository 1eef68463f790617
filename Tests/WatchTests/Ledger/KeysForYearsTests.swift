import Dates
import Foundation
import GRDB
import Logging
import News
import Spool
import Testing
import WebURL

@testable import Watch

@Suite struct KeysForYearsTests {
  let world = FakeWorld()
  var path: String { world.scratch.path("state/ledger.sqlite") }

  private func open() throws -> LedgerStore {
    try LedgerStore.open(
      path, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, now: world.clock.wall)
  }

  @Test("a digest tells ledes apart as the ledes themselves do", arguments: 60..<200)
  func digests(cut: Int) throws {
    let text =
      "The provincial school of music opened a hall for the weavers’ league on the bank of the "
      + "river Tam at a solemn meeting that many attended for their attitude and for the soup, which "
      + "had been praised by the harbour board of Lindmar in the spring"
    let whole = LedeKey(text)
    let key = LedeKey(String(text.prefix(cut)))
    let kept = LedeKey(
      digest: try #require(LedeDigest(stored: key.digest.stored)), opening: key.opening)
    #expect(kept.isCompatible(with: whole) && whole.isCompatible(with: kept))
    #expect(kept.isCompatible(with: key) && kept.digest == key.digest)
    let longer = LedeKey(String(text.prefix(cut + 9)))
    #expect(longer.isCompatible(with: kept) && kept.isCompatible(with: longer))
    let other = LedeKey(String(text.prefix(cut - 8)) + "########" + text.dropFirst(cut))
    #expect(!kept.isCompatible(with: other), "the text of the longer one decides")
    let shorter = LedeKey(String(text.prefix(cut - 9)) + "#####")
    #expect(!kept.isCompatible(with: shorter), "\(cut)")
  }

  @Test("a kept fingerprint tells near texts from others")
  func fingerprints() throws {
    let words = (0..<300).map { "word\($0)" }
    let text = TextFingerprint(words.joined(separator: " "))
    let near = TextFingerprint(words.dropLast(8).joined(separator: " "))
    let other = TextFingerprint(words.map { $0 + "x" }.joined(separator: " "))
    let half = TextFingerprint(
      (words.dropLast(150) + (0..<150).map { "y\($0)" }).joined(separator: " "))
    let kept = try #require(StoredFingerprint(stored: StoredFingerprint(text).stored))
    #expect(kept.similarity(to: text) == 1)
    #expect(kept.isNearly(near))
    #expect(!kept.isNearly(half))
    #expect(kept.similarity(to: other) < 0.1)
    #expect(kept.stored.count <= 101)
  }

  @Test("a ledger of the first form is brought up to date, and nothing in it is new again")
  func migration() async throws {
    for name in ["one", "two", "three"] { world.site.publish(name) }
    try world.makeFirstForm(stories: world.site.state.withLock { $0.stories }, path: path)
    let report = try await world.once()
    #expect(report.fault == nil)
    #expect(report.spooled.map(\.address) == ["http://news.test/a/three"], "it was owed")
    let told = world.hooks.told.withLock { $0.map(\.delivery) }
    #expect(told.contains("id-one-r1-tell"), "a delivery that was pending is made: \(told)")
    #expect(told.count == 2)
    #expect(try await world.once().spooled.isEmpty)
  }

  @Test("keys outlive the words; both go at their age, which a clock that jumps does not make")
  func forgetting() async throws {
    for i in 0..<10 { world.site.publish("s\(i)") }
    world.site.change { $0.stories[0].isListed = false }
    try await world.once()
    for i in 0..<10 { world.site.publish("t\(i)") }
    world.site.change { for i in 10..<20 { $0.stories[i].isListed = false } }
    func counts() async throws -> [Int] {
      let ledger = try open()
      let counts = try await ledger.read { db in
        try ["article", "story", "recheck"].map {
          try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0)") ?? 0
        }
      }
      await ledger.close()
      return counts
    }
    world.clock.jump(900 * 86_400)
    for _ in 0..<3 { try await world.once() }
    world.clock.jump(-900 * 86_400)
    for _ in 0..<3 { try await world.once() }
    #expect(try await counts()[0] == 19, "a clock that jumps forgets nothing")
    try await age(days: 100)
    var left = try await counts()
    #expect(left == [19, 10, 0], "words are forgotten, keys are not")
    for i in 10..<20 { world.site.change { $0.stories[i].isListed = true } }
    #expect(try await world.once().spooled.map(\.address) == ["http://news.test/a/s9"])
    world.site.change { for i in 10..<20 { $0.stories[i].isListed = false } }
    try await age(days: 420)
    left = try await counts()
    #expect(left == [10, 10, 0])
  }

  /// A round each ten days, a tidying each day.
  private func age(days: Int) async throws {
    for _ in 0..<(days / 10) {
      try await world.once()
      let ledger = try open()
      for _ in 0..<10 {
        world.clock.pass(86_400)
        try await ledger.keepTidy(now: world.clock.wall)
      }
      await ledger.close()
    }
    try await world.once()
  }

  @Test("a sweep goes through a large ledger in pieces")
  func pieces() async throws {
    world.scratch.write("", to: "state/x")
    let ledger = try open()
    try await ledger.write("many") { db in
      for i in 0..<12_000 {
        try db.execute(
          sql: """
            INSERT INTO article (source, state, opening, lede_key, day, day_form, link_key,
              public_id, first_seen, seen) VALUES (1, 2, ?, x'', 1, 0, ?, 'x', 0, -1000)
            """, arguments: [i, i])
      }
    }
    func count() async throws -> Int {
      try await ledger.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM article") ?? 0 }
    }
    var left = [12_000]
    for _ in 0..<4 {
      try await ledger.keepTidy(now: 1000)
      left.append(try await count())
    }
    #expect(left == [12_000, 7000, 2000, 0, 0])
    await ledger.close()
  }
}

extension FakeWorld {
  /// The ledger as the first version left it: one article spooled with a delivery pending, one with
  /// one delivered, one owed.
  fileprivate func makeFirstForm(stories: [FakeSite.Story], path: String) throws {
    scratch.write("", to: "state/x")
    scratch.write("spool-of-a-test\n", to: "spool/.ledewatch")
    for name in ["tmp", "new", "cur"] {
      try FileManager.default.createDirectory(
        atPath: scratch.path("spool/\(name)"), withIntermediateDirectories: true)
    }
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 what was seen, is owed, was spooled, was delivered") { db in
      try db.execute(sql: LedgerSchema.first)
    }
    let queue = try DatabaseQueue(path: path)
    try migrator.migrate(queue)
    try queue.write { db in
      try db.execute(
        sql: """
          INSERT INTO meta VALUES ('spool', 'spool-of-a-test');
          INSERT INTO source (id, name, rules, first_round_done, usual_count)
          VALUES (1, 'lindmar', 0, 1, 3)
          """)
      for (i, story) in stories.reversed().enumerated() {
        let name = story.path.dropFirst(3)
        let link = WebURL("http://news.test\(story.path)")
        let teaserKey = TeaserKey(
          Teaser(
            link: link, lede: story.lede, date: PageDate(day: Day(iso: story.date ?? "")!)))
        try db.execute(
          sql: """
            INSERT INTO article (id, source, state, public_id, first_seen, notify, opening, lede_key,
              day, day_form, link_key, link, lede, entry)
            VALUES (?, 1, ?, ?, 1773000000, 1, ?, ?, ?, 0, ?, ?, ?, ?)
            """,
          arguments: [
            i + 1, i == 2 ? 0 : 2, "id-\(name)", teaserKey.lede.opening, Data(teaserKey.lede.bytes),
            teaserKey.date?.day, teaserKey.link, link.string, story.lede, "entry-\(name)",
          ])
      }
      let record = EntryRecord(
        id: "id-one", source: source.entrySource, teaser: Teaser(link: source.url, lede: "x"),
        article: nil,
        firstSeen: 1_773_000_000, fetchedAt: nil
      ).json()
      try db.execute(
        sql: "INSERT INTO record (article, json) VALUES (1, ?)", arguments: [Data(record)])
      try db.execute(
        sql: """
          INSERT INTO delivery (article, hook, event, state, created)
          VALUES (1, 'tell', 'new', 0, 1773000000), (2, 'tell', 'new', 2, 1773000000)
          """)
    }
    try queue.close()
  }
}
