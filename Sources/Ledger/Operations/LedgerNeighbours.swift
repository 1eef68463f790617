import Dates
import GRDB
import News

extension LedgerStore {
  /// Returns the teasers of about the day of each key whose words are still kept.
  package nonisolated func neighbours(
    _ teaserKeys: [(Int, TeaserKey)], source: SourceID
  ) async throws -> [Int: [KnownTeaser]] {
    try await read { db in
      let byDay = try db.cachedStatement(sql: LedgerStore.neighboursSQL)
      var found: [Int: [KnownTeaser]] = [:]
      // Many teasers have the same day, and decoding a key is expensive.
      var ofDay: [Int: [KnownTeaser]] = [:]
      for (i, teaserKey) in teaserKeys {
        let day = teaserKey.date?.day ?? TeaserKey.undated
        if ofDay[day] == nil {
          let spread = teaserKey.date == nil ? 0 : 1
          ofDay[day] = try Row.fetchAll(
            byDay, arguments: ["source": source, "first": day - spread, "last": day + spread]
          ).map { KnownTeaser($0, source: source, text: $0["lede"] ?? $0["headline"]) }
        }
        found[i] = ofDay[day]
      }
      return found
    }
  }

  private static let neighboursSQL = """
    SELECT article.id, source, state, opening, lede_key, day, day_form, link_key, seen_day, same_as,
      lede, headline
    FROM article JOIN story ON story.id = article.id
    WHERE source = :source AND day BETWEEN :first AND :last
    ORDER BY day DESC, article.id DESC LIMIT 100
    """

  /// Returns the ledes and headlines of the latest days, which help to find the listing after a redesign.
  package nonisolated func latestTexts(of source: SourceID, count: Int = 40) async throws
    -> [String]
  {
    try await read { db in
      try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT lede, headline FROM article JOIN story ON story.id = article.id
            WHERE source = :source ORDER BY day DESC, article.id DESC LIMIT :count
            """), arguments: ["source": source, "count": count]
      ).compactMap { ($0["lede"] as String?) ?? $0["headline"] }
    }
  }

  /// Returns the newest teaser of a source.
  package nonisolated func newestTeaser(of source: SourceID) async throws -> Teaser? {
    try await read { db in
      try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT link, lede, headline, date, day, day_form
            FROM article JOIN story ON story.id = article.id
            WHERE source = :source ORDER BY day DESC, article.id DESC LIMIT 1
            """), arguments: ["source": source]
      ).flatMap(Teaser.init)
    }
  }

  /// Returns the number of teasers per day in the four weeks before a day.
  package nonisolated func publicationRate(
    of source: SourceID, before day: Int?
  ) async throws -> Double {
    guard let day else { return 0 }
    return try await read { db in
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT count(*) AS n, min(day) AS first FROM (
              SELECT day FROM article
              WHERE source = :source AND day BETWEEN :first AND :last LIMIT 5000)
            """), arguments: ["source": source, "first": day - 27, "last": day])
      guard let row, let first: Int = row["first"] else { return 0 }
      return Double(row["n"] as Int) / Double(day - first + 1)
    }
  }

  /// Returns the last article of all sources; 0 if there is none.
  package nonisolated func lastArticle() async throws -> ArticleID {
    try await read { try ArticleID.fetchOne($0, sql: "SELECT max(id) FROM article") ?? 0 }
  }
}
