import Basics
import GRDB
import News

extension LedgerStore {
  /// Records a listing and the state of its source, validators included.
  /// - Returns: False if another source of the identity space has added teasers meanwhile. Nothing is
  ///   recorded then, and the listing must be judged again.
  @discardableResult
  package func recordListing(
    _ changes: ListingChanges, memory: SourceMemory, events: [NewEvent] = []
  ) async throws -> Bool {
    let today = currentDay
    return try await write("listing") { db in
      if let last = changes.judgedBy, try LedgerStore.hasForeign(db, after: last, memory) {
        return false
      }
      try LedgerStore.update(db, changes, today: today)
      try LedgerStore.insert(db, changes, source: memory.id, today: today)
      try memory.save(db)
      for event in events { try LedgerStore.record(event, db) }
      return true
    }
  }

  private static func hasForeign(
    _ db: Database, after last: ArticleID, _ memory: SourceMemory
  ) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM article JOIN source ON source.id = article.source
            WHERE article.id > :last AND identity_space = :space AND source.id <> :source)
          """), arguments: ["last": last, "space": memory.space, "source": memory.id]) ?? false
  }

  private static func insert(
    _ db: Database, _ changes: ListingChanges, source: SourceID, today: Int
  ) throws {
    var articles: [Int: ArticleID] = [:]
    for teaser in changes.fresh {
      articles[teaser.index] = try insert(
        db, teaser, changes: changes, source: source, today: today)
    }
    for teaser in changes.fresh where !teaser.suspects.isEmpty {
      let suspects = teaser.suspects.compactMap { suspect in
        switch suspect {
        case .known(let article): article
        case .teaser(let index): articles[index]
        }
      }
      try db.run(
        "UPDATE story SET suspects = :suspects WHERE id = :id",
        [
          "suspects": suspects.map { String($0.rawValue) }.joined(separator: " "),
          "id": articles[teaser.index],
        ])
    }
  }

  private static func insert(
    _ db: Database, _ new: NewTeaser, changes: ListingChanges, source: SourceID, today: Int
  ) throws -> ArticleID {
    let own: ColumnValues = [
      "source": source, "state": new.state.rawValue, "public_id": new.publicID,
      "first_seen": changes.firstSeen.wholeSeconds, "seen_day": today,
    ]
    let id = ArticleID(
      rawValue: try db.insert(into: "article", own + new.teaserKey.columns))
    let story: ColumnValues = [
      "id": id, "notify": changes.notify, "judgement": new.reason.rawValue,
    ]
    try db.insert(into: "story", story + new.teaser.columns)
    return id
  }

  private static func update(_ db: Database, _ changes: ListingChanges, today: Int) throws {
    for update in changes.moved {
      try db.run(
        "UPDATE story SET link = :link, is_gone = 0 WHERE id = :id",
        ["link": update.teaser.link.string, "id": update.article])
      try db.run(
        "UPDATE article SET link_key = :link WHERE id = :id",
        ["link": update.teaserKey.link, "id": update.article])
    }
    for update in changes.longer {
      try db.run(
        "UPDATE story SET lede = :lede, headline = :headline WHERE id = :id",
        [
          "lede": update.teaser.lede, "headline": update.teaser.headline, "id": update.article,
        ])
      try db.run(
        "UPDATE article SET lede_key = :key WHERE id = :id",
        ["key": update.teaserKey.lede.digest.data, "id": update.article])
    }
    for article in changes.seen {
      try db.run(
        "UPDATE article SET seen_day = :today WHERE id = :id", ["today": today, "id": article])
    }
  }
}
