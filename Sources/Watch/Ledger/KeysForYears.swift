import Basics
import Foundation
import GRDB
import News

/// The ledger's second form. What identifies an article stands by itself and is small, for it is
/// kept for years; what else is known of it goes when it was not seen for long. Whatever is told to
/// hooks is an event.
enum KeysForYears {
  static func migrate(_ db: Database) throws {
    try db.execute(sql: "ALTER TABLE article RENAME TO old_article")
    for index in ["lede", "link", "source", "day", "pending"] {
      try db.execute(sql: "DROP INDEX article_\(index)")
    }
    try db.execute(sql: "ALTER TABLE delivery RENAME TO old_delivery")
    try db.execute(sql: "DROP INDEX delivery_pending; DROP INDEX delivery_article")
    try db.execute(sql: tables)
    try moveArticles(db)
    try moveDeliveries(db)
    try db.execute(
      sql: """
        DROP TABLE old_article; DROP TABLE old_delivery; DROP TABLE record;
        UPDATE source SET spooled =
          (SELECT count(*) FROM article WHERE article.source = source.id AND state = 2);
        """)
  }

  private static func moveArticles(_ db: Database) throws {
    let key = try db.makeStatement(
      sql: """
        INSERT INTO article (id, source, state, opening, lede_key, day, day_form, link_key,
          public_id, first_seen, seen, revision, same_as)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)
        """)
    let story = try db.makeStatement(
      sql: """
        INSERT INTO story (id, link, lede, headline, date, image, fingerprint, notify, from_teaser,
          tries, next_try, fault, is_gone, suspects)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM old_article ORDER BY id")
    while let row = try rows.next() {
      let lede = LedeKey(normalised: Array(row["lede_key"] as Data))
      try key.execute(arguments: [
        row["id"], row["source"], row["state"], row["opening"], Data(lede.digest.stored),
        row["day"], row["day_form"], row["link_key"], row["public_id"],
        Int64(clamping: row["first_seen"] as Double), row["revision"], row["same_as"],
      ])
      let fingerprint = (row["fingerprint"] as Data?).flatMap { TextFingerprint(old: Array($0)) }
      try story.execute(arguments: [
        row["id"], row["link"], row["lede"], row["headline"], row["date"], row["image"],
        fingerprint.map { Data(StoredFingerprint($0).stored) }, row["notify"], row["from_teaser"],
        row["tries"], row["next_try"], row["fault"], row["is_gone"], row["suspects"],
      ])
    }
  }

  private static func moveDeliveries(_ db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO event (kind, source, article, public_id, revision, at, is_settled, notify,
          entry, record)
        SELECT 'new', source, id, public_id, revision, first_seen, state <> 1, notify, entry,
          (SELECT json FROM record WHERE record.article = old_article.id)
        FROM old_article
        WHERE state = 1 OR id IN (SELECT article FROM old_delivery)
        ORDER BY id;
        INSERT INTO delivery (id, event, hook, state, tries, created, next_try, fault)
        SELECT old_delivery.id, event.id, hook, state, tries, created, next_try, fault
        FROM old_delivery JOIN event ON event.article = old_delivery.article;
        INSERT INTO hook (name, delivered)
        SELECT hook, count(*) FROM delivery WHERE state = 2 GROUP BY hook;
        """)
  }

