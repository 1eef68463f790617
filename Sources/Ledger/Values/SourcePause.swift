import Basics
import Dates

/// A pause of a source by a command, in addition to the setting `paused`.
package struct SourcePause: Codable, Hashable, Sendable {
  package var since: Timestamp
  /// The end of the pause; nil if only a command ends it.
  package var until: Timestamp?
  /// The reason that the user gave.
  package var reason: String?

  package init(since: Timestamp, until: Timestamp? = nil, reason: String? = nil) {
    self.since = since
    self.until = until
    self.reason = reason
  }

  package func isInEffect(now: Timestamp) -> Bool { until.map { $0 > now } ?? true }
}
