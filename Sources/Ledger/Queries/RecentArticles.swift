import Basics
import Foundation
import GRDB

/// An article in a list of the newest ones.
package struct RecentArticle: Hashable, Sendable {
  package var id: String
  package var firstSeen: Timestamp
  package var headline: String?
  package var lede: String?
  package var isSpooled: Bool
  /// The number of the last revision, from 1.
  package var revision: Int
}

extension LedgerReading {
  /// Returns the articles of a source that were seen last, the latest first.
  package func recentArticles(of source: SourceID, limit: Int) async throws -> [RecentArticle] {
    try await read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT public_id, first_seen, headline, lede, state, revision
          FROM article LEFT JOIN story ON story.id = article.id
          WHERE article.id IN (
            SELECT id FROM article WHERE source = :source AND same_as IS NULL
            ORDER BY id DESC LIMIT :limit)
          ORDER BY article.id DESC
          """, arguments: ["source": source, "limit": limit]
      ).map {
        RecentArticle(
          id: $0["public_id"],
          firstSeen: Timestamp(secondsSinceEpoch: Double($0["first_seen"] as Int64)),
          headline: $0["headline"], lede: $0["lede"],
          isSpooled: ArticleState(rawValue: $0["state"]) == .spooled, revision: $0["revision"])
      }
    }
  }

  /// Returns the number of articles that each source has found on each of the last days, the oldest day
  /// first. What a source listed when it was new is left out. Sources without articles have no value.
  package func dailyArrivals(days: Int, now: Timestamp) async throws -> [String: [Int]] {
    let start = now.wholeSeconds - Int64(days) * 86_400
    return try await read { db in
      let firstID = try firstArticle(db, since: start)
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT source, name, first_seen, count(*) AS n
          FROM article JOIN source ON source.id = article.source
          WHERE article.id >= :first AND first_seen BETWEEN :start AND :end AND same_as IS NULL
          GROUP BY source, first_seen ORDER BY source, first_seen
          """, arguments: ["first": firstID, "start": start, "end": now.wholeSeconds])
      var counts: [String: [Int]] = [:]
      for row in rows {
        let name: String = row["name"]
        if counts[name] == nil {
          counts[name] = [Int](repeating: 0, count: days)
          guard try wasKnown(db, row["source"], before: firstID) else { continue }
        }
        let day = Int((row["first_seen"] as Int64) - start) / 86_400
        counts[name]?[min(day, days - 1)] += row["n"]
      }
      return counts
    }
  }

  /// Returns the id of the first article that was seen at or after a time, by bisection: articles are
  /// numbered in the order in which they were seen.
  private func firstArticle(_ db: Database, since time: Int64) throws -> Int64 {
    var low = try Int64.fetchOne(db, sql: "SELECT min(id) FROM article") ?? 0
    var high = try Int64.fetchOne(db, sql: "SELECT max(id) + 1 FROM article") ?? 0
    while low < high {
      let middle = low + (high - low) / 2
      let seen = try Int64.fetchOne(
        db, sql: "SELECT first_seen FROM article WHERE id >= :id ORDER BY id LIMIT 1",
        arguments: ["id": middle])
      if let seen, seen < time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func wasKnown(_ db: Database, _ source: Int64, before article: Int64) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM article WHERE source = :source AND id < :id)",
      arguments: ["source": source, "id": article]) ?? false
  }
}
