import Dates
import Foundation
import GRDB
import News
import Spool

extension LedgerStore {
  /// What is told of an entry that a crash has left on its way into the spool: what its record
  /// says, and where the consumer has taken it already and no hook is told of it, its teaser.
  /// - Returns: Nil where it has been settled.
  nonisolated func article(
    of staged: StagedEntry, in spool: SpoolDirectory
  ) async throws -> SpooledArticle? {
    let found = try await read { db -> (article: SpooledArticle, record: Data?)? in
      guard
        let row = try Row.fetchOne(
          db,
          sql: """
            SELECT source.name, event.public_id, event.revision, event.notify, record, link, lede,
              headline, day, from_teaser
            FROM event JOIN source ON source.id = event.source
            LEFT JOIN article ON article.id = event.article
            LEFT JOIN story ON story.id = event.article
            WHERE event.id = ? AND is_settled = 0
            """, arguments: [staged.row])
      else { return nil }
      let article = SpooledArticle(row, entry: staged.entry, path: spool.path(of: staged.entry))
      return (article, row["record"])
    }
    guard var article = found?.article else { return nil }
    article.take(found?.record.map { Array($0) } ?? spool.record(of: staged.entry) ?? [])
    return article
  }
}

extension SpooledArticle {
  fileprivate init(_ row: Row, entry: String, path: String) {
    let day = row["day"] as Int? ?? TeaserKey.undated
    self.init(
      source: row["name"], id: row["public_id"], revision: row["revision"], path: path,
      address: row["link"] ?? entry, headline: row["headline"], lede: row["lede"],
      date: day == TeaserKey.undated ? nil : Day(number: day).description,
      isFromTeaser: row["from_teaser"] ?? false, isBacklog: !row["notify"])
  }

  /// Takes what the record of the entry tells, if the bytes are one.
  fileprivate mutating func take(_ json: [UInt8]) {
    guard let document = try? EntryDocument(decoding: json), let url = document.url else { return }
    address = url
    headline = document.details.headline
    lede = document.summary
    let isDay = document.details.datePrecision == "day"
    date = document.datePublished.map { isDay ? String($0.prefix(10)) : $0 }
  }
}
