import Basics

/// The recorded availability of one host or one address.
package struct HostState: Hashable, Sendable {
  /// Silences in a row; of a host that asks to be left alone, how often it has done so in a row.
  package var silences: Int
  /// Nothing is asked before this time.
  package var closedUntil: Timestamp?
  package var reason: String

  package init(silences: Int = 0, closedUntil: Timestamp? = nil, reason: String = "") {
    self.silences = silences
    self.closedUntil = closedUntil
    self.reason = reason
  }
}
