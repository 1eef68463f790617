import Foundation
import GRDB
import Logging
import TestSupport
import Testing

@testable import Ledger

/// A ledger of each released schema is opened and keeps what it holds.
///
/// For a new migration N, add a fixture `Schema<N-1>` (the tables and some rows of the schema
/// before, as SQL) to `fixtures`; a fixture never changes afterwards.
@Suite struct MigrationTests {
  private let scratch = Scratch(inMemory: true)
  private var path: String { scratch.path("ledger.sqlite") }
  private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  /// A ledger as the version with this schema left it.
  struct Fixture: Sendable, CustomTestStringConvertible {
    /// The number of the last migration that it has run.
    var schema: Int
    /// Tables and rows; the rows are those of `expectSameContent`.
    var sql: String

    var testDescription: String { "schema \(schema)" }
  }

  static let fixtures: [Fixture] = [
    Fixture(schema: 1, sql: Schema1.sql), Fixture(schema: 2, sql: Schema2.sql),
    Fixture(schema: 3, sql: Schema3.sql), Fixture(schema: 4, sql: Schema4.sql),
  ]

  private func write(_ fixture: Fixture) throws {
    let queue = try DatabaseQueue(path: path, configuration: .writing(isDraft: false))
    try queue.write { db in
      try db.execute(sql: fixture.sql)
      try db.execute(
        sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
      for number in 1...fixture.schema {
        try db.execute(
          sql: "INSERT INTO grdb_migrations VALUES (?)", arguments: ["\(number)"])
      }
    }
    try queue.close()
  }

  @Test(arguments: fixtures)
  func `A ledger of each schema is opened and keeps its content`(_ fixture: Fixture) async throws {
    try write(fixture)
    let ledger = try LedgerStore.open(path, log: log, now: 0)
    try await expectSameContent(ledger)
    await ledger.close()
    #expect(!scratch.list().contains { $0.contains("damaged") })
  }

  private func expectSameContent(_ ledger: LedgerStore) async throws {
    #expect(try await ledger.spoolID() == "spool-of-a-test")
    let source = SourceRegistration(name: "lindmar", rules: 5)
    let memory = try #require(try await ledger.openSources([source])["lindmar"])
    #expect(memory.page.validators.etag == "\"v1\"" && memory.rounds.isFirstDone)
    #expect(memory.page.usualCount == 20 && memory.polling.nextDue == 1_773_490_000)
    let owed = try await ledger.owedArticles(of: memory.id)
    #expect(owed.map(\.publicID) == ["p2"] && owed.first?.teaser.lede == "the tide at Oster")
    let deliveries = try await ledger.dueCalls(
      hook: "tell", now: 1_773_500_000, longest: .seconds(3600), busy: CallsInProgress(), limit: 10)
    #expect(deliveries.map(\.first.publicID) == ["p1"])
    #expect(try await ledger.recheckedArticle(1)?.publicID == "p1")
  }

  @Test func `The tables of a new ledger are those of the newest fixture`() async throws {
    let newest = try #require(Self.fixtures.last)
    #expect(LedgerSchema.migrator.migrations.last == "\(newest.schema)")
    func tables(_ queue: DatabaseQueue) throws -> [String] {
      try queue.read {
        try String.fetchAll(
          $0,
          sql: """
            SELECT name || ': ' || coalesce((SELECT group_concat(c.name || ' ' || c.type || ' '
              || c."notnull" || ' ' || coalesce(c.dflt_value, '')) FROM pragma_table_info(m.name) c), '')
            FROM sqlite_master m WHERE name NOT LIKE 'sqlite_%' ORDER BY name
            """)
      }
    }
    try write(newest)
    let fixture = try DatabaseQueue(path: path)
    let fresh = try DatabaseQueue()
    try LedgerSchema.migrator.migrate(fresh)
    #expect(try tables(fixture) == tables(fresh))
  }

  // MARK: - Development versions

  /// A ledger of a development version, closed properly or not.
  private func writeDevelopmentLedger(isClosed: Bool) throws -> DatabaseQueue? {
    var configuration = GRDB.Configuration()
    configuration.journalMode = .wal
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { db in
      try db.execute(
        sql: """
          CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
          INSERT INTO grdb_migrations VALUES ('1 what was seen, is owed, was spooled, was delivered');
          CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
          CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
          """)
    }
    if isClosed { try queue.close() }
    return isClosed ? nil : queue
  }

  private func files() -> [String: Data] {
    Dictionary(
      uniqueKeysWithValues: scratch.list().map {
        ($0, FileManager.default.contents(atPath: scratch.path($0)) ?? Data())
      })
  }

  @Test(arguments: [true, false])
  func `A ledger of a development version is refused and left unchanged`(isClosed: Bool)
    async throws
  {
    let queue = try writeDevelopmentLedger(isClosed: isClosed)
    let before = files()
    #expect(before.keys.contains("ledger.sqlite-wal") == !isClosed)
    for _ in 0..<2 {
      let error = #expect(throws: LedgerError.self) {
        try LedgerStore.open(path, log: log, now: 0)
      }
      #expect(error?.reason.contains("development version") == true && error?.isDamage == false)
      #expect(throws: LedgerError.self) { try ReadOnlyLedger(path) }
      await #expect(throws: LedgerError.self) { try await RetryRequest().arm(path, now: 0) }
    }
    #expect(files() == before)
    try queue?.close()
  }

  @Test func `A ledger can be recognised by its first page even after it was killed at once`()
    async throws
  {
    let ledger = try LedgerStore.open(path, log: log, now: 0)
    let copy = Scratch(inMemory: true)
    for name in scratch.list() {
      try FileManager.default.copyItem(atPath: scratch.path(name), toPath: copy.path(name))
    }
    let again = try LedgerStore.open(copy.path("ledger.sqlite"), log: log, now: 0)
    #expect(try await again.lastArticle() == 0)
    await again.close()
    await ledger.close()
    #expect(!copy.list().contains { $0.contains("damaged") })
  }
}
