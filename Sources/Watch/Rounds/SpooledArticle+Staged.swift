import Foundation
import Ledger
import Spool

extension SpooledArticle {
  /// Describes an entry that a crash left staged: by its record, or by its teaser if a consumer has
  /// already taken the entry and no hook receives it.
  init(_ article: StagedArticle, entry: String, in spool: SpoolDirectory) {
    self.init(
      source: article.source, id: article.publicID, revision: article.revision,
      path: spool.path(of: entry), address: article.link ?? entry, headline: article.headline,
      lede: article.lede, date: article.day?.description, isFromTeaser: article.isFromTeaser,
      isBacklog: !article.notify)
    update(from: article.record ?? spool.record(of: entry) ?? [])
  }

  /// Ignores bytes that are no record.
  private mutating func update(from json: [UInt8]) {
    guard let record = try? JSONDecoder.ofRecords.decode(Record.self, from: Data(json)) else {
      return
    }
    address = record.url
    headline = record._ledewatch.headline
    lede = record.summary
    let isDay = record._ledewatch.datePrecision == "day"
    date = record.datePublished.map { isDay ? String($0.prefix(10)) : $0 }
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
  /// Returns the description of a staged entry; nil if it was published already.
  nonisolated func article(
    of staged: StagedEntry, in spool: SpoolDirectory
  ) async throws -> SpooledArticle? {
    try await stagedArticle(staged).map { SpooledArticle($0, entry: staged.entry, in: spool) }
  }
}
