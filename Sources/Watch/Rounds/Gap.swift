import Dates
import Ledger
import News
import Spool
import WebURL

extension ListingIntake {
  /// Returns the gap between the listed teasers and the known ones; nil if there is none.
  func gap() async throws -> Gap? {
    guard isGapLeft, let first = teasers.last else { return nil }
    let last = try await context.ledger.newestTeaser(of: memory.id)
    guard let last else { return nil }
    let days = first.date.flatMap { date in last.date.map { date.day.number - $0.day.number } } ?? 0
    let rate = try await context.ledger.publicationRate(
      of: memory.id, before: last.date?.day.number)
    let count = max(1, Int(rate * Double(days - 1)))
    return Gap(
      minimumCount: count, after: last, before: first,
      lastKnown: try await context.ledger.lastArticle(),
      reason: gapError?.reason ?? "")
  }
}

/// Teasers that were perhaps never seen, between the last known teaser and the first one after it.
struct Gap: Sendable {
  /// The minimum number of missing teasers, estimated from the source's usual rate.
  var minimumCount: Int
  var after: Teaser
  var before: Teaser
  /// The last row of the ledger when the gap was found.
  var lastKnown: ArticleID
  var reason: String

  var text: String {
    "at least \(minimumCount) \(minimumCount == 1 ? "article" : "articles") may be missing between \(Gap.text(of: after)) and "
      + Gap.text(of: before)
  }

  private static func text(of teaser: Teaser) -> String {
    let date = teaser.date.map { " (\($0.day))" } ?? ""
    return "“\(Excerpt.of(teaser.text, characters: 60))”\(date)"
  }
}
