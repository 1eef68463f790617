import GRDB

/// The ledger's tables and the steps that lead to them.
///
/// Steps are numbered in order: `"1"`, `"2"`, … A released step never changes; `MigrationTests`
/// opens a ledger of each earlier number. Unless a column says otherwise, times are seconds since
/// 1970 and Booleans are 0 or 1. The indexes with a condition are used only by queries that repeat
/// the condition literally; see `Condition`.
enum LedgerSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(sql: meta + source + cookieJar + article + event + host + robots)
    }
    migrator.registerMigration("2") { db in
      try db.execute(sql: knownHost + refusedAddress)
    }
    migrator.registerMigration("3") { db in
      try db.execute(sql: sourceURL + articleWarning + learnedYield)
    }
    migrator.registerMigration("4") { db in
      try db.execute(sql: remedy + roundFailures + disabledHook + joinedDelivery)
    }
    return migrator
  }
}

extension LedgerSchema {
  private static let meta = """
    -- Facts about the ledger itself:
    --   spool           the id of the spool whose entries this ledger knows
    --   previous spool  the id of the spool that belonged to the damaged ledger from which this one was
    --                   made, until that spool has been read
    --   day             the ledger's own day, see Retention
    --   upkeep began    when the last daily upkeep began, as a decimal number
    --   sweep           the last article that the unfinished upkeep has visited
    --   pauses          the sources that a command has paused, as a JSON object by name: since, until
    --                   and reason
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    """

  private static let source = """
    -- One row for each source that was ever watched.
    CREATE TABLE source (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      -- A hash of the settings that shape what the page yields. When it changes, everything that is
      -- known of the page is void.
      rules_hash INTEGER NOT NULL,
      -- The identity space: sources of one space know each other's articles.
      identity_space TEXT,

      -- The listing page as it was last read completely.
      etag TEXT,
      last_modified TEXT,
      body_hash INTEGER,
      -- How many teasers page one usually shows.
      usual_count INTEGER NOT NULL DEFAULT 0,
      -- LinkHabit.
      link_habit INTEGER NOT NULL DEFAULT 0,
      -- The teasers' place in the markup, and the one before the last redesign.
      layout TEXT,
      layout_before TEXT,
      -- The charset in which the page was last decoded, and what named it (`meta`, `guess`, …).
      charset TEXT,
      charset_origin TEXT,
      -- The share of U+FFFD in the text of the teasers last read, 0 to 1.
      undecodable REAL NOT NULL DEFAULT 0,
      first_round_done INTEGER NOT NULL DEFAULT 0,
      -- The ledger's day on which the listed teasers were last recorded as seen.
      seen_day INTEGER NOT NULL DEFAULT 0,
      -- Entries handed over, ever.
      spooled INTEGER NOT NULL DEFAULT 0,

      -- Further pages that could not be read: articles up to this one were known before, and the next
      -- rounds read the listing until one of them is reached, within a number of attempts.
      catch_up_after INTEGER,
      catch_up_attempts INTEGER NOT NULL DEFAULT 0,
      -- Teasers that may have been missed: in words, since when, and the last article known
      -- then.
      gap TEXT,
      gap_since REAL,
      gap_last_known INTEGER,

      -- Health, its start, and the reason in words. NULL where it was so from the start.
      health TEXT NOT NULL DEFAULT 'ok',
      health_since REAL,
      health_reason TEXT,
      -- What a configured rule does not find on the page last read, in words.
      rule_error TEXT,
      -- Failed rounds in a row.
      failures INTEGER NOT NULL DEFAULT 0,
      -- Articles in a row that the site refused, and that could not be fetched for any reason: how
      -- many, since when, the last article that was counted or known when another one was
      -- read, and the verdict in words once there is one.
      refusals INTEGER NOT NULL DEFAULT 0,
      refusals_since REAL,
      refusals_counted_to INTEGER NOT NULL DEFAULT 0,
      refusals_verdict TEXT,
      misses INTEGER NOT NULL DEFAULT 0,
      misses_since REAL,
      misses_counted_to INTEGER NOT NULL DEFAULT 0,
      misses_verdict TEXT,

      -- The last round, and the last one that found new teasers.
      last_round REAL,
      last_news REAL,
      -- When the next round is due.
      next_due REAL,
      -- The listing is not requested before this time: back-off.
      listing_paused_until REAL,
      -- Nothing is requested before this time: Retry-After.
      source_paused_until REAL,
      -- Until when the page declared itself fresh.
      fresh_until REAL,
      -- When the page last came complete rather than as a 304.
      last_complete REAL,
      -- Where the listing has moved to permanently: address, status (301 or 308), when that was
      -- first reported, and how many rounds have reported it.
      moved_to TEXT,
      moved_status INTEGER,
      moved_since REAL,
      moved_rounds INTEGER,
      -- PublicationPattern.
      publication_pattern BLOB
    );
    """

  private static let cookieJar = """
    -- The cookies of sources that keep them. They are secrets.
    CREATE TABLE cookie_jar (
      -- source.id
      source INTEGER PRIMARY KEY,
      -- A hash of the settings under which the jar was filled. When it changes, the jar is void.
      rules_hash INTEGER NOT NULL,
      -- Lines of Netscape's cookie file format.
      lines TEXT NOT NULL
    );
    """

