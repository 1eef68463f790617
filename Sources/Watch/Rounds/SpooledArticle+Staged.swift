import Ledger
import Spool

extension SpooledArticle {
  /// Describes an entry that a crash left staged: by its record, or by its teaser if a consumer has
  /// already taken the entry and no hook receives it.
  fileprivate init(
    _ article: StagedArticle, entry: String, in spool: SpoolDirectory, record: EntryDocument?
  ) {
    self.init(
      source: article.source, id: article.publicID, revision: article.revision,
      path: spool.path(of: entry), address: article.link ?? entry, headline: article.headline,
      lede: article.lede, date: article.day?.description, isFromTeaser: article.isFromTeaser,
      isBacklog: !article.notify)
    guard let record, let url = record.url else { return }
    address = url
    headline = record.details.headline
    lede = record.summary
    let isDay = record.details.datePrecision == "day"
    date = record.datePublished.map { isDay ? String($0.prefix(10)) : $0 }
  }
}

extension LedgerStore {
  /// Returns the event of a staged entry; nil if it was published already.
  nonisolated func spooledEvent(
    of staged: StagedEntry, in spool: SpoolDirectory
  ) async throws -> WatchEvent? {
    guard let article = try await stagedArticle(staged) else { return nil }
    let bytes = article.record ?? spool.record(of: staged.entry)
    let record = bytes.flatMap { try? EntryDocument(decoding: $0) }
    return .spooled(SpooledArticle(article, entry: staged.entry, in: spool, record: record)) {
      record
    }
  }
}
