/// The state of a teaser; the ledger stores the raw value.
package enum ArticleState: Int, Sendable {
  /// The article has not been fetched yet.
  case owed = 0
  /// The entry is in `tmp/`, or has just been moved to `new/`.
  case staged = 1
  case spooled = 2
  /// The article is known but not fetched (`first_round: skip`).
  case skipped = 3
  /// The text showed that it is another article of the ledger.
  case same = 4
}
