/// What to watch, where to keep it and whom to tell.
public struct Configuration: Hashable, Sendable {
  public var sources: [Source]
  public var hooks: [Hook]
  /// Absolute path of the spool directory.
  public var spool: String
  /// Absolute path of the directory of the ledger and of kept pages.
  public var state: String
  /// What is written into an entry beside `article.json`.
  public var formats: Set<EntryFormat>
  /// How many hosts are talked to at once.
  public var concurrency: Int
  /// Days for which an article is known after it was last seen listed.
  public var remember = 400
  /// The files this was read from, in order; empty when it was made without one.
  public var files: [String]
  /// What is allowed but hardly meant.
  public var warnings: [ConfigurationFault]

  public init(
    sources: [Source] = [], hooks: [Hook] = [], spool: String, state: String,
    formats: Set<EntryFormat> = [.markdown], concurrency: Int = 16, files: [String] = [],
    warnings: [ConfigurationFault] = []
  ) {
    self.sources = sources
    self.hooks = hooks
    self.spool = spool
    self.state = state
    self.formats = formats
    self.concurrency = concurrency
    self.files = files
    self.warnings = warnings
  }

  public var ledger: String { state + "/ledger.sqlite" }
  var texts: String { state + "/texts.sqlite" }
}

/// A file of an entry that may be left out.
public enum EntryFormat: String, Sendable, CaseIterable {
  /// `article.md`
  case markdown
  /// `page.html.gz`, the page as received
  case page
}
