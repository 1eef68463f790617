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

  /// What an entry's record tells; nothing of bytes that are none.
  fileprivate mutating func take(_ json: [UInt8]) {
    guard let told = try? JSONDecoder.ofRecords.decode(Record.self, from: Data(json)) else {
      return
    }
    address = told.url
    headline = told._ledewatch.headline
    lede = told.summary
    let isDay = told._ledewatch.datePrecision == "day"
    date = told.datePublished.map { isDay ? String($0.prefix(10)) : $0 }
  }

  private struct Record: Decodable {
    var url: String
    var summary: String?
    var datePublished: String?
    var _ledewatch: Ledewatch
  }

  private struct Ledewatch: Decodable {
    var headline: String?
    var datePrecision: String?
  }
}
