import GRDB

/// The transfer of readable rows from a damaged ledger to a new one, table by table and in small
/// batches, because damage mostly affects a few pages. The spool is read afterwards and supplies the
/// rest.
///
/// Rows that cannot be read are skipped; a row that cannot be written ends the recovery.
struct LedgerRecovery {
  /// The damaged ledger. It is only read, so that no transactions are needed.
  let old: DatabaseQueue
  let new: DatabaseQueue

  /// A table and the conditions that a row must meet to be copied.
  struct Table {
    var name: String
    /// The columns to copy; nil for all columns that both ledgers have.
    var columns: [String]?
    var checks: String
  }

  static let tables = [
    Table(
      name: "source",
      // The state of the source and the times of its rounds are determined again.
      columns: [
        "id", "name", "rules_hash", "first_round_done", "link_habit", "usual_count", "spooled",
      ],
      checks: """
        typeof(name) = 'text' AND typeof(rules_hash) = 'integer' AND first_round_done IN (0, 1)
        AND link_habit IN (0, 1, 2) AND typeof(usual_count) = 'integer'
        AND typeof(spooled) = 'integer'
        """),
    Table(
      name: "known_host",
      checks: """
        typeof(name) = 'text' AND is_public IN (0, 1) AND typeof(first_seen) = 'integer'
        """),
    Table(
      name: "article",
      checks: """
        typeof(source) = 'integer' AND state IN (0, 1, 2, 3, 4) AND typeof(opening) = 'integer'
        AND typeof(lede_key) = 'blob' AND length(lede_key) >= 7 AND typeof(day) = 'integer'
        AND day_form IN (0, 1, 2, 3) AND typeof(link_key) = 'integer' AND typeof(public_id) = 'text'
        AND typeof(first_seen) = 'integer' AND typeof(seen_day) = 'integer'
        AND typeof(revision) = 'integer' AND typeof(same_as) IN ('null', 'integer')
        """),
    Table(
      name: "story",
      checks: """
        typeof(link) = 'text' AND typeof(lede) IN ('null', 'text')
        AND typeof(headline) IN ('null', 'text') AND typeof(date) IN ('null', 'text')
        AND typeof(image) IN ('null', 'text') AND typeof(fingerprint) IN ('null', 'blob')
        AND notify IN (0, 1) AND from_teaser IN (0, 1) AND typeof(judgement) IN ('null', 'integer')
        AND typeof(attempts) = 'integer' AND typeof(next_attempt) = 'real'
        AND typeof(error) IN ('null', 'text') AND is_gone IN (0, 1)
        AND typeof(suspects) IN ('null', 'text')
        """),
    Table(
      name: "recheck",
      checks: """
        typeof(source) = 'integer' AND typeof(due) = 'integer' AND typeof(step) = 'integer'
        AND typeof(failures) = 'integer' AND typeof(etag) IN ('null', 'text')
        AND typeof(last_modified) IN ('null', 'text') AND typeof(gone_since) IN ('null', 'integer')
        AND is_withdrawn IN (0, 1)
        """),
    Table(
      name: "event",
      checks: """
        typeof(kind) = 'text' AND typeof(source) = 'integer'
        AND typeof(article) IN ('null', 'integer') AND typeof(public_id) = 'text'
        AND typeof(revision) = 'integer' AND typeof(at) = 'integer' AND is_staged IN (0, 1)
        AND notify IN (0, 1) AND typeof(entry) IN ('null', 'text') AND typeof(note) IN ('null', 'text')
        AND typeof(record) IN ('null', 'blob') AND (is_staged = 0 OR entry IS NOT NULL)
        """),
    Table(
      name: "delivery",
      checks: """
        typeof(event) = 'integer' AND typeof(hook) = 'text' AND state IN (0, 1, 2)
        AND typeof(attempts) = 'integer' AND typeof(created) = 'real' AND typeof(next_attempt) = 'real'
        AND typeof(error) IN ('null', 'text')
        """),
  ]

  /// The number of row ids that are read together. It grows to `maximumBatchSize` while nothing can be
  /// read, because a damaged page in the middle of a large table hides about ten thousand rows.
  private static let batchSize: Int64 = 64
  private static let maximumBatchSize: Int64 = 16_384
  /// The number of consecutive unreadable batches after which the rest of a table is skipped.
  private static let maximumFailures = 40

  /// Copies all readable rows of a table in one transaction.
  /// - Throws: an error if a row cannot be written, or if reading fails for a reason other than damage.
  func copy(_ table: Table) throws {
    let columns = try columns(of: table)
    guard !columns.isEmpty else { return }
    let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    let insert = "INSERT OR IGNORE INTO \(table.name) (\(names)) VALUES (\(marks))"
    try new.write { db in
      let insert = try db.makeStatement(sql: insert)
      try forEachRow(of: table, names) { try insert.execute(arguments: $0) }
      if table.name == "source" { try copySourceNames(db) }
    }
  }

