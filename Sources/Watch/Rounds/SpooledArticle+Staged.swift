import Foundation
import Ledger
import Spool

extension SpooledArticle {
  /// What is told of an entry that a crash has left on its way into the spool: what its record
  /// says, and where the consumer has taken it already and no hook is told of it, its teaser.
  init(_ article: StagedArticle, entry: String, in spool: SpoolDirectory) {
    self.init(
      source: article.source, id: article.publicID, revision: article.revision,
      path: spool.path(of: entry), address: article.link ?? entry, headline: article.headline,
      lede: article.lede, date: article.day?.description, isFromTeaser: article.isFromTeaser,
      isBacklog: !article.notify)
    take(article.record ?? spool.record(of: entry) ?? [])
  }

  /// What an entry's record tells; nothing of bytes that are none.
  private mutating func take(_ json: [UInt8]) {
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

extension LedgerStore {
  /// What is told of an entry that a crash has left on its way into the spool.
  /// - Returns: Nil where it has been settled.
  nonisolated func article(
    of staged: StagedEntry, in spool: SpoolDirectory
  ) async throws -> SpooledArticle? {
    try await article(of: staged).map { SpooledArticle($0, entry: staged.entry, in: spool) }
  }
}
