import Dates
import GRDB
import News
import WebURL

extension LedgerStore {
  /// The newest teaser of a source.
  package nonisolated func lastKnown(source: Int64) async throws -> Teaser? {
    try await read { db in
      try Row.fetchOne(
        db,
        sql: """
          SELECT link, lede, headline, date, day, day_form
          FROM article JOIN story ON story.id = article.id
          WHERE source = ? ORDER BY day DESC, article.id DESC LIMIT 1
          """, arguments: [source]
      ).flatMap { row in
        WebURL(row["link"] as String).map { link in
          let day: Int = row["day"]
          let date =
            day == TeaserKey.undated
            ? nil : TeaserDay(day: day, form: TeaserDay.Form(rawValue: row["day_form"]) ?? .day)
          return Teaser(
            link: link, lede: row["lede"], headline: row["headline"],
            date: PageDate(stored: row["date"], day: date))
        }
      }
    }
  }

  /// Teasers a day, as the source showed them in the four weeks before a day.
  package nonisolated func rate(source: Int64, before day: Int?) async throws -> Double {
    guard let day else { return 0 }
    return try await read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT count(*) AS n, min(day) AS first FROM (
            SELECT day FROM article WHERE source = ? AND day BETWEEN ? AND ? LIMIT 5000)
          """, arguments: [source, day - 27, day])
      guard let row, let first: Int = row["first"] else { return 0 }
      return Double(row["n"] as Int) / Double(day - first + 1)
    }
  }
}
