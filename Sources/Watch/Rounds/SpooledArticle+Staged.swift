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

  /// Takes what the record of the entry states, if the bytes are one.
  private mutating func take(_ json: [UInt8]) {
    guard let document = try? EntryDocument(decoding: json), let url = document.url else { return }
    address = url
    headline = document.details.headline
    lede = document.summary
    let isDay = document.details.datePrecision == "day"
    date = document.datePublished.map { isDay ? String($0.prefix(10)) : $0 }
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
