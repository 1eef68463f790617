import Basics

/// One event × one hook, until it has succeeded.
package struct Delivery: Sendable {
  package var id: DeliveryID
  /// The hook's name.
  package var hook: String
  package var event: EventKind
  /// Attempts so far.
  package var attempts: Int
  package var created: Timestamp
  /// The source's name.
  package var source: String
  package var publicID: String
  package var revision: Int
  /// The name of the revision's entry in the spool; nil where there is none.
  package var entry: String?
  /// The time of the event.
  package var at: Timestamp
  /// `article.json`, or what is told of an event without an entry of its own.
  package var record: [UInt8]

  /// The same at each attempt and, for entries, after the ledger was rebuilt.
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
  /// Given up at its age limit; `retry` takes it up again.
  case parked = 1
  case delivered = 2
}
