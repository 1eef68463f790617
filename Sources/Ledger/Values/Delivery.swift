import Basics

/// The delivery of one event to one hook.
package struct Delivery: Sendable {
  package var id: DeliveryID
  /// The hook's name.
  package var hook: String
  package var event: EventKind
  /// The number of attempts so far.
  package var attempts: Int
  package var created: Timestamp
  /// The source's name.
  package var source: String
  package var publicID: String
  package var revision: Int
  /// The name of the revision's entry in the spool; nil if there is none.
  package var entry: String?
  /// The time of the event.
  package var at: Timestamp
  /// The JSON that the hook receives: `article.json`, or the record of an event without an entry.
  package var record: [UInt8]

  /// A key that stays the same for all attempts and, for entries, after the ledger was rebuilt.
  package var idempotencyKey: String {
    switch event {
    case .new, .revised: "\(publicID)-r\(revision)-\(hook)"
    default: "\(publicID)-\(event.rawValue)-\(at.wholeSeconds)-\(hook)"
    }
  }
}

/// The state of a delivery; the ledger stores the raw value.
package enum DeliveryState: Int, Sendable {
  case pending = 0
  /// The delivery reached its age limit; `retry` resumes it.
  case parked = 1
  case delivered = 2
}
