import Foundation
import GRDB

extension LedgerStore {
  private static let knownSQL = """
    SELECT id, source, state, opening, lede_key, day, day_form, link_key, seen_day, same_as
    FROM article WHERE id IN (SELECT value FROM json_each(:ids))
    """

  /// Returns the articles that have the opening (and about the day, or no date) or the link of each key.
  /// The cost is a few index lookups, independent of the ledger's size.
  /// - Parameter sources: the source itself, followed by those that share its identity space.
  package nonisolated func knownTeasers(
    for teaserKeys: [TeaserKey], sources: [SourceID]
  ) async throws -> [[KnownTeaser]] {
    let own = sources[0]
    return try await read { db in
      let probes = try IdentityProbes(db, sources: sources)
      let ids = try teaserKeys.map { try probes.articles(for: $0) }
      // An article that is found by both its lede and its link is read once.
      var teasers: [ArticleID: KnownTeaser] = [:]
      let cursor = try Row.fetchCursor(
        db.cachedStatement(sql: LedgerStore.knownSQL),
        arguments: ["ids": LedgerStore.list(Set(ids.joined()))])
      while let row = try cursor.next() {
        let teaser = try KnownTeaser(known: row, source: own)
        teasers[teaser.id] = teaser
      }
      return ids.map { ids in
        var seen: Set<ArticleID> = []
        let known = ids.compactMap { seen.insert($0).inserted ? teasers[$0] : nil }
        return sources.count == 1
          ? known : known.filter { !$0.isForeign } + known.filter(\.isForeign)
      }
    }
  }

  fileprivate static func list(_ ids: some Sequence<some RowID>) -> String {
    "[\(ids.lazy.map { String($0.rawValue) }.joined(separator: ","))]"
  }
}

extension KnownTeaser {
  /// Reads a row.
  /// - Parameter row: the columns of `LedgerStore.knownSQL`. They are read by position, because a lookup by
  ///   name takes longer than reading the value.
  fileprivate init(known row: Row, source: SourceID) throws {
    let digest = try row.withUnsafeData(atIndex: 4) { LedeDigest(stored: Array($0 ?? Data())) }
    let teaserKey = TeaserKey(
      lede: LedeKey(digest: digest ?? LedeDigest([], weight: 0), opening: row[3]),
      date: TeaserDay(day: row[5], form: row[6]), link: row[7])
    self.init(
      id: ArticleID(rawValue: row[0]), teaserKey: teaserKey,
      isOwed: row[2] == ArticleState.owed.rawValue, isForeign: row[1] != source.rawValue,
      seen: row[8], article: (row[9] as Int64?).map(ArticleID.init(rawValue:)))
  }
}

/// The index lookups that find the articles of a key, without reading the table.
private struct IdentityProbes {
  private let byLink: Statement
  private let byDay: Statement
  private let byOpening: Statement
  /// The condition on the source, or on the sources that share an identity space. The SQL is the same for
  /// all sources, so that the statements are compiled once.
  private let sources: any DatabaseValueConvertible & Sendable

  init(_ db: Database, sources: [SourceID]) throws {
    let isOne = sources.count == 1
    let condition =
      isOne ? "source = :sources" : "source IN (SELECT value FROM json_each(:sources))"
    self.sources = isOne ? sources[0].rawValue : LedgerStore.list(sources)
    byLink = try db.cachedStatement(
      sql: """
        SELECT id FROM article WHERE \(condition) AND link_key = :link ORDER BY id DESC LIMIT 32
        """)
    byDay = try db.cachedStatement(
      sql: """
        SELECT id FROM article
        WHERE \(condition) AND opening = :opening AND day BETWEEN :first AND :last LIMIT 64
        """)
    byOpening = try db.cachedStatement(
      sql: """
        SELECT id FROM article WHERE \(condition) AND opening = :opening
        ORDER BY day DESC LIMIT 32
        """)
  }

  func articles(for teaserKey: TeaserKey) throws -> [ArticleID] {
    let opening = teaserKey.lede.opening
    var articles = try ArticleID.fetchAll(byLink, ["sources": sources, "link": teaserKey.link])
    articles += try self.articles(opening, from: TeaserKey.undated, to: TeaserKey.undated)
    if let day = teaserKey.date?.day {
      articles += try self.articles(
        opening, from: day - TeaserDay.redating, to: day + TeaserDay.redating)
    } else {
      articles += try ArticleID.fetchAll(byOpening, ["sources": sources, "opening": opening])
    }
    return articles
  }

  private func articles(_ opening: Int64, from first: Int, to last: Int) throws -> [ArticleID] {
    try ArticleID.fetchAll(
      byDay, ["sources": sources, "opening": opening, "first": first, "last": last])
  }
}
