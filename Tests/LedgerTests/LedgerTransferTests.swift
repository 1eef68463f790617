import Basics
import Foundation
import GRDB
import Logging
import TestSupport
import Testing

@testable import Ledger

@Suite struct LedgerTransferTests {
  private let scratch = Scratch(inMemory: true)
  private let quay = SourceRegistration(name: "quay", url: "http://news.test/", rules: 1)

  private func open(_ name: String) throws -> LedgerStore {
    try LedgerStore.open(
      scratch.path(name), log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      now: 1_773_480_000)
  }

  private func execute(_ sql: String, _ ledger: LedgerStore) async throws {
    try await ledger.write("test") { try $0.execute(sql: sql) }
  }

  /// Returns the values of each row that are not NULL, separated by spaces.
  private func rows(_ sql: String, _ ledger: LedgerStore) async throws -> [String] {
    try await ledger.read { db in
      try Row.fetchAll(db, sql: sql).map { row in
        row.databaseValues.compactMap {
          String.fromDatabaseValue($0) ?? Int64.fromDatabaseValue($0).map(String.init)
        }
        .joined(separator: " ")
      }
    }
  }

  private func insert(
    _ id: Int, _ publicID: String, state: ArticleState, in ledger: LedgerStore
  ) async throws {
    try await execute(
      """
      INSERT INTO article (id, source, state, opening, lede_key, day, day_form, link_key, public_id,
        first_seen, seen_day)
      VALUES (\(id), 1, \(state.rawValue), 0, x'00', 0, 0, 0, '\(publicID)', 1, 3)
      """, ledger)
  }

  /// Fills the ledger of `once URL`: of its three articles, one is owed and may be the same as the first.
  private func fillOther() async throws {
    let other = try open("other")
    _ = try await other.openSources([
      SourceRegistration(name: "news-test-1", url: "http://news.test/", rules: 2)
    ])
    try await insert(1, "first", state: .spooled, in: other)
    try await insert(2, "staged", state: .staged, in: other)
    try await insert(3, "owed", state: .owed, in: other)
    try await execute(
      """
      UPDATE article SET same_as = 1 WHERE id = 2;
      INSERT INTO story (id, link, notify, suspects) VALUES (3, 'http://news.test/3', 1, '1 2');
      INSERT INTO recheck (article, source, due) VALUES (1, 1, 5);
      INSERT INTO event (kind, source, article, public_id, at, is_staged, notify, entry)
        VALUES ('new', 1, 1, 'first', 1, 0, 1, 'E1'), ('new', 1, 2, 'staged', 2, 1, 1, 'E2');
      INSERT INTO known_host (name, is_public, first_seen) VALUES ('news.test', 1, 1);
      UPDATE source SET first_round_done = 1, spooled = 1, seen_day = 3, gap_last_known = 2;
      INSERT OR REPLACE INTO meta VALUES ('day', '4');
      """, other)
    await other.close()
  }

  /// Returns a ledger that knows another source with one article.
  private func makeLedger() async throws -> LedgerStore {
    let ledger = try open("ledger")
    _ = try await ledger.openSources([SourceRegistration(name: "other", url: "http://o/", rules: 1)]
    )
    try await insert(7, "own", state: .spooled, in: ledger)
    try await execute("INSERT OR REPLACE INTO meta VALUES ('day', '104')", ledger)
    return ledger
  }

  @Test func `What another ledger knows of a source is copied with all references`() async throws {
    try await fillOther()
    let ledger = try await makeLedger()
    let transferred = try await ledger.transferSources([quay], from: scratch.path("other"))
    #expect(
      transferred == [
        TransferredSource(
          name: "quay", formerName: "news-test-1", articles: ["first", "staged", "owed"], owed: 1)
      ])
    let source = try await rows(
      """
      SELECT id, first_round_done, spooled, seen_day, gap_last_known, rules_hash
      FROM source WHERE name = 'quay'
      """, ledger)
    #expect(source == ["2 1 2 103 9 2"])
    #expect(
      try await rows(
        """
        SELECT id, public_id, state, seen_day, same_as FROM article
        WHERE source = 2 ORDER BY id
        """, ledger) == ["8 first 2 103", "9 staged 2 103 8", "10 owed 0 103"])
    #expect(
      try await rows("SELECT id, suspects FROM story", ledger) == ["10 8 9"])
    #expect(
      try await rows("SELECT article, source, due FROM recheck", ledger) == [
        "8 2 5"
      ])
    #expect(
      try await rows(
        "SELECT article, source, is_staged, entry FROM event ORDER BY id", ledger)
        == ["8 2 0 E1", "9 2 0 E2"])
    #expect(try await rows("SELECT name FROM known_host", ledger) == ["news.test"])
  }

  @Test func `The other ledger keeps what is known and fetches nothing more`() async throws {
    try await fillOther()
    let ledger = try await makeLedger()
    _ = try await ledger.transferSources([quay], from: scratch.path("other"))
    let other = try open("other")
    #expect(
      try await rows("SELECT public_id, state FROM article", other)
        == ["first 2", "staged 1", "owed 3"])
    #expect(try await rows("SELECT article FROM recheck", other).isEmpty)
  }

  @Test func `A source is transferred only if it is unknown and not declared new`() async throws {
    let ledger = try await makeLedger()
    let own = SourceRegistration(name: "other", url: "http://news.test/", rules: 1)
    let moved = SourceRegistration(name: "moved", url: "http://o/", rules: 1)
    var denied = quay
    denied.formerName = .none
    var renamed = quay
    renamed.formerName = .name("news-test-1")
    #expect(
      try await ledger.unknownSources(among: [own, moved, denied, quay, renamed]).map(\.formerName)
        == [.ofSameURL, .name("news-test-1")])
  }

  @Test func `A transfer that fails changes nothing`() async throws {
    try await fillOther()
    let ledger = try await makeLedger()
    // The ids are taken, because the name is.
    _ = try await ledger.openSources([quay])
    await #expect(throws: LedgerError.self) {
      try await ledger.transferSources([quay], from: scratch.path("other"))
    }
    #expect(try await rows("SELECT public_id FROM article", ledger) == ["own"])
    // The other database is detached, so that the ledger can be used.
    await #expect(throws: LedgerError.self) {
      try await ledger.transferSources([quay], from: scratch.path("missing/ledger"))
    }
    #expect(try await ledger.unknownSources(among: [quay]).isEmpty)
  }
}
