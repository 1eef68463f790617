import Foundation
import GRDB

extension LedgerStore {
  private static let keyColumns =
    "id, source, state, opening, lede_key, day, day_form, link_key, seen, same_as"

  /// For each teaserKey the rows with its opening (of about its day, or undated) or its link: index
  /// probes, whatever the ledger's size.
  /// - Parameter sources: the source's own row, then those that share its identity space.
  package nonisolated func known(_ teaserKeys: [TeaserKey], sources: [Int64]) async throws
    -> [[KnownTeaser]]
  {
    let own = sources[0]
    return try await read { db in
      let probes = try IdentityProbes(db, sources: sources)
      let rows = try teaserKeys.map { try probes.rows(for: $0) }
      // A row is found by its lede and by its link, and is read once.
      var teasers: [Int64: KnownTeaser] = [:]
      let cursor = try Row.fetchCursor(
        db.cachedStatement(
          sql: """
            SELECT \(LedgerStore.keyColumns) FROM article
            WHERE id IN (SELECT value FROM json_each(?))
            """), arguments: [LedgerStore.list(Set(rows.joined()))])
      while let row = try cursor.next() {
        teasers[row[0]] = try KnownTeaser(keys: row, source: own)
      }
      return rows.map { rows in
        var seen: Set<Int64> = []
        let known = rows.compactMap { seen.insert($0).inserted ? teasers[$0] : nil }
        return sources.count == 1
          ? known : known.filter { !$0.isForeign } + known.filter(\.isForeign)
      }
    }
  }

  fileprivate static func list(_ numbers: some Sequence<Int64>) -> String {
    "[\(numbers.lazy.map(String.init).joined(separator: ","))]"
  }
}

extension KnownTeaser {
  /// - Parameter row: the columns of `LedgerStore.keyColumns` in their order, by which they are read: a
  ///   name takes longer to find than its value.
  fileprivate init(keys row: Row, source: Int64) throws {
    let digest = try row.withUnsafeData(atIndex: 4) { LedeDigest(stored: Array($0 ?? Data())) }
    let day: Int = row[5]
    let teaserKey = TeaserKey(
      lede: LedeKey(digest: digest ?? LedeDigest([], weight: 0), opening: row[3]),
      date: day == TeaserKey.undated
        ? nil : TeaserDay(day: day, form: TeaserDay.Form(rawValue: row[6]) ?? .day),
      link: row[7])
    self.init(
      row: row[0], teaserKey: teaserKey, isOwed: row[2] == ArticleState.owed.rawValue,
      isForeign: row[1] != source, seen: row[8], article: row[9])
  }
}

/// The index probes by which the rows of a teaserKey are found; the indexes alone answer them.
private struct IdentityProbes {
  private let byLink: Statement
  private let byDay: Statement
  private let byOpening: Statement
  /// The one source, or a list of those that share an identity space. One text for all sources, so
  /// that the statements are compiled once.
  private let sources: any DatabaseValueConvertible

  init(_ db: Database, sources: [Int64]) throws {
    let isOne = sources.count == 1
    let them = isOne ? "source = ?" : "source IN (SELECT value FROM json_each(?))"
    self.sources = isOne ? sources[0] : LedgerStore.list(sources)
    byLink = try db.cachedStatement(
      sql: "SELECT id FROM article WHERE \(them) AND link_key = ? ORDER BY id DESC LIMIT 32")
    byDay = try db.cachedStatement(
      sql: """
        SELECT id FROM article WHERE \(them) AND opening = ? AND day BETWEEN ? AND ? LIMIT 64
        """)
    byOpening = try db.cachedStatement(
      sql: "SELECT id FROM article WHERE \(them) AND opening = ? ORDER BY day DESC LIMIT 32")
  }

  func rows(for teaserKey: TeaserKey) throws -> [Int64] {
    let opening = teaserKey.lede.opening
    let undated = TeaserKey.undated
    var rows = try Int64.fetchAll(byLink, arguments: [sources, teaserKey.link])
    rows += try Int64.fetchAll(byDay, arguments: [sources, opening, undated, undated])
    if let day = teaserKey.date?.day {
      let (first, last) = (day - TeaserDay.redating, day + TeaserDay.redating)
      rows += try Int64.fetchAll(byDay, arguments: [sources, opening, first, last])
    } else {
      rows += try Int64.fetchAll(byOpening, arguments: [sources, opening])
    }
    return rows
  }
}
