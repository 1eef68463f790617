import Basics
import Dates
import Foundation
import GRDB

/// The steps from an entry written below `tmp/` to an entry in the spool.
extension LedgerStore {
  static let stagedSQL = """
    SELECT event.id, entry, kind, name FROM event JOIN source ON source.id = event.source
    WHERE source = :source AND \(Condition.eventStaged) ORDER BY event.id
    """
  static let allStagedSQL = """
    SELECT event.id, entry, kind, name
    FROM event INDEXED BY event_staged JOIN source ON source.id = event.source
    WHERE \(Condition.eventStaged) ORDER BY event.id
    """

  /// Records that an article's first entry has been written to `tmp/` and synced.
  /// - Returns: the event.
  package func stage(
    _ article: ArticleID, event: NewEvent, fingerprint: StoredFingerprint?, isFromTeaser: Bool,
    recheck: Recheck?
  ) async throws -> EventID {
    try await write("staged") { db in
      try db.run(
        "UPDATE article SET state = :staged WHERE id = :id",
        ["staged": ArticleState.staged.rawValue, "id": article])
      try db.update(
        "story",
        set: [
          "fingerprint": fingerprint?.data, "from_teaser": isFromTeaser, "error": nil,
          "suspects": nil,
        ], where: "id = :id", ["id": article])
      try recheck?.save(db)
      return try LedgerStore.insert(event, db)
    }
  }

  /// Records that the entry of a later revision has been written to `tmp/` and synced.
  /// - Returns: the event.
  package func stageRevision(
    of article: ArticleID, event: NewEvent, fingerprint: StoredFingerprint, next: Recheck?
  ) async throws -> EventID {
    try await write("revision staged") { db in
      try db.run(
        "UPDATE article SET revision = :revision WHERE id = :id",
        ["revision": event.revision, "id": article])
      try db.update(
        "story", set: ["fingerprint": fingerprint.data, "from_teaser": false],
        where: "id = :id", ["id": article])
      try LedgerStore.replaceRecheck(of: article, by: next, db)
      return try LedgerStore.insert(event, db)
    }
  }

  /// Returns the staged entries of one source, or of all.
  package nonisolated func stagedEntries(of source: SourceID? = nil) async throws -> [StagedEntry] {
    try await read { db in
      let rows =
        if let source {
          try Row.fetchAll(
            db.cachedStatement(sql: LedgerStore.stagedSQL), arguments: ["source": source])
        } else {
          try Row.fetchAll(db, sql: LedgerStore.allStagedSQL)
        }
      return rows.map {
        StagedEntry(
          event: $0["id"], entry: $0["entry"], kind: EventKind(rawValue: $0["kind"]) ?? .new,
          source: $0["name"])
      }
    }
  }

  private static let stagedArticleSQL = """
    SELECT source.name, event.public_id, event.revision, event.notify, record, link, lede, headline,
      day, from_teaser
    FROM event JOIN source ON source.id = event.source
      LEFT JOIN article ON article.id = event.article
      LEFT JOIN story ON story.id = event.article
    WHERE event.id = :event AND \(Condition.eventStaged)
    """

  /// Returns the article of an entry that a crash left between staging and publication; nil if the entry
  /// is published.
  package nonisolated func stagedArticle(_ staged: StagedEntry) async throws -> StagedArticle? {
    try await read { db in
      try Row.fetchOne(
        db, sql: LedgerStore.stagedArticleSQL, arguments: ["event": staged.event]
      ).map(StagedArticle.init)
    }
  }

  /// Records that a staged entry has been renamed into `new/`: the event has happened, and its
  /// deliveries are pending.
  /// - Parameter recipients: the names of the hooks that receive events of this kind.
  package func publish(_ event: EventID, recipients: [String], now: Timestamp) async throws {
    try await write("spooled") { db in
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT source, article FROM event WHERE id = :event AND \(Condition.eventStaged)
            """), arguments: ["event": event])
      guard let row else { return }
      try db.run(
        "UPDATE article SET state = :spooled WHERE id = :id AND state = :staged",
        [
          "spooled": ArticleState.spooled.rawValue, "id": row["article"] as ArticleID?,
          "staged": ArticleState.staged.rawValue,
        ])
      try db.run(
        "UPDATE source SET spooled = spooled + 1 WHERE id = :id",
        ["id": row["source"] as SourceID])
      try db.run("UPDATE event SET is_staged = 0 WHERE id = :event", ["event": event])
      try LedgerStore.createDeliveries(db, of: event, to: recipients, now: now)
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
