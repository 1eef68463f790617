import Basics
import Foundation
import GRDB
import News

extension LedgerStore {
  static let owedSQL = """
    SELECT * FROM article JOIN story ON story.id = article.id
    WHERE source = :source AND \(Condition.articleOwed)
    ORDER BY suspects IS NOT NULL, article.id
    """

  /// Returns the owed articles of a source. Those without suspects come first, and each group is in the
  /// order in which the articles were first seen.
  package nonisolated func owedArticles(of source: SourceID) async throws -> [OwedArticle] {
    try await read { db in
      try Row.fetchAll(
        db.cachedStatement(sql: LedgerStore.owedSQL), arguments: ["source": source]
      ).compactMap(OwedArticle.init)
    }
  }

  private static let suspectSQL = """
    SELECT article.id, first_seen, state, opening, lede_key, day, day_form, link_key, same_as,
      is_gone, fingerprint, lede, headline
    FROM article LEFT JOIN story ON story.id = article.id WHERE article.id = :id
    """

  /// Returns the suspects of an owed article. A suspect that was found to be another article is replaced
  /// by that one.
  package nonisolated func suspects(_ ids: [ArticleID]) async throws -> [SuspectArticle] {
    guard !ids.isEmpty else { return [] }
    return try await read { db in
      let select = try db.cachedStatement(sql: LedgerStore.suspectSQL)
      return try ids.compactMap { start in
        var next: ArticleID? = start
        var found: Row?
        var steps = 0
        while let id = next, steps < 32 {
          found = try Row.fetchOne(select, arguments: ["id": id])
          next = found?["same_as"]
          steps += 1
        }
        return found.map(SuspectArticle.init)
      }
    }
  }

  /// Records a failed attempt at an owed article.
  /// - Parameters:
  ///   - time: when the next attempt is due.
  ///   - isGone: whether the server answered that the page does not exist.
  package func postpone(
    _ article: ArticleID, until time: Timestamp, reason: String, isGone: Bool
  ) async throws {
    try await write("retry") { db in
      try db.run(
        """
        UPDATE story SET attempts = attempts + 1, next_attempt = :time, error = :reason,
          is_gone = :gone
        WHERE id = :id
        """, ["time": time, "reason": reason, "gone": isGone, "id": article])
    }
  }

  /// Records that an owed article is the same as another one.
  /// - Parameter isStandIn: whether it is no longer found by its lede, because the other one is.
  package func merge(
    _ article: ArticleID, into other: ArticleID, isStandIn: Bool = false
  ) async throws {
    try await write("same") { db in
      try LedgerStore.merge(db, article, into: other)
      guard isStandIn else { return }
      try db.run("UPDATE article SET opening = 0 WHERE id = :id", ["id": article])
    }
  }

  /// Records that an owed article, which no longer exists at its link, was seen with another link.
  package func move(_ gone: ArticleID, to sighting: OwedArticle) async throws {
    try await write("moved") { db in
      try db.run(
        "UPDATE story SET link = :link, is_gone = 0, next_attempt = 0 WHERE id = :id",
        ["link": sighting.teaser.link.string, "id": gone])
      try db.run(
        "UPDATE article SET link_key = :key WHERE id = :id AND state = :owed",
        [
          "key": sighting.teaserKey.link, "id": gone, "owed": ArticleState.owed.rawValue,
        ])
      try LedgerStore.merge(db, sighting.id, into: gone)
    }
  }

  private static func merge(
    _ db: Database, _ article: ArticleID, into other: ArticleID
  ) throws {
    try db.run(
      "UPDATE article SET state = :same, same_as = :other WHERE id = :id",
      ["same": ArticleState.same.rawValue, "other": other, "id": article])
    try db.run(
      "UPDATE story SET suspects = NULL, error = NULL WHERE id = :id", ["id": article])
  }

  /// Commits an article's state again, because a failed commit may still be in the log.
  package func confirmState(of article: ArticleID) async throws {
    try await write("kept") { db in
      try db.run("UPDATE article SET state = state WHERE id = :id", ["id": article])
    }
  }
}

extension OwedArticle {
  /// Returns nil for a row whose link is not a URL, which indicates a damaged ledger.
  fileprivate init?(_ row: Row) {
    guard var teaser = Teaser(row) else { return nil }
    teaser.image = row["image"]
    let suspects = ((row["suspects"] as String?) ?? "").split(separator: " ")
    self.init(
      id: row["id"], publicID: row["public_id"], firstSeen: row["first_seen"], teaser: teaser,
      teaserKey: TeaserKey(row, text: teaser.lede ?? teaser.headline ?? ""),
      notify: row["notify"], attempts: row["attempts"], nextAttempt: row["next_attempt"],
      isGone: row["is_gone"],
      suspects: suspects.compactMap { Int64($0).map(ArticleID.init(rawValue:)) })
  }
}

extension SuspectArticle {
  fileprivate init(_ row: Row) {
    self.init(
      id: row["id"], firstSeen: row["first_seen"],
      state: ArticleState(rawValue: row["state"]) ?? .owed,
      isGone: (row["is_gone"] as Bool?) ?? false,
      teaserKey: TeaserKey(row, text: row["lede"] ?? row["headline"]),
      fingerprint: StoredFingerprint(data: row["fingerprint"]))
  }
}
