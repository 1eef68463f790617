import Foundation
import GRDB
import Logging
import TestSupport
import Testing

@testable import Ledger

@Suite struct LedgerStagingTests {
  private let scratch = Scratch(inMemory: true)

  /// A staged entry of one source.
  private let rows = """
    INSERT INTO source (id, name, rules_hash) VALUES (1, 'lindmar', 5);
    INSERT INTO article (id, source, state, opening, lede_key, day, day_form, link_key, public_id,
      first_seen, seen_day) VALUES (3, 1, 1, 1, zeroblob(30), 20526, 0, 1, 'p', 1773480000, 0);
    INSERT INTO event (id, kind, source, article, public_id, revision, at, is_staged, notify, entry,
      record) VALUES (7, 'new', 1, 3, 'p', 1, 1773480000, 1, 1, 'e', zeroblob(50));
    """

  @Test func `An entry that is published again is counted and delivered once`() async throws {
    let ledger = try LedgerStore.open(
      scratch.path("ledger.sqlite"), log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      now: 0)
    try await ledger.write("rows") { [rows] in try $0.execute(sql: rows) }
    #expect(try await ledger.stagedEntries().map(\.entry) == ["e"])
    for _ in 0..<2 {
      try await ledger.publish(7, recipients: ["tell", "mail"], now: 1_773_480_000)
    }
    #expect(try await ledger.stagedEntries().isEmpty)
    let (hooks, spooled) = try await ledger.read { db in
      (
        try String.fetchAll(db, sql: "SELECT hook FROM delivery ORDER BY id"),
        try Int.fetchOne(db, sql: "SELECT spooled FROM source")
      )
    }
    #expect(hooks == ["tell", "mail"])
    #expect(spooled == 1)
    await ledger.close()
  }
}
