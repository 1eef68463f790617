import Basics
import Dates

/// An event that a hook receives, with what is needed of its record.
package struct Event: Hashable, Sendable {
  package var kind: EventKind
  /// The name of the source.
  package var source: String
  /// The key of the delivery, which is the same for all attempts.
  package var deliveryKey: String
  /// The time of the event.
  package var at: Timestamp
  /// The JSON record: `article.json`, or the record of an event without an entry.
  package var record: [UInt8]

  package init(
    kind: EventKind, source: String, deliveryKey: String, at: Timestamp, record: [UInt8]
  ) {
    self.kind = kind
    self.source = source
    self.deliveryKey = deliveryKey
    self.at = at
    self.record = record
  }
}

extension EventKind {
  /// The name of the event with dots, as Standard Webhooks and CloudEvents use: `article.new`,
  /// `source.broken`.
  package var dottedName: String {
    switch self {
    case .new, .revised, .withdrawn, .restored: "article.\(rawValue)"
    case .gap, .redesign, .privateAddress: "source.\(rawValue)"
    case .sourceDegraded, .sourceBroken, .sourceBlocked, .sourceQuiet, .sourceRecovered,
      .sourceReminder:
      "source.\(rawValue.dropFirst("source-".count))"
    }
  }
}
