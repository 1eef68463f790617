/// The state of a teaser; the ledger stores the raw value.
package enum ArticleState: Int, Sendable {
  /// The article has not been fetched yet.
  case owed = 0
  /// Its entry is in `tmp/`, or has just been renamed.
  case staged = 1
  case spooled = 2
  /// Remembered only (`first_round: skip`).
  case skipped = 3
  /// Found to be another article of the ledger when its text was read.
  case same = 4
}
