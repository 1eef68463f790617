/// The name that a source of the configuration had before, which the setting `was` tells.
package enum FormerName: Hashable, Sendable {
  /// The name of a source with the same URL that is not configured any longer.
  case ofSameURL
  case name(String)
  /// The source is new, whatever the ledger knows.
  case none
}
