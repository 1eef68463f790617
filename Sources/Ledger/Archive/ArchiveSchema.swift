import Basics
import Foundation
import GRDB

/// The tables of the archive.
enum ArchiveSchema {
  /// `LedA` in ASCII: SQLite's application id of an archive.
  private static let applicationID: Int32 = 0x4C65_6441

  static let create = """
    CREATE TABLE article (
      -- It grows with time, so that the newest articles are read first and the oldest deleted first.
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL,
      revision INTEGER NOT NULL,
      -- EventKind: new and revised have a text, withdrawn and restored are marks.
      event TEXT NOT NULL,
      source TEXT NOT NULL,
      entry TEXT NOT NULL,
      -- Seconds since 1970.
      first_seen INTEGER NOT NULL,
      archived INTEGER NOT NULL,
      -- The archive's own day; see ArchiveMeta.day.
      day INTEGER NOT NULL,
      published TEXT, headline TEXT, lede TEXT, byline TEXT, language TEXT, url TEXT,
      -- article.json, compressed by gzip. It is the last column, so that the others are read without it.
      record BLOB NOT NULL
    );
    CREATE INDEX article_id ON article (id);
    CREATE INDEX article_source ON article (source);
    CREATE INDEX article_archived ON article (archived);
    CREATE INDEX article_event ON article (event) WHERE event <> 'new';
    CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
    """

  /// The search index. It contains tokens that SearchTokenizer has made, and no text; the tokenizer `ascii`
  /// separates them at their spaces. Nothing is ranked, so that the sizes of the columns are not needed.
  private static let createWords = """
    CREATE VIRTUAL TABLE words USING fts5(
      headline, lede, byline, body, content = '', columnsize = 0, tokenize = 'ascii')
    """

  static func prepare(_ db: Database) throws {
    if try !db.tableExists("article") {
      try db.execute(sql: create)
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
    }
    guard try ArchiveMeta.tokenizer.value(db) != SearchTokenizer.version else { return }
    // Another version has made the tokens. They are made again, some at a time.
    try db.execute(sql: "DROP TABLE IF EXISTS words")
    try db.execute(sql: createWords)
    try ArchiveMeta.tokenizer.set(SearchTokenizer.version, db)
    let last = try Int.fetchOne(db, sql: "SELECT max(number) FROM article") ?? 0
    try ArchiveMeta.unindexed.set(last, db)
  }
}

/// A single number of the archive.
enum ArchiveMeta: String {
  /// The archive's own day. It grows by one each day on which the program runs, so that a clock that jumps
  /// forward deletes nothing.
  case day
  /// The time at which that day began, in seconds since 1970.
  case dayBegan = "day began"
  /// The number of the last article that exceeded the limits of size and count when the day began.
  case deleteUpTo = "delete up to"
  /// The version of the tokenizer that has made the search index.
  case tokenizer
  /// The articles up to this number are not in the search index yet.
  case unindexed

  func value(_ db: Database) throws -> Int {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT value FROM meta WHERE key = ?"), arguments: [rawValue]) ?? 0
  }

  func set(_ value: Int, _ db: Database) throws {
    try db.insertOrReplace(into: "meta", ["key": rawValue, "value": value])
  }
}

extension ArchivedArticle {
  static let columns = """
    number, id, revision, event, source, entry, first_seen, archived, published, headline, lede, \
    byline, language, url
    """

  init(_ row: Row) {
    self.init(
      id: row["id"], revision: row["revision"],
      event: EventKind(rawValue: row["event"]) ?? .new, source: row["source"], entry: row["entry"],
      firstSeen: Timestamp(secondsSinceEpoch: Double(row["first_seen"] as Int64)),
      archived: Timestamp(secondsSinceEpoch: Double(row["archived"] as Int64)))
    number = row["number"]
    (published, headline, lede) = (row["published"], row["headline"], row["lede"])
    (byline, language, url) = (row["byline"], row["language"], row["url"])
  }

  func insert(_ db: Database, record: [UInt8], day: Int) throws -> Int64 {
    try db.insert(
      into: "article",
      [
        "id": id, "revision": revision, "event": event.rawValue, "source": source, "entry": entry,
        "first_seen": firstSeen.wholeSeconds, "archived": archived.wholeSeconds, "day": day,
        "published": published, "headline": headline, "lede": lede, "byline": byline,
        "language": language, "url": url, "record": Data(record),
      ])
  }

  /// Whether the archive has it already. A mark is a repetition if the article's last one is the same.
  func isArchived(_ db: Database) throws -> Bool {
    let kinds =
      isEntry ? "('new', 'revised') AND revision = :revision" : "('withdrawn', 'restored')"
    let last = try String.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT event FROM article WHERE id = :id AND source = :source AND event IN \(kinds)
          ORDER BY number DESC LIMIT 1
          """),
      arguments: isEntry
        ? ["id": id, "source": source, "revision": revision] : ["id": id, "source": source])
    return isEntry ? last != nil : last == event.rawValue
  }
}

/// The tokens of an article in the search index.
struct ArchiveWords {
  var columns: ColumnValues

  /// The size of the text that is indexed, in bytes.
  private static let maximumBytes = 1 << 20

  init(_ article: ArchivedArticle, text: String) {
    let text = text.prefix(maximumBytes: ArchiveWords.maximumBytes)
    // A text usually begins with its lede.
    let lede = article.lede.flatMap { text.hasPrefix($0) ? nil : $0 } ?? ""
    columns = [
      "headline": SearchTokenizer.indexedText(article.headline ?? ""),
      "lede": SearchTokenizer.indexedText(lede),
      "byline": SearchTokenizer.indexedText(article.byline ?? ""),
      "body": SearchTokenizer.indexedText(text),
    ]
  }

  func insert(_ db: Database, number: Int64) throws {
    try db.insert(into: "words", ["rowid": number] + columns)
  }

  /// Deletes the tokens, which must be the same that were inserted.
  func delete(_ db: Database, number: Int64) throws {
    try db.run(
      "INSERT INTO words (words, rowid, \(columns.columns)) "
        + "VALUES ('delete', :rowid, \(columns.placeholders))",
      (["rowid": number] + columns).arguments)
  }
}
