import Dates
import GRDB
import News
import Spool
import WebURL

extension ListingIntake {
  /// What may be missing, in words; nil when known ground was reached.
  func gap() async throws -> Gap? {
    guard isGapLeft, let first = teasers.last else { return nil }
    let last = try await context.ledger.lastKnown(source: memory.row)
    guard let last else { return nil }
    let days = first.date.flatMap { date in last.date.map { date.day.number - $0.day.number } } ?? 0
    let rate = try await context.ledger.rate(source: memory.row, before: last.date?.day.number)
    let count = max(1, Int(rate * Double(days - 1)))
    return Gap(
      least: count, after: last, before: first, row: try await context.ledger.lastRow(),
      why: doubt?.reason ?? "")
  }
}

/// Teasers that were perhaps never seen: between the last that was known and the first that was
/// seen after it.
struct Gap: Sendable {
  /// How many there are at least, as the source used to publish.
  var least: Int
  var after: Teaser
  var before: Teaser
  /// The last row known when it was found.
  var row: Int64
  var why: String

  var text: String {
    "at least \(least) may be missing between \(Gap.words(for: after)) and "
      + Gap.words(for: before)
  }

  private static func words(for teaser: Teaser) -> String {
    let date = teaser.date.map { " (\($0.day))" } ?? ""
    return "“\(Excerpt.of(teaser.text, characters: 60))”\(date)"
  }
}

extension LedgerStore {
  /// The newest teaser of a source.
  nonisolated func lastKnown(source: Int64) async throws -> Teaser? {
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
  nonisolated func rate(source: Int64, before day: Int?) async throws -> Double {
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