  private static let tables = """
    -- What identifies: see TeaserKey.
    CREATE TABLE article (
      id INTEGER PRIMARY KEY,
      source INTEGER NOT NULL,
      state INTEGER NOT NULL,
      opening INTEGER NOT NULL,
      -- See LedeDigest.
      lede_key BLOB NOT NULL,
      -- Days since 1970; -2147483648 when undated.
      day INTEGER NOT NULL,
      day_form INTEGER NOT NULL,
      link_key INTEGER NOT NULL,
      public_id TEXT NOT NULL,
      first_seen INTEGER NOT NULL,
      -- The ledger's day on which it was seen last, give or take a week: see LedgerAge.
      seen INTEGER NOT NULL,
      -- The last one that was staged.
      revision INTEGER NOT NULL DEFAULT 1,
      -- The row of which a look found this to be another sight.
      same_as INTEGER
    );
    CREATE INDEX article_lede ON article (source, opening, day);
    CREATE INDEX article_link ON article (source, link_key);
    CREATE INDEX article_day ON article (source, day);
    CREATE INDEX article_pending ON article (source) WHERE state < 2;

    -- What else is known of an article; gone when it was not seen for long.
    CREATE TABLE story (
      id INTEGER PRIMARY KEY,
      link TEXT NOT NULL,
      lede TEXT,
      headline TEXT,
      -- Nil for a mere day, which the key tells.
      date TEXT,
      image TEXT,
      -- See StoredFingerprint.
      fingerprint BLOB,
      notify INTEGER NOT NULL,
      from_teaser INTEGER NOT NULL DEFAULT 0,
      -- See Identity.Reason.
      reason INTEGER,
      -- While owed.
      tries INTEGER NOT NULL DEFAULT 0,
      next_try REAL NOT NULL DEFAULT 0,
      fault TEXT,
      is_gone INTEGER NOT NULL DEFAULT 0,
      suspects TEXT
    );

    -- Articles in the spool that are looked at again.
    CREATE TABLE recheck (
      article INTEGER PRIMARY KEY,
      source INTEGER NOT NULL,
      -- Seconds since 1970.
      at INTEGER NOT NULL,
      -- How many of the intervals are over.
      step INTEGER NOT NULL DEFAULT 0,
      -- Failures in a row.
      tries INTEGER NOT NULL DEFAULT 0,
      etag TEXT,
      last_modified TEXT,
      -- When its address was first seen to be empty.
      gone_since INTEGER,
      is_withdrawn INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX recheck_due ON recheck (source, at);

    -- What happened: to an article, or to a source.
    CREATE TABLE event (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      source INTEGER NOT NULL,
      article INTEGER,
      -- The article's, or one of its own.
      public_id TEXT NOT NULL,
      revision INTEGER NOT NULL DEFAULT 0,
      at INTEGER NOT NULL,
      -- 0 while its entry lies in tmp/, or has just been renamed.
      is_settled INTEGER NOT NULL,
      notify INTEGER NOT NULL,
      entry TEXT,
      -- For a person.
      note TEXT,
      -- What hooks read; kept until each delivery of it has ended well.
      record BLOB
    );
    CREATE INDEX event_article ON event (article) WHERE article IS NOT NULL;
    CREATE INDEX event_source ON event (source, id) WHERE article IS NULL;
    CREATE INDEX event_staged ON event (source) WHERE is_settled = 0;

    CREATE TABLE delivery (
      id INTEGER PRIMARY KEY,
      event INTEGER NOT NULL,
      hook TEXT NOT NULL,
      state INTEGER NOT NULL DEFAULT 0,
      tries INTEGER NOT NULL DEFAULT 0,
      created REAL NOT NULL,
      next_try REAL NOT NULL DEFAULT 0,
      fault TEXT
    );
    CREATE INDEX delivery_pending ON delivery (hook, id) WHERE state = 0;
    CREATE INDEX delivery_event ON delivery (event);

    -- Deliveries are forgotten after a while, their number is not.
    CREATE TABLE hook (name TEXT PRIMARY KEY, delivered INTEGER NOT NULL) WITHOUT ROWID;

    -- Entries handed over, ever.
    ALTER TABLE source ADD COLUMN spooled INTEGER NOT NULL DEFAULT 0;
    -- Sources of one space know each other's articles.
    ALTER TABLE source ADD COLUMN space TEXT;
    -- Where the teasers stand in the page, and where they stood before.
    ALTER TABLE source ADD COLUMN place TEXT;
    ALTER TABLE source ADD COLUMN place_before TEXT;
    -- What may be missing, for a person, and since when.
    ALTER TABLE source ADD COLUMN gap TEXT;
    ALTER TABLE source ADD COLUMN gap_since REAL;
    -- The last row that was known then.
    ALTER TABLE source ADD COLUMN gap_row INTEGER;
    """
}

extension TextFingerprint {
  /// As the ledger's first form kept it: the count and the hashes, little-endian words.
  fileprivate init?(old bytes: [UInt8]) {
    guard bytes.count >= 4, bytes.count % 4 == 0 else { return nil }
    let words = stride(from: 0, to: bytes.count, by: 4).map { i in
      (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[i + $1]) << UInt32($1 * 8) }
    }
    self.init(hashes: Array(words.dropFirst()), count: Int(words[0]))
  }
}
