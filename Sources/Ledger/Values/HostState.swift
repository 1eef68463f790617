import Basics

/// The recorded availability of one host or one address.
package struct HostState: Hashable, Sendable {
  /// The number of consecutive requests without an answer, or of consecutive requests for a pause.
  package var silences: Int
  /// The time before which the host is not requested.
  package var closedUntil: Timestamp?
  package var reason: String

  package init(silences: Int = 0, closedUntil: Timestamp? = nil, reason: String = "") {
    self.silences = silences
    self.closedUntil = closedUntil
    self.reason = reason
  }
}
