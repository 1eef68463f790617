/// What to watch, where to keep it and whom to tell.
public struct Configuration: Sendable {
  public var sources: [Source]
  public var hooks: [Hook]
  /// Absolute path of the spool directory.
  public var spool: String
  /// Absolute path of the directory of the ledger and of kept pages.
  public var state: String
  /// Writes `article.md` into each entry.
  public var markdown: Bool
  /// How many hosts are talked to at once.
  public var concurrency: Int
  /// The files this was read from, in order; empty when made without one.
  public var files: [String]

  public init(
    sources: [Source] = [], hooks: [Hook] = [], spool: String, state: String,
    markdown: Bool = true, concurrency: Int = 16, files: [String] = []
  ) {
    self.sources = sources
    self.hooks = hooks
    self.spool = spool
    self.state = state
    self.markdown = markdown
    self.concurrency = concurrency
    self.files = files
  }

  public var ledger: String { state + "/ledger.sqlite" }
}
