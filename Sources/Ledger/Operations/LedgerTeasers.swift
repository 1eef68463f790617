import Basics
import Foundation
import GRDB
import News

/// What becomes of a teaser in the ledger.
package enum ArticleState: Int, Sendable {
  /// To be fetched.
  case owed = 0
  /// Its entry lies in `tmp/`, or has just been renamed.
  case staged = 1
  case spooled = 2
  /// Remembered only (`first_round: skip`).
  case skipped = 3
  /// A look found it to be another article of the ledger.
  case same = 4
}

/// A teaser to be written down.
package struct NewTeaser: Sendable {
  package var teaser: Teaser
  package var teaserKey: TeaserKey
  package var publicID: String
  package var suspects: [TeaserSuspect]
  package var state = ArticleState.owed
  package var reason: JudgementReason
  /// Its place among the listing's teasers, to which suspects refer.
  package var index: Int

  package init(
    teaser: Teaser, teaserKey: TeaserKey, publicID: String, suspects: [TeaserSuspect],
    state: ArticleState = .owed, reason: JudgementReason, index: Int
  ) {
    self.teaser = teaser
    self.teaserKey = teaserKey
    self.publicID = publicID
    self.suspects = suspects
    self.state = state
    self.reason = reason
    self.index = index
  }
}

/// What one listing adds to the ledger, next pages included: one commit.
package struct ListingChanges: Sendable {
  /// In the order in which they are to be fetched.
  package var fresh: [NewTeaser] = []
  /// Articles that were seen under a newer link.
  package var moved: [(row: Int64, teaser: Teaser, teaserKey: TeaserKey)] = []
  /// Known teasers that now show more of their lede.
  package var longer: [(row: Int64, teaser: Teaser, teaserKey: TeaserKey)] = []
  /// Known ones that were not seen for some days.
  package var seen: [Int64] = []
  package var notify = true
  package var firstSeen: Double = 0
  /// What other sources of the identity space added after this row was not judged by.
  package var judgedBy: Int64?

  package init() {}

  package var isEmpty: Bool { fresh.isEmpty && moved.isEmpty && longer.isEmpty && seen.isEmpty }
}

extension TeaserKey {
  /// - Parameter text: the teaser's, where it is still kept.
  init(_ row: Row, text: String? = nil) {
    let day: Int = row["day"]
    let digest = LedeDigest(stored: Array(row["lede_key"] as Data))
    self.init(
      lede: text.map { LedeKey($0) }
        ?? LedeKey(digest: digest ?? LedeDigest([], weight: 0), opening: row["opening"]),
      date: day == TeaserKey.undated
        ? nil : TeaserDay(day: day, form: TeaserDay.Form(rawValue: row["day_form"]) ?? .day),
      link: row["link_key"] as Int64)
  }
}

extension KnownTeaser {
  init(_ row: Row, source: Int64, text: String? = nil) {
    self.init(
      row: row["id"], teaserKey: TeaserKey(row, text: text),
      isOwed: row["state"] == ArticleState.owed.rawValue, isForeign: row["source"] != source,
      seen: row["seen"], article: row["same_as"])
  }
}

extension LedgerStore {
  /// The rows of all sources that share an identity space with this one, itself first.
  package nonisolated func members(of memory: SourceMemory) async throws -> [Int64] {
    guard let space = memory.space else { return [memory.id] }
    let others = try await read { db in
      try Int64.fetchAll(
        db, sql: "SELECT id FROM source WHERE space = ? AND id <> ? ORDER BY id",
        arguments: [space, memory.id])
    }
    return [memory.id] + others
  }

  /// For each of these teaserKeys the rows of about its day, as far as their words are still kept.
  package nonisolated func neighbours(_ teaserKeys: [(Int, TeaserKey)], source: Int64) async throws
    -> [Int: [KnownTeaser]]
  {
    try await read { db in
      let byDay = try db.cachedStatement(
        sql: """
          SELECT article.id, source, state, opening, lede_key, day, day_form, link_key, seen,
            same_as, lede, headline
          FROM article JOIN story ON story.id = article.id
          WHERE source = ? AND day BETWEEN ? AND ? ORDER BY day DESC, article.id DESC LIMIT 100
          """)
      var found: [Int: [KnownTeaser]] = [:]
      // Many teasers have their day in common, and a key takes some work.
      var ofDay: [Int: [KnownTeaser]] = [:]
      for (i, teaserKey) in teaserKeys {
        let day = teaserKey.date?.day ?? TeaserKey.undated
        if ofDay[day] == nil {
          let (first, last) = teaserKey.date == nil ? (day, day) : (day - 1, day + 1)
          ofDay[day] = try Row.fetchAll(byDay, arguments: [source, first, last]).map {
            KnownTeaser($0, source: source, text: $0["lede"] ?? $0["headline"])
          }
        }
        found[i] = ofDay[day]
      }
      return found
    }
  }

