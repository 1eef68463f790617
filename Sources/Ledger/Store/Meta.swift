import GRDB

/// A property of the ledger itself; the raw value is its key in the table `meta`.
enum Meta: String {
  /// The id of the spool whose entries the ledger knows.
  case spool
  /// The id of the spool of the damaged ledger from which this one was made.
  case previousSpool = "previous spool"
  /// The last report about the spool: foreign names and permissions.
  case spoolConditions = "spool conditions"
  /// The ledger's own day; see `Retention`.
  case day
  /// The start of the last daily upkeep, in seconds since 1970.
  case upkeepBegan = "upkeep began"
  /// The last article that the unfinished upkeep has visited.
  case sweep
  /// The pauses of sources by commands, as JSON.
  case pauses

  func text(_ db: Database) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT value FROM meta WHERE key = :key"),
      arguments: ["key": rawValue])
  }

  func set(_ value: some CustomStringConvertible, _ db: Database) throws {
    try db.insertOrReplace(into: "meta", ["key": rawValue, "value": value.description])
  }

  func delete(_ db: Database) throws {
    try db.run("DELETE FROM meta WHERE key = :key", ["key": rawValue])
  }
}
