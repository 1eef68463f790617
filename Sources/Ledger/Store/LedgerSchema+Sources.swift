/// The additions of schema 3: the URL of a source, by which a renamed source is recognized, the warning
/// about its articles, and what it usually yields.
extension LedgerSchema {
  static let sourceURL = """
    -- The URL of the listing as it was last configured; NULL until the source is opened again.
    ALTER TABLE source ADD COLUMN url TEXT;
    """

  static let articleWarning = """
    -- Why all articles that the last rounds requested have failed, in words; NULL when some were read.
    ALTER TABLE source ADD COLUMN article_warning TEXT;
    """

  static let learnedYield = """
    -- ListingYield.
    ALTER TABLE source ADD COLUMN yield TEXT;
    -- ArticleQuality.
    ALTER TABLE source ADD COLUMN article_quality INTEGER NOT NULL DEFAULT 0;
    """
}

/// The additions of schema 4: what to try about a fault, the last reminder of it, the failed rounds, the
/// hooks that are disabled, and the deliveries that are joined.
extension LedgerSchema {
  static let remedy = """
    -- What to try about the health, in words; NULL where nothing is known.
    ALTER TABLE source ADD COLUMN health_remedy TEXT;
    -- When hooks were last reminded of the health; NULL since it changed.
    ALTER TABLE source ADD COLUMN reminded_at REAL;
    """

  static let roundFailures = """
    -- RoundFailures.
    ALTER TABLE source ADD COLUMN round_failures TEXT;
    """

  static let disabledHook = """
    -- Why the receiver wants no more messages, in words, and a hash of its settings then; NULL where it
    -- is not disabled.
    ALTER TABLE hook ADD COLUMN disabled_reason TEXT;
    ALTER TABLE hook ADD COLUMN disabled_target INTEGER;
    """

  static let joinedDelivery = """
    -- The key of the message to which the delivery is joined until it has succeeded; NULL where it is made
    -- alone. The deliveries of one hook with one key are one message.
    ALTER TABLE delivery ADD COLUMN batch TEXT;
    CREATE INDEX delivery_batch ON delivery (hook, batch, id) WHERE batch IS NOT NULL;
    """
}
