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

  /// Takes what the record of the entry states, if the bytes are one.
  private mutating func update(from json: [UInt8]) {
    guard let document = try? EntryDocument(decoding: json), let url = document.url else { return }
    address = url
    headline = document.details.headline
    lede = document.summary
    let isDay = document.details.datePrecision == "day"
    date = document.datePublished.map { isDay ? String($0.prefix(10)) : $0 }
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
