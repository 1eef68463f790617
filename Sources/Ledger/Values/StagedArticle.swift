import Dates

/// An article whose entry is staged, as the ledger stores it.
package struct StagedArticle: Sendable {
  /// The source's name.
  package var source: String
  package var publicID: String
  package var revision: Int
  /// Whether hooks are called for it.
  package var notify: Bool
  /// The record that hooks receive; nil if no hook receives the event.
  package var record: [UInt8]?
  package var link: String?
  package var headline: String?
  package var lede: String?
  package var day: Day?
  package var isFromTeaser: Bool
}
