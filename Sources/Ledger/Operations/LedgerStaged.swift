import Dates
import Foundation
import GRDB

/// What the ledger knows of an article whose entry is staged.
package struct StagedArticle: Sendable {
  /// The source's name.
  package var source: String
  package var publicID: String
  package var revision: Int
  /// Whether hooks are called for it.
  package var notify: Bool
  /// What hooks read; nil where no hook is told.
  package var record: [UInt8]?
  package var link: String?
  package var headline: String?
  package var lede: String?
  package var day: Day?
  package var isFromTeaser: Bool
}

extension LedgerStore {
  /// The article of an entry that a crash has left on its way into the spool.
  /// - Returns: Nil where the entry has been settled.
  package nonisolated func article(of staged: StagedEntry) async throws -> StagedArticle? {
    try await read { db in
      try Row.fetchOne(
        db,
        sql: """
          SELECT source.name, event.public_id, event.revision, event.notify, record, link, lede,
            headline, day, from_teaser
          FROM event JOIN source ON source.id = event.source
          LEFT JOIN article ON article.id = event.article
          LEFT JOIN story ON story.id = event.article
          WHERE event.id = ? AND is_settled = 0
          """, arguments: [staged.row]
      ).map(StagedArticle.init)
    }
  }
}

extension StagedArticle {
  fileprivate init(_ row: Row) {
    let day = row["day"] as Int? ?? TeaserKey.undated
    self.init(
      source: row["name"], publicID: row["public_id"], revision: row["revision"],
      notify: row["notify"], record: (row["record"] as Data?).map { Array($0) }, link: row["link"],
      headline: row["headline"], lede: row["lede"],
      day: day == TeaserKey.undated ? nil : Day(number: day),
      isFromTeaser: row["from_teaser"] ?? false)
  }
}
