import Dates
import News
import Spool
import WebURL

extension ListingIntake {
  /// What may be missing, in words; nil when known ground was reached.
  func gap() async throws -> Gap? {
    guard isGapLeft, let first = teasers.last else { return nil }
    let last = try await context.ledger.lastKnown(source: memory.id)
    guard let last else { return nil }
    let days = first.date.flatMap { date in last.date.map { date.day.number - $0.day.number } } ?? 0
    let rate = try await context.ledger.rate(source: memory.id, before: last.date?.day.number)
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
