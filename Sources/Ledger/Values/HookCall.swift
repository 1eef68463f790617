import Basics

/// The deliveries of one call of a hook: a single one, or those that are joined to one message.
package struct HookCall: Sendable {
  /// The key of the joined message; nil for a single delivery.
  package var batch: String?
  /// The deliveries in the order of their entries; at least one.
  package var deliveries: [Delivery]

  package var first: Delivery { deliveries[0] }

  /// The number of attempts so far.
  package var attempts: Int { deliveries.map(\.attempts).max() ?? 0 }

  /// The time at which the last of the deliveries was made, from which the age of the call counts.
  package var created: Timestamp { deliveries.map(\.created).max() ?? .epoch }

  /// The time of the last event.
  package var at: Timestamp { deliveries.map(\.at).max() ?? .epoch }

  /// A key that stays the same for all attempts.
  package var idempotencyKey: String {
    batch.map { "\($0)-\(first.hook)" } ?? first.idempotencyKey
  }
}

/// The calls of a hook that are under way.
package struct CallsInProgress: Sendable {
  /// The single deliveries.
  package private(set) var deliveries: Set<DeliveryID> = []
  /// The keys of the joined messages.
  package private(set) var batches: Set<String> = []

  package init() {}

  package var count: Int { deliveries.count + batches.count }

  package mutating func insert(_ call: HookCall) {
    if let batch = call.batch { batches.insert(batch) } else { deliveries.insert(call.first.id) }
  }

  package mutating func remove(_ call: HookCall) {
    if let batch = call.batch { batches.remove(batch) } else { deliveries.remove(call.first.id) }
  }
}
