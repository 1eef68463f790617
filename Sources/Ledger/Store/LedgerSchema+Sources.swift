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
