import GRDB
import Glibc
import Web

/// The cookie jars of the sources that keep cookies.
extension LedgerStore {
  /// The maximum size of a jar in bytes; this program writes no larger ones.
  private static let maximumJarBytes = 4 * CookieJar.maximumSize

  /// Returns the cookies of a source that were stored under these rules.
  package nonisolated func cookies(of source: String, rules: Int64) async throws -> [Cookie] {
    let lines = try await read { db in
      try String.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT lines FROM cookie_jar JOIN source ON source.id = cookie_jar.source
            WHERE name = :source AND cookie_jar.rules_hash = :rules AND typeof(lines) = 'text'
              AND length(lines) <= :maximum
            """),
        arguments: ["source": source, "rules": rules, "maximum": LedgerStore.maximumJarBytes])
    }
    return (lines ?? "").split(separator: "\n").compactMap { Cookie(line: String($0)) }
  }

  static func store(_ jar: StoredCookieJar, _ db: Database) throws {
    guard !jar.cookies.isEmpty else {
      return try db.run(
        "DELETE FROM cookie_jar WHERE source = (SELECT id FROM source WHERE name = :source)",
        ["source": jar.source])
    }
    try db.run(
      """
      INSERT OR REPLACE INTO cookie_jar (source, rules_hash, lines)
      SELECT id, :rules, :lines FROM source WHERE name = :source
      """,
      [
        "rules": jar.rules, "lines": jar.cookies.map(\.line).joined(separator: "\n"),
        "source": jar.source,
      ])
  }

  /// Returns, for each source that has a jar, the rules under which it was filled.
  static func jarRules(_ db: Database) throws -> [SourceID: Int64] {
    try Row.fetchAll(db.cachedStatement(sql: "SELECT source, rules_hash FROM cookie_jar"))
      .reduce(into: [:]) { $0[$1["source"]] = $1["rules_hash"] }
  }

  static func deleteJar(_ db: Database, of source: SourceID) throws {
    try db.run("DELETE FROM cookie_jar WHERE source = :source", ["source": source])
  }

  /// Makes the ledger's files readable by their owner only. Cookies are secrets, so this is done
  /// before any are stored.
  /// - Returns: a file that other users can still read; nil if there is none.
  package nonisolated func restrictPermissions() -> String? {
    ["", "-wal", "-shm"].map { path + $0 }.first { file in
      guard let mode = LedgerStore.mode(of: file), mode & 0o077 != 0 else { return false }
      chmod(file, mode & 0o700)
      return LedgerStore.mode(of: file).map { $0 & 0o077 != 0 } ?? false
    }
  }

  private static func mode(of file: String) -> mode_t? {
    var info = stat()
    return stat(file, &info) == 0 ? info.st_mode & 0o7777 : nil
  }
}
