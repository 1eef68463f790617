import Foundation
import GRDB
import News

/// A round that was made, as the ledger keeps it.
struct PollRecord: Sendable {
  /// Wall seconds; nil where there was none yet.
  var at: Double?
  /// By which it was made; under others it tells nothing.
  var rules: Int64
  var polling: PollingState
  /// Nil where the ledger has it already.
  var page: PageMemory?

  init(of memory: SourceMemory) {
    at = memory.lastRound
    rules = memory.rules
    polling = memory.polling
    page = memory.isPageUnsaved ? memory.page : nil
  }
}

extension LedgerStore {
  /// What these rounds have taught of their sources: many at once, and seldom.
  func noteRounds(_ rounds: [Int64: PollRecord], jars: [StoredCookieJar] = []) async throws {
    guard !rounds.isEmpty || !jars.isEmpty else { return }
    try await write("rounds") { db in
      for jar in jars { try LedgerStore.save(jar, db) }
      for (row, note) in rounds {
        try note.polling.save(db, source: row, rules: note.rules, round: note.at)
        try note.page?.save(db, source: row, rules: note.rules)
      }
    }
  }
}

extension PageMemory {
  fileprivate func save(_ db: Database, source row: Int64, rules: Int64) throws {
    try db.cachedStatement(
      sql: """
        UPDATE source SET etag = ?, last_modified = ?, body_hash = ?, link_habit = ?,
          usual_count = ?
        WHERE id = ? AND rules = ?
        """
    ).execute(arguments: [
      validators.etag, validators.lastModified, bodyHash, linkHabit.rawValue, usualCount, row,
      rules,
    ])
  }
}

extension PollingState {
  init(_ row: Row) {
    nextDue = row["next_due"]
    freshUntil = row["fresh_until"]
    lastWhole = row["last_whole"]
    garbled = row["garbled"] ?? 0
    if let name = row["charset"] as String? {
      charset = PageCharset(name: name, origin: row["charset_from"] ?? "")
    }
    publicationPattern = (row["rhythm"] as Data?).flatMap { PublicationPattern(stored: $0) }
    if let to = row["moved_to"] as String? {
      move = Move(
        to: to, status: row["moved_status"] ?? 301, since: row["moved_since"] ?? 0,
        rounds: row["moved_rounds"] ?? 0)
    }
  }

  /// - Parameters:
  ///   - rules: by which this was learned.
  ///   - round: when the last one was; nil where that has not changed.
  func save(_ db: Database, source row: Int64, rules: Int64, round: Double? = nil) throws {
    try db.cachedStatement(
      sql: """
        UPDATE source SET next_due = ?, fresh_until = ?, last_whole = ?, garbled = ?, charset = ?,
          charset_from = ?, publicationPattern = ?, moved_to = ?, moved_status = ?, moved_since = ?,
          moved_rounds = ?,
          last_round = coalesce(?, last_round)
        WHERE id = ? AND rules = ?
        """
    ).execute(arguments: [
      nextDue, freshUntil, lastWhole, garbled, charset?.name, charset?.origin,
      publicationPattern?.stored,
      move?.to, move?.status, move?.since, move?.rounds, round, row, rules,
    ])
  }
}

extension PublicationPattern {
  /// The form in the ledger: a version, the numbers, and the hours of the week in half precision.
  var stored: Data {
    var data = Data([1])
    for number in [until ?? -1, excitement, echo.seen, echo.expected, missed] {
      withUnsafeBytes(of: number.bitPattern.littleEndian) { data.append(contentsOf: $0) }
    }
    for number in news + watched {
      withUnsafeBytes(of: Float16(min(number, 60_000)).bitPattern.littleEndian) {
        data.append(contentsOf: $0)
      }
    }
    return data
  }

  /// Nil for what this version has not written.
  init?(stored data: Data) {
    let bytes = Array(data)
    guard bytes.count == 1 + 5 * 8 + 4 * PublicationPattern.hours, bytes[0] == 1 else { return nil }
    func number<T: FixedWidthInteger>(_ type: T.Type, at place: Int) -> T {
      bytes.withUnsafeBytes { T(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: T.self)) }
    }
    let numbers = (0..<5).map { Double(bitPattern: number(UInt64.self, at: 1 + $0 * 8)) }
    let weeks = (0..<2 * PublicationPattern.hours).map {
      Float(Float16(bitPattern: number(UInt16.self, at: 41 + $0 * 2)))
    }
    guard (numbers + weeks.map(Double.init)).allSatisfy(\.isFinite),
      numbers.dropFirst().allSatisfy({ $0 > -1e9 && $0 < 1e9 }), numbers[3] > 0, numbers[4] >= 0,
      weeks.allSatisfy({ $0 >= 0 })
    else { return nil }
    until = numbers[0] < 0 ? nil : numbers[0]
    excitement = numbers[1]
    echo = (numbers[2], numbers[3])
    missed = numbers[4]
    news = Array(weeks.prefix(PublicationPattern.hours))
    watched = Array(weeks.suffix(PublicationPattern.hours))
  }
}
