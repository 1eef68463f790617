import GRDB

/// The ledger's tables. Times are seconds since 1970; a step once released is never changed.
enum LedgerSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 what was seen, is owed, was spooled, was delivered") { db in
      try db.execute(sql: first)
    }
    migrator.registerMigration("7 polling and hosts") { db in
      try db.execute(sql: polling)
    }
    migrator.registerMigration("2 keys for years, events, rechecks") { db in
      try KeysForYears.migrate(db)
    }
    migrator.registerMigration("9 when a listing was seen") { db in
      // The ledger's day on which what is listed was last written down as seen.
      try db.execute(sql: "ALTER TABLE source ADD COLUMN seen INTEGER NOT NULL DEFAULT 0")
    }
    migrator.registerMigration("7 until when a listing is fresh") { db in
      try db.execute(sql: "ALTER TABLE source ADD COLUMN fresh_until REAL")
    }
    migrator.registerMigration("10 cookies that are kept") { db in
      try db.execute(sql: cookies)
    }
    migrator.registerMigration("11 articles that are refused") { db in
      // See ArticleFailures.
      try db.execute(
        sql: """
          ALTER TABLE source ADD COLUMN refused INTEGER NOT NULL DEFAULT 0;
          ALTER TABLE source ADD COLUMN refused_since REAL;
          ALTER TABLE source ADD COLUMN refused_to INTEGER NOT NULL DEFAULT 0;
          ALTER TABLE source ADD COLUMN refused_why TEXT;
          """)
    }
    migrator.registerMigration("7 no passwords of proxies") { db in
      // They were part of these names.
      try db.execute(sql: "DELETE FROM host WHERE name LIKE '% by %@%'")
    }
    migrator.registerMigration("12 rules that find nothing") { db in
      try db.execute(sql: "ALTER TABLE source ADD COLUMN rule_fault TEXT")
    }
    migrator.registerMigration("7 what charset a listing was read in") { db in
      try db.execute(
        sql: """
          ALTER TABLE source ADD COLUMN charset TEXT;
          ALTER TABLE source ADD COLUMN charset_from TEXT;
          """)
    }
    migrator.registerMigration("13 articles that can't be had") { db in
      // See ArticleFailures, too.
      try db.execute(
        sql: """
          ALTER TABLE source ADD COLUMN missed INTEGER NOT NULL DEFAULT 0;
          ALTER TABLE source ADD COLUMN missed_since REAL;
          ALTER TABLE source ADD COLUMN missed_to INTEGER NOT NULL DEFAULT 0;
          ALTER TABLE source ADD COLUMN missed_why TEXT;
          """)
    }
    return migrator
  }

  private static let cookies = """
    -- Of sources that keep their cookies: secrets.
    CREATE TABLE cookie_jar (
      source INTEGER PRIMARY KEY,
      -- Of the settings under which it was filled; where they differ, it is void.
      rules INTEGER NOT NULL,
      -- As in a cookie file of Netscape's.
      lines TEXT NOT NULL
    );
    """

  private static let polling = """
    ALTER TABLE source ADD COLUMN next_due REAL;
    ALTER TABLE source ADD COLUMN last_whole REAL;
    ALTER TABLE source ADD COLUMN garbled REAL;
    ALTER TABLE source ADD COLUMN publicationPattern BLOB;
    ALTER TABLE source ADD COLUMN moved_to TEXT;
    ALTER TABLE source ADD COLUMN moved_status INTEGER;
    ALTER TABLE source ADD COLUMN moved_since REAL;
    ALTER TABLE source ADD COLUMN moved_rounds INTEGER;

    -- Hosts, and addresses, that are left alone until a moment.
    CREATE TABLE host (
      name TEXT PRIMARY KEY,
      silences INTEGER NOT NULL,
      closed_until REAL,
      reason TEXT NOT NULL
    ) WITHOUT ROWID;
    """

  static let first = """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

    CREATE TABLE source (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      -- Of the settings that shape what a page yields; where it differs the validators are void.
      rules INTEGER NOT NULL,
      etag TEXT,
      last_modified TEXT,
      body_hash INTEGER,
      first_round_done INTEGER NOT NULL DEFAULT 0,
      link_habit INTEGER NOT NULL DEFAULT 0,
      -- How many teasers page one showed when it was last taken in.
      usual_count INTEGER NOT NULL DEFAULT 0,
      -- Everything up to this row was known when a gap opened; it is closed when the listing is
      -- read back to there.
      gap_after INTEGER,
      gap_tries INTEGER NOT NULL DEFAULT 0,
      failures INTEGER NOT NULL DEFAULT 0,
      -- No round before this moment: back-off.
      not_before REAL,
      -- No request at all before this moment: Retry-After.
      quiet_until REAL,
      health TEXT NOT NULL DEFAULT 'ok',
      health_since REAL,
      fault TEXT,
      last_round REAL,
      last_news REAL
    );

    CREATE TABLE article (
      id INTEGER PRIMARY KEY,
      source INTEGER NOT NULL,
      state INTEGER NOT NULL,
      public_id TEXT NOT NULL,
      first_seen REAL NOT NULL,
      notify INTEGER NOT NULL,
      -- What identifies: see TeaserKey.
      opening INTEGER NOT NULL,
      lede_key BLOB NOT NULL,
      -- Days since 1970; -2147483648 when undated.
      day INTEGER NOT NULL,
      day_form INTEGER NOT NULL,
      link_key INTEGER NOT NULL,
      -- The teaser.
      link TEXT NOT NULL,
      lede TEXT,
      headline TEXT,
      date TEXT,
      image TEXT,
      -- While owed.
      tries INTEGER NOT NULL DEFAULT 0,
      next_try REAL NOT NULL DEFAULT 0,
      fault TEXT,
      is_gone INTEGER NOT NULL DEFAULT 0,
      suspects TEXT,
      -- The row of which a look found this to be another sight.
      same_as INTEGER,
      -- From staged on.
      entry TEXT,
      revision INTEGER NOT NULL DEFAULT 1,
      fingerprint BLOB,
      from_teaser INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX article_lede ON article (source, opening, day);
    CREATE INDEX article_link ON article (source, link_key);
    CREATE INDEX article_source ON article (source);
    CREATE INDEX article_day ON article (source, day);
    CREATE INDEX article_pending ON article (source) WHERE state < 2;

    -- What hooks read; kept until each delivery of it has ended well.
    CREATE TABLE record (article INTEGER PRIMARY KEY, json BLOB NOT NULL);

    CREATE TABLE delivery (
      id INTEGER PRIMARY KEY,
      article INTEGER NOT NULL,
      hook TEXT NOT NULL,
      event TEXT NOT NULL,
      state INTEGER NOT NULL DEFAULT 0,
      tries INTEGER NOT NULL DEFAULT 0,
      created REAL NOT NULL,
      next_try REAL NOT NULL DEFAULT 0,
      fault TEXT
    );
    CREATE INDEX delivery_pending ON delivery (hook, id) WHERE state = 0;
    CREATE INDEX delivery_article ON delivery (article);

    CREATE TABLE robots (
      origin TEXT PRIMARY KEY,
      fetched REAL NOT NULL,
      status INTEGER NOT NULL,
      body BLOB NOT NULL
    ) WITHOUT ROWID;
    """
}