  /// Removes rows whose counterparts are missing.
  func removeOrphans() throws {
    let spool = try LedgerRecovery.readable {
      try old.read {
        try String.fetchOne(
          $0,
          sql: """
            SELECT value FROM meta
            WHERE key IN ('spool', 'previous spool') AND typeof(value) = 'text'
            """)
      }
    }.flatMap(\.self)
    let pauses = try LedgerRecovery.readable { try old.read { try SourcePauseTable($0) } }
    try new.write { db in
      try pauses?.save(db)
      // The spool is not recorded as the new ledger's own, because its entries are taken in first. It is
      // recorded as the previous one, so that no other spool is accepted.
      if let spool { try Meta.previousSpool.set(spool, db) }
      // Articles of a lost source are deleted. A source without articles starts with a first round.
      // An article is owed again if the event that staged it is lost.
      try db.execute(
        sql: """
          UPDATE source SET first_round_done = 0
          WHERE NOT EXISTS (SELECT 1 FROM article WHERE article.source = source.id);
          UPDATE article SET state = \(ArticleState.owed.rawValue)
          WHERE state = \(ArticleState.staged.rawValue) AND NOT EXISTS
            (SELECT 1 FROM event WHERE event.article = article.id AND \(Condition.eventStaged));
          DELETE FROM article WHERE source NOT IN (SELECT id FROM source)
            OR \(Condition.articlePending) AND id NOT IN (SELECT id FROM story);
          DELETE FROM event WHERE source NOT IN (SELECT id FROM source);
          DELETE FROM delivery WHERE event NOT IN (SELECT id FROM event);
          """)
    }
  }

  private func columns(of table: Table) throws -> [String] {
    let existing = try LedgerRecovery.readable {
      try old.read { try $0.columns(in: table.name).map(\.name) }
    }
    let wanted = try table.columns ?? new.read { try $0.columns(in: table.name).map(\.name) }
    // A ledger of an older version lacks some columns.
    return wanted.filter { (existing ?? []).contains($0) }
  }

  /// Copies the names of sources from their index, whose pages may be intact where those of the table
  /// are damaged.
  private func copySourceNames(_ db: Database) throws {
    let rows = try LedgerRecovery.readable {
      try old.read { try Row.fetchAll($0, sql: "SELECT id, name FROM source ORDER BY name") }
    }
    for row in rows ?? [] where row["name"] is String {
      try db.execute(
        sql:
          "INSERT OR IGNORE INTO source (id, name, rules_hash, first_round_done) VALUES (?, ?, 0, 1)",
        arguments: StatementArguments(row.databaseValues))
    }
  }

  // MARK: - Reading the damaged ledger

  private func forEachRow(
    of table: Table, _ names: String, _ body: (StatementArguments) throws -> Void
  ) throws {
    var start: Int64 = 0
    var size = LedgerRecovery.batchSize
    var failures = 0
    while failures < LedgerRecovery.maximumFailures {
      let (end, isLast) = start.addingReportingOverflow(size)
      let rows = try rows(of: table, names, start, isLast ? .max : end)
      for row in rows { try body(StatementArguments(row)) }
      if isLast { return }
      if !rows.isEmpty { (size, failures) = (LedgerRecovery.batchSize, 0) }
      // Ids have gaps.
      switch try next(table, after: end) {
      case .row(let row): start = row - 1
      case .end: return
      case .unreadable:
        start = end
        size = min(2 * size, LedgerRecovery.maximumBatchSize)
        failures += 1
      }
    }
  }

  /// Returns the rows of a batch. If a page in it cannot be read, these are the rows before and after
  /// that page.
  private func rows(
    of table: Table, _ names: String, _ start: Int64, _ end: Int64
  ) throws -> [[DatabaseValue]] {
    var rows: [[DatabaseValue]] = []
    for order in ["ASC", "DESC"] {
      // The table itself is read, because the damage may be in an index.
      let sql = """
        SELECT \(names) FROM \(table.name) NOT INDEXED
        WHERE rowid > ? AND rowid <= ? AND \(table.checks) ORDER BY rowid \(order)
        """
      let isComplete: Void? = try LedgerRecovery.readable {
        try old.unsafeRead { db in
          let cursor = try Row.fetchCursor(
            db.cachedStatement(sql: sql), arguments: [start, end])
          while let row = try cursor.next() { rows.append(Array(row.databaseValues)) }
        }
      }
      if isComplete != nil { break }
    }
    return rows
  }

  private enum Next {
    case row(Int64)
    case end, unreadable
  }

  private func next(_ table: Table, after row: Int64) throws -> Next {
    let next: Next? = try LedgerRecovery.readable {
      try old.unsafeRead { db in
        let next = try Int64.fetchOne(
          db.cachedStatement(
            sql: "SELECT rowid FROM \(table.name) NOT INDEXED WHERE rowid > ? LIMIT 1"),
          arguments: [row])
        return next.map { .row($0) } ?? .end
      }
    }
    // The order itself may be wrong in a damaged tree.
    if case .row(let found) = next, found <= row { return .unreadable }
    return next ?? .unreadable
  }

  /// Runs a read of the damaged ledger.
  /// - Returns: Nil if damage prevents the read.
  /// - Throws: errors that do not indicate damaged pages, such as a full disk (reading needs a file
  ///   beside the ledger), missing memory or a lock held by another process.
  static func readable<T>(_ body: () throws -> T) throws -> T? {
    do {
      return try body()
    } catch let error as DatabaseError where indicatesDamage(error) {
      return nil
    }
  }

  private static func indicatesDamage(_ error: DatabaseError) -> Bool {
    switch error.resultCode {
    // SQLITE_ERROR stands for a missing table or column.
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_TOOBIG, .SQLITE_ERROR, .SQLITE_FORMAT: true
    case .SQLITE_IOERR:
      [
        .SQLITE_IOERR_READ, .SQLITE_IOERR_SHORT_READ, .SQLITE_IOERR_DATA, .SQLITE_IOERR_CORRUPTFS,
      ].contains(error.extendedResultCode)
    default: false
    }
  }
}
