import Basics

/// What to watch, where to keep it and whom to tell.
package struct Configuration: Hashable, Sendable {
  package var sources: [Source]
  package var hooks: [Hook]
  /// Absolute path of the spool directory.
  package var spoolPath: String
  /// Absolute path of the directory of the ledger and of kept pages.
  package var statePath: String
  /// What is written into an entry beside `article.json`.
  package var formats: Set<EntryFormat>
  /// How many hosts are talked to at once.
  package var concurrency: Int
  /// Days for which an article is known after it was last seen listed.
  package var retentionDays = 400
  /// The files this was read from, in order; empty when it was made without one.
  package var files: [String]
  /// What is allowed but hardly meant.
  package var warnings: [ConfigurationDiagnostic]

  package init(
    sources: [Source] = [], hooks: [Hook] = [], spoolPath: String, statePath: String,
    formats: Set<EntryFormat> = [.markdown], concurrency: Int = 16, files: [String] = [],
    warnings: [ConfigurationDiagnostic] = []
  ) {
    self.sources = sources
    self.hooks = hooks
    self.spoolPath = spoolPath
    self.statePath = statePath
    self.formats = formats
    self.concurrency = concurrency
    self.files = files
    self.warnings = warnings
  }

  package var ledgerPath: String { statePath + "/ledger.sqlite" }
  package var revisionTextsPath: String { statePath + "/texts.sqlite" }
}
