import GRDB
import Glibc
import Web

/// The jars of sources that keep cookies.
extension LedgerStore {
  /// Bytes of a jar that are read; one that is larger was not written by us.
  private static let longestJar = 4 * CookieJar.maximumSize

  /// Those kept under these rules, in lines as libcurl writes them.
  package nonisolated func cookies(of source: String, rules: Int64) async throws -> [Cookie] {
    let lines = try await read { db in
      try String.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT lines FROM cookie_jar JOIN source ON source.id = cookie_jar.source
            WHERE name = ? AND cookie_jar.rules = ? AND typeof(lines) = 'text'
              AND length(lines) <= ?
            """), arguments: [source, rules, LedgerStore.longestJar])
    }
    return (lines ?? "").split(separator: "\n").compactMap { Cookie(line: String($0)) }
  }

  static func save(_ jar: StoredCookieJar, _ db: Database) throws {
    guard !jar.cookies.isEmpty else {
      return try db.cachedStatement(
        sql: "DELETE FROM cookie_jar WHERE source = (SELECT id FROM source WHERE name = ?)"
      ).execute(arguments: [jar.source])
    }
    try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO cookie_jar (source, rules, lines)
        SELECT id, ?, ? FROM source WHERE name = ?
        """
    ).execute(arguments: [
      jar.rules, jar.cookies.map(\.line).joined(separator: "\n"), jar.source,
    ])
  }

  /// Jars by their source's row, with the rules under which they were filled.
  static func jars(_ db: Database) throws -> [Int64: Int64] {
    try Row.fetchAll(db.cachedStatement(sql: "SELECT source, rules FROM cookie_jar"))
      .reduce(into: [:]) { $0[$1["source"]] = $1["rules"] }
  }

  static func forgetJar(_ db: Database, source row: Int64) throws {
    try db.cachedStatement(sql: "DELETE FROM cookie_jar WHERE source = ?").execute(arguments: [row])
  }

  /// Cookies are secrets: before any are written, nobody but the ledger's owner may read its files.
  /// - Returns: a file that others can read still; nil where there is none.
  package nonisolated func closeToOthers() -> String? {
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