  private static let article = """
    -- What identifies an article, see TeaserKey. It is small, because it is kept for years.
    CREATE TABLE article (
      -- Rows are numbered in the order in which they were first seen.
      id INTEGER PRIMARY KEY,
      -- source.id
      source INTEGER NOT NULL,
      -- ArticleState.
      state INTEGER NOT NULL,
      -- LedeKey.opening.
      opening INTEGER NOT NULL,
      -- LedeDigest.
      lede_key BLOB NOT NULL,
      -- Days since 1970; -2147483648 when undated.
      day INTEGER NOT NULL,
      -- TeaserDay.Form.
      day_form INTEGER NOT NULL,
      -- TeaserKey.link.
      link_key INTEGER NOT NULL,
      -- The id in the spool and for consumers.
      public_id TEXT NOT NULL,
      first_seen INTEGER NOT NULL,
      -- The ledger's day on which it was last seen, accurate to a week: see Retention.
      seen_day INTEGER NOT NULL,
      -- The last revision that was staged.
      revision INTEGER NOT NULL DEFAULT 1,
      -- The article that this one turned out to be (state same): article.id.
      same_as INTEGER
    );
    CREATE INDEX article_lede ON article (source, opening, day);
    CREATE INDEX article_link ON article (source, link_key);
    CREATE INDEX article_day ON article (source, day);
    CREATE INDEX article_pending ON article (source) WHERE state < 2;

    -- What else is known of an article. It is deleted when the article was not seen for long.
    CREATE TABLE story (
      -- article.id
      id INTEGER PRIMARY KEY,
      link TEXT NOT NULL,
      lede TEXT,
      headline TEXT,
      -- The teaser's date, see PageDate.stored; NULL for a plain day, which article.day has.
      date TEXT,
      image TEXT,
      -- StoredFingerprint of the text as spooled.
      fingerprint BLOB,
      -- Whether hooks are called for it.
      notify INTEGER NOT NULL,
      -- Whether it was spooled from its teaser, because the article could not be read.
      from_teaser INTEGER NOT NULL DEFAULT 0,
      -- JudgementReason.
      judgement INTEGER,
      -- While owed: failed attempts, the time of the next one, why the last one failed, whether
      -- nothing is at its address, and the articles it may be the same as (ids with spaces between).
      attempts INTEGER NOT NULL DEFAULT 0,
      next_attempt REAL NOT NULL DEFAULT 0,
      error TEXT,
      is_gone INTEGER NOT NULL DEFAULT 0,
      suspects TEXT
    );

    -- Spooled articles that are fetched again to detect revisions.
    CREATE TABLE recheck (
      -- article.id
      article INTEGER PRIMARY KEY,
      -- source.id
      source INTEGER NOT NULL,
      -- When it is due.
      due INTEGER NOT NULL,
      -- How many of the configured intervals are over.
      step INTEGER NOT NULL DEFAULT 0,
      -- Failures in a row.
      failures INTEGER NOT NULL DEFAULT 0,
      etag TEXT,
      last_modified TEXT,
      -- When its address was first found empty.
      gone_since INTEGER,
      is_withdrawn INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX recheck_due ON recheck (source, due);
    """

  private static let event = """
    -- What happened to an article or to a source.
    CREATE TABLE event (
      id INTEGER PRIMARY KEY,
      -- EventKind.
      kind TEXT NOT NULL,
      -- source.id
      source INTEGER NOT NULL,
      -- article.id; NULL for what happened to a source.
      article INTEGER,
      -- The article's id, or one of the event's own.
      public_id TEXT NOT NULL,
      revision INTEGER NOT NULL DEFAULT 0,
      at INTEGER NOT NULL,
      -- 1 while its entry is in tmp/, or has been renamed and that is not recorded yet.
      is_staged INTEGER NOT NULL,
      -- Whether hooks are called for it.
      notify INTEGER NOT NULL,
      -- The name of its entry in the spool.
      entry TEXT,
      -- In words for a person.
      note TEXT,
      -- What hooks read; kept until every delivery of it has succeeded.
      record BLOB
    );
    CREATE INDEX event_article ON event (article) WHERE article IS NOT NULL;
    CREATE INDEX event_source ON event (source, id) WHERE article IS NULL;
    CREATE INDEX event_staged ON event (source) WHERE is_staged = 1;

    -- One event × one hook.
    CREATE TABLE delivery (
      id INTEGER PRIMARY KEY,
      -- event.id
      event INTEGER NOT NULL,
      -- The hook's name.
      hook TEXT NOT NULL,
      -- DeliveryState.
      state INTEGER NOT NULL DEFAULT 0,
      -- Attempts so far.
      attempts INTEGER NOT NULL DEFAULT 0,
      created REAL NOT NULL,
      -- When the next attempt is due; 0 for immediately.
      next_attempt REAL NOT NULL DEFAULT 0,
      -- Why the last attempt failed.
      error TEXT
    );
    CREATE INDEX delivery_pending ON delivery (hook, id) WHERE state = 0;
    CREATE INDEX delivery_event ON delivery (event);

    -- How many deliveries of a hook have succeeded, ever; the deliveries themselves are deleted.
    CREATE TABLE hook (name TEXT PRIMARY KEY, delivered INTEGER NOT NULL) WITHOUT ROWID;
    """

  private static let host = """
    -- Hosts, and single addresses, that failed or asked for a pause; those that answer have no row.
    CREATE TABLE host (
      -- The host or address, and how it is reached.
      name TEXT PRIMARY KEY,
      -- Requests in a row without an answer, or requests in a row that asked for a pause.
      silences INTEGER NOT NULL,
      -- No request before this time.
      closed_until REAL,
      -- In words for a person.
      reason TEXT NOT NULL
    ) WITHOUT ROWID;
    """

  private static let robots = """
    -- robots.txt of the origins that were visited.
    CREATE TABLE robots (
      origin TEXT PRIMARY KEY,
      fetched REAL NOT NULL,
      status INTEGER NOT NULL,
      -- Empty where it holds no rules.
      body BLOB NOT NULL
    ) WITHOUT ROWID;
    """
}
