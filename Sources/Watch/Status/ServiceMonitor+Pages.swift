import Basics
import Foundation
import Ledger
import News
import Settings
import Spool

import struct Settings.Configuration

/// The values that the status page shows, without what may be secret: every user of the machine can read
/// a port.
extension ServiceMonitor {
  /// The state of all sources and hooks, and the configuration in force.
  package struct Overview: Sendable {
    package var status: Status
    package var verdict: StatusCheck
    package var configuration: Configuration
    package var now: Timestamp
    /// The number of articles that each source found on each of the last days, the oldest day first.
    package var dailyArrivals: [String: [Int]]
    package var version: String
    /// The service.
    package var holder: LockHolder
  }

  /// The number of days of `Overview.dailyArrivals`.
  package static let arrivalDays = 28

  /// Returns the state of all sources; nil unless the service runs.
  /// - Throws: `LedgerError`
  package func overview() async throws -> Overview? {
    guard let service else { return nil }
    let (configuration, now) = (service.configuration, service.now)
    let holder = service.dependencies.lockHolder
    var status = try await Status(
      configuration, holder: holder, ledger: service.ledger, now: now)
    status.mode = .service
    let page = status.sources.map(\.page)
    status = status.redacted
    // The ledger learns of a plan within a minute.
    let nextRounds = metrics.nextRounds
    for i in status.sources.indices {
      status.sources[i].page = page[i]
      status.sources[i].nextRound =
        nextRounds[status.sources[i].name] ?? status.sources[i].nextRound
    }
    status.holder = "\(holder.withoutArguments)"
    return Overview(
      status: status, verdict: StatusCheck(status, configuration, now: now),
      configuration: configuration, now: now,
      dailyArrivals: try await service.ledger.dailyArrivals(
        days: ServiceMonitor.arrivalDays, now: now), version: version, holder: holder)
  }

  /// More about one source.
  package struct SourceDetails: Sendable {
    package var history: SourceHistory
    /// The latest first.
    package var articles: [RecentArticle]
    /// The page that broke the source, as received.
    package var evidence: [UInt8]?
  }

  /// Returns more about a source; nil if it was never polled.
  /// - Throws: `LedgerError`
  package func details(of name: String) async throws -> SourceDetails? {
    guard let service,
      let memory = try await service.ledger.sources([name])[name]?.memory
    else { return nil }
    let ledger = service.ledger
    var events = try await ledger.events(of: memory.id, limit: 30)
    for i in events.indices { events[i].note = events[i].note?.withoutURLSecrets }
    let pages = CapturedPages(directory: service.configuration.statePath + "/pages")
    return SourceDetails(
      history: SourceHistory(
        publication: PublicationHistory(try await ledger.arrivals(of: memory.id)), events: events),
      articles: try await ledger.recentArticles(of: memory.id, limit: 50),
      evidence: try? await service.spool.onDisk { _ in pages.page(of: name) } ?? nil)
  }

  /// An article with its text and the changes of its revisions.
  package struct ArticleDetails: Sendable {
    package var history: ArticleHistory
    /// The text of the last revision; nil if it is stored nowhere.
    package var text: RevisionText?
    /// The changes of each revision whose text and predecessor are stored, the latest first:
    /// `[-removed-]`, `{+added+}`.
    package var changes: [(revision: Int, text: String)] = []
  }

  /// The number of revisions whose changes are returned.
  private static let maximumChanges = 10

  /// Returns an article; nil if no article has this id.
  /// - Throws: `LedgerError`
  package func article(id: String) async throws -> ArticleDetails? {
    guard let service, let history = try await service.ledger.history(id: id) else { return nil }
    var details = ArticleDetails(history: history.redacted)
    var newer: RevisionText?
    let last = history.revision
    for revision in stride(from: last, to: max(0, last - ServiceMonitor.maximumChanges), by: -1) {
      let body = await service.texts.body(id: id, revision: revision)
      let text = body.flatMap { RevisionText(packed: $0) }
      if revision == last { details.text = text }
      if let text, let newer {
        details.changes.append((revision + 1, ArticleChanges.all(text, newer).text))
      }
      newer = text
      if revision > 1, text == nil { break }
    }
    if details.text == nil { details.text = await spooledText(history, service) }
    return details
  }

  /// Returns the text of an entry that is still in the spool.
  private func spooledText(
    _ history: ArticleHistory, _ service: MonitoredService
  ) async -> RevisionText? {
    guard let entry = history.events.last(where: { $0.entry != nil })?.entry else { return nil }
    let record = try? await service.spool.onDisk { $0.record(of: entry) }
    guard let record, let document = try? EntryDocument(decoding: record) else { return nil }
    return RevisionText(
      headline: document.details.headline, authors: document.authors?.map(\.name) ?? [], day: nil,
      text: document.contentText ?? "", image: nil)
  }

  /// Returns the owed articles and the deliveries that are not done; nil unless the service runs.
  /// - Throws: `LedgerError`
  package func openWork() async throws -> QueueReport? {
    guard let service else { return nil }
    return try await service.ledger.openWork().redacted
  }

  /// The maximum size of a file of feeds that is returned.
  private static let maximumFeedBytes = 4 << 20

  /// Returns a file of the feeds that a hook writes; nil if there is none.
  package func feed(_ file: String, ofHook name: String) async -> [UInt8]? {
    guard let service, !file.contains("/"),
      let feeds = service.configuration.hooks.first(where: { $0.name == name })?.target.feeds
    else { return nil }
    return try? await service.spool.onDisk { _ in
      try FeedDirectory(existing: feeds.directory).read(
        file, maximumBytes: ServiceMonitor.maximumFeedBytes)
    }
  }
}
