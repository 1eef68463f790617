/// The tables of the first schema with some rows. It never changes.
enum Schema1 {
  static let sql = """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE source (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      rules_hash INTEGER NOT NULL,
      identity_space TEXT,
      etag TEXT,
      last_modified TEXT,
      body_hash INTEGER,
      usual_count INTEGER NOT NULL DEFAULT 0,
      link_habit INTEGER NOT NULL DEFAULT 0,
      layout TEXT,
      layout_before TEXT,
      charset TEXT,
      charset_origin TEXT,
      undecodable REAL NOT NULL DEFAULT 0,
      first_round_done INTEGER NOT NULL DEFAULT 0,
      seen_day INTEGER NOT NULL DEFAULT 0,
      spooled INTEGER NOT NULL DEFAULT 0,
      catch_up_after INTEGER,
      catch_up_attempts INTEGER NOT NULL DEFAULT 0,
      gap TEXT,
      gap_since REAL,
      gap_last_known INTEGER,
      health TEXT NOT NULL DEFAULT 'ok',
      health_since REAL,
      health_reason TEXT,
      rule_error TEXT,
      failures INTEGER NOT NULL DEFAULT 0,
      refusals INTEGER NOT NULL DEFAULT 0,
      refusals_since REAL,
      refusals_counted_to INTEGER NOT NULL DEFAULT 0,
      refusals_verdict TEXT,
      misses INTEGER NOT NULL DEFAULT 0,
      misses_since REAL,
      misses_counted_to INTEGER NOT NULL DEFAULT 0,
      misses_verdict TEXT,
      last_round REAL,
      last_news REAL,
      next_due REAL,
      listing_paused_until REAL,
      source_paused_until REAL,
      fresh_until REAL,
      last_complete REAL,
      moved_to TEXT,
      moved_status INTEGER,
      moved_since REAL,
      moved_rounds INTEGER,
      publication_pattern BLOB
    );
    CREATE TABLE cookie_jar (
      source INTEGER PRIMARY KEY,
      rules_hash INTEGER NOT NULL,
      lines TEXT NOT NULL
    );
    CREATE TABLE article (
      id INTEGER PRIMARY KEY,
      source INTEGER NOT NULL,
      state INTEGER NOT NULL,
      opening INTEGER NOT NULL,
      lede_key BLOB NOT NULL,
      day INTEGER NOT NULL,
      day_form INTEGER NOT NULL,
      link_key INTEGER NOT NULL,
      public_id TEXT NOT NULL,
      first_seen INTEGER NOT NULL,
      seen_day INTEGER NOT NULL,
      revision INTEGER NOT NULL DEFAULT 1,
      same_as INTEGER
    );
    CREATE INDEX article_lede ON article (source, opening, day);
    CREATE INDEX article_link ON article (source, link_key);
    CREATE INDEX article_day ON article (source, day);
    CREATE INDEX article_pending ON article (source) WHERE state < 2;
    CREATE TABLE story (
      id INTEGER PRIMARY KEY,
      link TEXT NOT NULL,
      lede TEXT,
      headline TEXT,
      date TEXT,
      image TEXT,
      fingerprint BLOB,
      notify INTEGER NOT NULL,
      from_teaser INTEGER NOT NULL DEFAULT 0,
      judgement INTEGER,
      attempts INTEGER NOT NULL DEFAULT 0,
      next_attempt REAL NOT NULL DEFAULT 0,
      error TEXT,
      is_gone INTEGER NOT NULL DEFAULT 0,
      suspects TEXT
    );
    CREATE TABLE recheck (
      article INTEGER PRIMARY KEY,
      source INTEGER NOT NULL,
      due INTEGER NOT NULL,
      step INTEGER NOT NULL DEFAULT 0,
      failures INTEGER NOT NULL DEFAULT 0,
      etag TEXT,
      last_modified TEXT,
      gone_since INTEGER,
      is_withdrawn INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX recheck_due ON recheck (source, due);
    CREATE TABLE event (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      source INTEGER NOT NULL,
      article INTEGER,
      public_id TEXT NOT NULL,
      revision INTEGER NOT NULL DEFAULT 0,
      at INTEGER NOT NULL,
      is_staged INTEGER NOT NULL,
      notify INTEGER NOT NULL,
      entry TEXT,
      note TEXT,
      record BLOB
    );
    CREATE INDEX event_article ON event (article) WHERE article IS NOT NULL;
    CREATE INDEX event_source ON event (source, id) WHERE article IS NULL;
    CREATE INDEX event_staged ON event (source) WHERE is_staged = 1;
    CREATE TABLE delivery (
      id INTEGER PRIMARY KEY,
      event INTEGER NOT NULL,
      hook TEXT NOT NULL,
      state INTEGER NOT NULL DEFAULT 0,
      attempts INTEGER NOT NULL DEFAULT 0,
      created REAL NOT NULL,
      next_attempt REAL NOT NULL DEFAULT 0,
      error TEXT
    );
    CREATE INDEX delivery_pending ON delivery (hook, id) WHERE state = 0;
    CREATE INDEX delivery_event ON delivery (event);
    CREATE TABLE hook (name TEXT PRIMARY KEY, delivered INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE host (
      name TEXT PRIMARY KEY,
      silences INTEGER NOT NULL,
      closed_until REAL,
      reason TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE robots (
      origin TEXT PRIMARY KEY,
      fetched REAL NOT NULL,
      status INTEGER NOT NULL,
      body BLOB NOT NULL
    ) WITHOUT ROWID;
    INSERT INTO meta VALUES ('spool', 'spool-of-a-test'), ('day', '3');
    INSERT INTO source (id, name, rules_hash, etag, first_round_done, usual_count, next_due)
      VALUES (1, 'lindmar', 5, '"v1"', 1, 20, 1773490000);
    INSERT INTO article (id, source, state, opening, lede_key, day, day_form, link_key, public_id,
        first_seen, seen_day)
      VALUES (1, 1, 2, 11, x'05000501020304', 20526, 0, 21, 'p1', 1773480000, 3),
        (2, 1, 0, 12, x'05000501020304', 20526, 0, 22, 'p2', 1773480000, 3);
    INSERT INTO story (id, link, lede, notify)
      VALUES (1, 'http://news.test/a/1', 'the tide at Lindmar', 1),
        (2, 'http://news.test/a/2', 'the tide at Oster', 1);
    INSERT INTO recheck (article, source, due) VALUES (1, 1, 1773490000);
    INSERT INTO event (id, kind, source, article, public_id, revision, at, is_staged, notify, entry,
        record)
      VALUES (7, 'new', 1, 1, 'p1', 1, 1773480000, 0, 1, 'entry-1', x'7b7d');
    INSERT INTO delivery (event, hook, created) VALUES (7, 'tell', 1773480000);
    """
}
