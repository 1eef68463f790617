import Basics
import Dates
import Ledger
import Settings
import Spool
import Watch

import struct Settings.Configuration

/// The digests and the quiet hours for which the deliveries of a queue wait.
struct QueueWaits {
  private let hooks: [String: Hook]
  private let digests: [String: Timestamp]
  private let quiet: [String: Timestamp]

  init(_ queue: QueueReport, _ configuration: Configuration, now: Timestamp) {
    var first: [String: Timestamp] = [:]
    for delivery in queue.deliveries where QueueWaits.isUnjoined(delivery) {
      guard let since = RFC3339.instant(from: delivery.since) else { continue }
      let time = Timestamp(secondsSinceEpoch: Double(since))
      first[delivery.hook] = min(first[delivery.hook] ?? time, time)
    }
    hooks = Dictionary(uniqueKeysWithValues: configuration.hooks.map { ($0.name, $0) })
    digests = hooks.compactMapValues { hook in
      first[hook.name].flatMap { hook.timing.digestTime(first: $0, now: now) }
    }
    quiet = hooks.compactMapValues { $0.timing.quietEnd(at: now) }
  }

  func isConfigured(_ delivery: QueueReport.Pending) -> Bool { hooks[delivery.hook] != nil }

  /// Returns the members that a delivery has in addition in JSON.
  func members(of delivery: QueueReport.Pending) -> [(name: String, value: JSON)] {
    let times = [("next_digest", digest(of: delivery)), ("quiet_until", quietEnd(of: delivery))]
    return times.compactMap { name, time in
      time.map { (name, .string(RFC3339.string(from: $0))) }
    }
  }

  /// Returns the columns that a delivery has in addition.
  func texts(of delivery: QueueReport.Pending, _ time: TimeText) -> [String] {
    [
      digest(of: delivery).map { "in the digest at \(time.clock($0))" },
      delivery.batch.map { "in the message \($0)" },
      quietEnd(of: delivery).map { "quiet until \(time.clock($0))" },
    ].compactMap(\.self)
  }

  private func digest(of delivery: QueueReport.Pending) -> Timestamp? {
    QueueWaits.isUnjoined(delivery) ? digests[delivery.hook] : nil
  }

  private func quietEnd(of delivery: QueueReport.Pending) -> Timestamp? {
    delivery.state == "pending" ? quiet[delivery.hook] : nil
  }

  private static func isUnjoined(_ delivery: QueueReport.Pending) -> Bool {
    delivery.state == "pending" && delivery.batch == nil
  }
}