  /// Ledes and headlines of the latest days, by which the listing is found again after a redesign.
  package nonisolated func lastTexts(source: Int64, count: Int = 40) async throws -> [String] {
    try await read { db in
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT lede, headline FROM article JOIN story ON story.id = article.id
            WHERE source = ? ORDER BY day DESC, article.id DESC LIMIT ?
            """), arguments: [source, count])
      return rows.compactMap { ($0["lede"] as String?) ?? $0["headline"] }
    }
  }

  /// Writes down a listing and with it what is remembered of its source, validators included.
  /// - Returns: False, and nothing is written, where another source of the identity space has added
  ///   teasers meanwhile: then it is to be judged anew.
  @discardableResult
  package func take(
    _ changes: ListingChanges, memory: SourceMemory, events: [NewEvent] = []
  ) async throws -> Bool {
    let today = age
    return try await write("listing") { db in
      if let row = changes.judgedBy, try LedgerStore.hasForeign(db, after: row, memory) {
        return false
      }
      try LedgerStore.update(db, changes, today: today)
      var rows: [Int: Int64] = [:]
      for fresh in changes.fresh {
        rows[fresh.index] = try LedgerStore.insert(
          db, fresh, changes: changes, source: memory.id, today: today)
      }
      let suspect = try db.cachedStatement(sql: "UPDATE story SET suspects = ? WHERE id = ?")
      for fresh in changes.fresh where !fresh.suspects.isEmpty {
        let suspects = fresh.suspects.compactMap { suspect in
          switch suspect {
          case .row(let row): row
          case .teaser(let index): rows[index]
          }
        }
        let text = suspects.map(String.init).joined(separator: " ")
        try suspect.execute(arguments: [text, rows[fresh.index]])
      }
      try memory.save(db)
      for event in events { try event.insertAndDeliver(db) }
      return true
    }
  }

  private static func hasForeign(
    _ db: Database, after row: Int64, _ memory: SourceMemory
  ) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (
          SELECT 1 FROM article JOIN source ON source.id = article.source
          WHERE article.id > ? AND source.space = ? AND source.id <> ?)
        """, arguments: [row, memory.space, memory.id]) ?? false
  }

  private static func insert(
    _ db: Database, _ fresh: NewTeaser, changes: ListingChanges, source: Int64, today: Int
  ) throws -> Int64 {
    let teaser = fresh.teaser
    let teaserKey = fresh.teaserKey
    try db.cachedStatement(
      sql: """
        INSERT INTO article (source, state, public_id, first_seen, seen, opening, lede_key, day,
          day_form, link_key)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      source, fresh.state.rawValue, fresh.publicID, Int64(clamping: changes.firstSeen), today,
      teaserKey.lede.opening, Data(teaserKey.lede.digest.stored),
      teaserKey.date?.day ?? TeaserKey.undated, teaserKey.date?.form.rawValue ?? 0, teaserKey.link,
    ])
    let row = db.lastInsertedRowID
    try db.cachedStatement(
      sql: """
        INSERT INTO story (id, notify, link, lede, headline, date, image, reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      row, changes.notify, teaser.link.string, teaser.lede, teaser.headline,
      teaser.date?.storedBesideDay, teaser.image, fresh.reason.rawValue,
    ])
    return row
  }

  private static func update(_ db: Database, _ changes: ListingChanges, today: Int) throws {
    let move = try db.cachedStatement(sql: "UPDATE story SET link = ?, is_gone = 0 WHERE id = ?")
    let moveKey = try db.cachedStatement(sql: "UPDATE article SET link_key = ? WHERE id = ?")
    for (row, teaser, teaserKey) in changes.moved {
      try move.execute(arguments: [teaser.link.string, row])
      try moveKey.execute(arguments: [teaserKey.link, row])
    }
    let extend = try db.cachedStatement(
      sql: "UPDATE story SET lede = ?, headline = ? WHERE id = ?")
    let extendKey = try db.cachedStatement(sql: "UPDATE article SET lede_key = ? WHERE id = ?")
    for (row, teaser, teaserKey) in changes.longer {
      try extend.execute(arguments: [teaser.lede, teaser.headline, row])
      try extendKey.execute(arguments: [Data(teaserKey.lede.digest.stored), row])
    }
    let see = try db.cachedStatement(sql: "UPDATE article SET seen = ? WHERE id = ?")
    for row in changes.seen { try see.execute(arguments: [today, row]) }
  }
}

extension LedgerStore {
  /// The last row of all; 0 when there is none.
  package nonisolated func lastRow() async throws -> Int64 {
    try await read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM article") ?? 0 }
  }
}
