import Foundation
import GRDB
import News

/// What becomes of a teaser in the ledger.
enum ArticleState: Int, Sendable {
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
struct FreshTeaser: Sendable {
  var teaser: Teaser
  var sighting: Sighting
  var publicID: String
  var suspects: [Identity.Suspect]
  /// Its place among the listing's teasers, to which suspects refer.
  var index: Int
}

/// What one listing adds to the ledger, next pages included: one commit.
struct Intake: Sendable {
  /// In the order in which they are to be fetched.
  var fresh: [FreshTeaser] = []
  /// Articles that were seen under a newer link.
  var moved: [(row: Int64, teaser: Teaser, sighting: Sighting)] = []
  /// Known teasers that now show more of their lede.
  var longer: [(row: Int64, teaser: Teaser, sighting: Sighting)] = []
  var state = ArticleState.owed
  var notify = true
  var firstSeen: Double = 0

  var isEmpty: Bool { fresh.isEmpty && moved.isEmpty && longer.isEmpty }
}

extension Sighting {
  static let undated = Int(Int32.min)

  init(_ row: Row) {
    let day: Int = row["day"]
    self.init(
      lede: LedeKey(stored: Array(row["lede_key"] as Data)),
      date: day == Sighting.undated
        ? nil : SightedDay(day: day, form: SightedDay.Form(rawValue: row["day_form"]) ?? .day),
      link: row["link_key"] as Int64)
  }
}

extension KnownTeaser {
  init(_ row: Row) {
    self.init(
      row: row["id"], sighting: Sighting(row), isOwed: row["state"] == ArticleState.owed.rawValue)
  }
}

extension Ledger {
  /// For each sighting the rows with its opening (of about its day, or undated) or its link: four
  /// index probes, whatever the ledger's size.
  nonisolated func known(_ sightings: [Sighting], source: Int64) async throws -> [[KnownTeaser]] {
    try await read { db in
      let columns = "id, state, lede_key, day, day_form, link_key"
      let byDay = try db.cachedStatement(
        sql: """
          SELECT \(columns) FROM article
          WHERE source = ? AND opening = ? AND day BETWEEN ? AND ? LIMIT 64
          """)
      let byOpening = try db.cachedStatement(
        sql: """
          SELECT \(columns) FROM article WHERE source = ? AND opening = ?
          ORDER BY day DESC LIMIT 32
          """)
      let byLink = try db.cachedStatement(
        sql: """
          SELECT \(columns) FROM article WHERE source = ? AND link_key = ?
          ORDER BY id DESC LIMIT 32
          """)
      return try sightings.map { sighting in
        let opening = sighting.lede.opening
        var rows = try Row.fetchAll(byLink, arguments: [source, sighting.link])
        let undated = Sighting.undated
        rows += try Row.fetchAll(byDay, arguments: [source, opening, undated, undated])
        if let day = sighting.date?.day {
          rows += try Row.fetchAll(byDay, arguments: [source, opening, day - 1, day + 1])
        } else {
          rows += try Row.fetchAll(byOpening, arguments: [source, opening])
        }
        var seen: Set<Int64> = []
        return rows.compactMap { row in
          seen.insert(row["id"]).inserted ? KnownTeaser(row) : nil
        }
      }
    }
  }

  /// For each of these sightings the rows of about its day.
  nonisolated func neighbours(_ sightings: [(Int, Sighting)], source: Int64) async throws
    -> [Int: [KnownTeaser]]
  {
    try await read { db in
      let byDay = try db.cachedStatement(
        sql: """
          SELECT id, state, lede_key, day, day_form, link_key FROM article
          WHERE source = ? AND day BETWEEN ? AND ? ORDER BY day DESC, id DESC LIMIT 100
          """)
      var found: [Int: [KnownTeaser]] = [:]
      for (i, sighting) in sightings {
        let days = sighting.date.map { ($0.day - 1, $0.day + 1) }
        let (first, last) = days ?? (Sighting.undated, Sighting.undated)
        found[i] = try Row.fetchAll(byDay, arguments: [source, first, last]).map(KnownTeaser.init)
      }
      return found
    }
  }

  /// Ledes and headlines that were seen last, by which the listing is found again after a redesign.
  nonisolated func lastTexts(source: Int64, count: Int = 40) async throws -> [String] {
    try await read { db in
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT lede, headline FROM article
            WHERE source = ? ORDER BY id DESC LIMIT ?
            """), arguments: [source, count])
      return rows.compactMap { ($0["lede"] as String?) ?? $0["headline"] }
    }
  }

  /// Writes down a listing and with it what is remembered of its source, validators included.
  func take(_ intake: Intake, memory: SourceMemory) async throws {
    try await write("listing") { db in
      try Ledger.update(db, intake)
      var rows: [Int: Int64] = [:]
      for fresh in intake.fresh {
        rows[fresh.index] = try Ledger.insert(db, fresh, intake: intake, source: memory.row)
      }
      let suspect = try db.cachedStatement(sql: "UPDATE article SET suspects = ? WHERE id = ?")
      for fresh in intake.fresh where !fresh.suspects.isEmpty {
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
    }
  }

  private static func insert(
    _ db: Database, _ fresh: FreshTeaser, intake: Intake, source: Int64
  ) throws -> Int64 {
    let teaser = fresh.teaser
    let sighting = fresh.sighting
    try db.cachedStatement(
      sql: """
        INSERT INTO article (source, state, public_id, first_seen, notify, opening, lede_key, day,
          day_form, link_key, link, lede, headline, date, image)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      source, intake.state.rawValue, fresh.publicID, intake.firstSeen, intake.notify,
      sighting.lede.opening, Data(sighting.lede.bytes), sighting.date?.day ?? Sighting.undated,
      sighting.date?.form.rawValue ?? 0, sighting.link, teaser.link.string, teaser.lede,
      teaser.headline, teaser.date?.stored, teaser.image,
    ])
    return db.lastInsertedRowID
  }

  private static func update(_ db: Database, _ intake: Intake) throws {
    let move = try db.cachedStatement(
      sql: """
        UPDATE article SET link = ?, link_key = ?, is_gone = 0 WHERE id = ?
        """)
    for (row, teaser, sighting) in intake.moved {
      try move.execute(arguments: [teaser.link.string, sighting.link, row])
    }
    let extend = try db.cachedStatement(
      sql: "UPDATE article SET lede_key = ?, lede = ?, headline = ? WHERE id = ?")
    for (row, teaser, sighting) in intake.longer {
      try extend.execute(arguments: [
        Data(sighting.lede.bytes), teaser.lede, teaser.headline, row,
      ])
    }
  }
}

extension Ledger {
  /// The last row of a source; 0 when it has none.
  nonisolated func lastRow(source: Int64) async throws -> Int64 {
    try await read { db in
      try Int64.fetchOne(
        db, sql: "SELECT max(id) FROM article WHERE source = ?", arguments: [source]) ?? 0
    }
  }
}
