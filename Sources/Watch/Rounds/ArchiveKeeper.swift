import Basics
import Dates
import Ledger
import Logging
import Settings
import Spool

import struct Settings.Configuration

/// The supply of the archive with what is spooled, and its upkeep.
struct ArchiveKeeper: Sendable {
  private let archive: ArticleArchive
  private let ledger: LedgerStore
  private let spool: SpoolDirectory

  init(_ archive: ArticleArchive, _ ledger: LedgerStore, _ spool: SpoolDirectory) {
    self.archive = archive
    self.ledger = ledger
    self.spool = spool
  }

  /// Archives what an earlier process or an error has left out, and deletes what exceeds the limits.
  /// - Parameter limits: the setting; nil for no archive.
  func performUpkeep(_ limits: KeepLimits?, now: Timestamp) async {
    guard let limits else { return }
    if let since = await archive.missingSince(now: now), await addMissing(since: since) {
      await archive.resolve()
    }
    await archive.performUpkeep(now: now, limits: ArchiveLimits(limits))
  }

  /// Adds a staged entry before it is published.
  func add(_ staged: StagedEntry, now: Timestamp) async throws {
    guard let article = try await ledger.stagedArticle(staged),
      let record = article.record ?? spool.record(of: staged.entry)
    else { return }
    await archive.add(record, entry: staged.entry, at: now)
  }

  /// Adds the articles since a time that the ledger or the spool still has. The archive ignores those that it
  /// has.
  /// - Returns: whether nothing failed.
  private func addMissing(since: Timestamp) async -> Bool {
    do {
      for id in try await ledger.articleEvents(since: since) {
        guard let event = try await ledger.articleEvent(id),
          let record = event.record ?? spool.record(of: event.entry)
        else { continue }
        guard await archive.add(record, entry: event.entry, at: event.at) else { return false }
      }
      return true
    } catch {
      return false
    }
  }
}

extension RoundContext {
  /// Adds an entry or event to the archive, if there is one.
  func addToArchive(_ record: [UInt8], entry: String) async {
    guard configuration.keep.archive != nil else { return }
    await archive.add(record, entry: entry, at: clock.timestamp)
  }
}

extension ArticleArchive {
  init(_ configuration: Configuration, log: Logger) {
    self.init(configuration.archivePath, log: log) { record in
      (try? EntryDocument(decoding: record))?.contentText ?? ""
    }
  }

  /// Adds a record.
  /// - Parameter time: the time of the event.
  /// - Returns: false if that fails; a record that cannot be decoded is ignored.
  @discardableResult
  fileprivate func add(_ record: [UInt8], entry: String, at time: Timestamp) async -> Bool {
    guard let document = try? EntryDocument(decoding: record),
      let article = ArchivedArticle(document, entry: entry, at: time)
    else { return true }
    return await add(article, record: record)
  }
}

extension ArchivedArticle {
  /// Returns nil for the record of another event than that of an article.
  fileprivate init?(_ document: EntryDocument, entry: String, at time: Timestamp) {
    let details = document.details
    guard let event = details.event, let source = details.source,
      [.new, .revised, .withdrawn, .restored].contains(event)
    else { return nil }
    let firstSeen = details.firstSeen.flatMap { RFC3339.instant(from: $0) }
    self.init(
      id: document.id, revision: details.revision ?? 1, event: event, source: source, entry: entry,
      firstSeen: firstSeen.map { Timestamp(secondsSinceEpoch: Double($0)) } ?? time, archived: time)
    // A mark has no date of publication.
    published = details.at == nil ? document.datePublished : nil
    headline = details.at == nil ? details.headline : document.title
    lede = document.summary
    byline = document.authors.map { $0.map(\.name).joined(separator: ", ") }
    language = document.language
    url = document.url
  }
}

extension ArchiveLimits {
  fileprivate init(_ limits: KeepLimits) {
    self.init(
      days: limits.age.map { Int(($0.seconds / 86_400).rounded(.up)) }, bytes: limits.size,
      count: limits.count)
  }
}
