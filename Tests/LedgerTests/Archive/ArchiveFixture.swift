import Basics
import Foundation
import Logging
import TestSupport

@testable import Ledger

/// An archive in a directory of its own, whose records are their texts.
struct ArchiveFixture {
  let scratch = Scratch(inMemory: true)
  let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  var path: String { scratch.path("archive.sqlite") }

  init() { chmod(scratch.path, 0o700) }

  func open() -> ArticleArchive {
    ArticleArchive(path, log: log) { String(decoding: $0, as: UTF8.self) }
  }

  /// Opens the archive, calls a function, and closes it.
  func with<Value: Sendable>(
    _ body: (ArticleArchive) async throws -> Value
  ) async throws -> Value {
    let archive = open()
    let value = try await body(archive)
    await archive.close()
    return value
  }

  func search(_ words: String, limit: Int = 20) async throws -> [String] {
    var filter = ArchiveFilter()
    filter.query = try SearchQuery(words)
    return try await ReadOnlyArchive(path).newest(filter, limit: limit).map(\.id)
  }

  func ids(_ change: (inout ArchiveFilter) -> Void = { _ in }) async throws -> [String] {
    var filter = ArchiveFilter()
    change(&filter)
    return try await ReadOnlyArchive(path).newest(filter, limit: 1000).map(\.id)
  }
}

extension ArchivedArticle {
  static func make(
    _ id: String, revision: Int = 1, event: EventKind = .new, source: String = "quay",
    headline: String? = nil, at: Timestamp = 1_773_483_300
  ) -> ArchivedArticle {
    var article = ArchivedArticle(
      id: id, revision: revision, event: event, source: source,
      entry: "20260314T101500Z-\(source)-\(id)-r\(revision)", firstSeen: at, archived: at)
    article.headline = headline
    article.url = "http://news.test/\(id)"
    return article
  }
}

extension ArticleArchive {
  @discardableResult
  func add(_ article: ArchivedArticle, _ text: String = "Some text.") async -> Bool {
    await add(article, record: Array(text.utf8))
  }
}
