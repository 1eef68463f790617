import Dates

/// What the ledger knows of an article whose entry is staged.
package struct StagedArticle: Sendable {
  /// The source's name.
  package var source: String
  package var publicID: String
  package var revision: Int
  /// Whether hooks are called for it.
  package var notify: Bool
  /// What hooks read; nil where no hook is told.
  package var record: [UInt8]?
  package var link: String?
  package var headline: String?
  package var lede: String?
  package var day: Day?
  package var isFromTeaser: Bool
}
