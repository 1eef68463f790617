import Basics
import Dates
import Spool

extension Status {
  /// The object of `status --json`: the service, the sources and the hooks. Times are RFC 3339.
  package var json: JSON {
    .object([
      ("version", .integer(1)), ("service", .object(serviceRecord.withoutKind)),
      ("sources", .array(sources.map { .object($0.json.withoutKind) })),
      ("hooks", .array(hooks.map { .object($0.json.withoutKind) })),
    ])
  }

  /// The record of the service in the status file.
  var serviceRecord: JSON {
    .object(optional: [
      ("kind", .string("service")), ("spool", .string(spool)), ("ledger", .string(ledger)),
      ("has_ledger", .bool(hasLedger)), ("mode", mode.map { .string($0.rawValue) }),
      ("holder", holder.map(JSON.string)), ("lost_holder", lostHolder.map(JSON.string)),
      ("reported_at", reportedAt.map(JSON.init(time:))), ("faults", .array(faults.map(\.json))),
    ])
  }
}

extension Status.SourceStatus {
  var json: JSON {
    .object(optional: [
      ("kind", .string("source")), ("name", .string(name)), ("url", .string(url)),
      ("health", health.map { .string($0.rawValue) }), ("since", since.map(JSON.init(time:))),
      ("reason", reason.map(JSON.string)), ("remedy", remedy.map(JSON.string)),
      ("failure_shares", failureShares.map(JSON.init(shares:))),
      ("paused_until", pausedUntil.map(JSON.init(time:))), ("page", page.map(JSON.string)),
      ("failures", .integer(Int64(failures))),
      ("last_round", lastRound.map(JSON.init(time:))),
      ("last_news", lastNews.map(JSON.init(time:))),
      ("not_before", notBefore.map(JSON.init(time:))), ("hold", hold.map(JSON.string)),
      ("next_round", nextRound.map(JSON.init(time:))),
      ("moved_to", movedTo.map(JSON.string)), ("seems_moved_to", seemsMovedTo.map(JSON.string)),
      ("insecure_redirect", insecureRedirect.map(JSON.string)),
      ("garbled", garbled.map(JSON.number)), ("charset", charset.map(JSON.string)),
      ("charset_from", charsetFrom.map(JSON.string)), ("owed", .integer(Int64(owed))),
      ("spooled", .integer(Int64(spooled))), ("error", error.map(JSON.string)),
      ("gap", gap.map(JSON.string)), ("gap_since", gapSince.map(JSON.init(time:))),
    ])
  }
}

extension Status.HookStatus {
  var json: JSON {
    .object(optional: [
      ("kind", .string("hook")), ("name", .string(name)), ("pending", .integer(Int64(pending))),
      ("parked", .integer(Int64(parked))), ("delivered", .integer(Int64(delivered))),
      ("error", error.map(JSON.string)), ("disabled_reason", disabledReason.map(JSON.string)),
      ("is_configured", isConfigured.map(JSON.bool)),
      ("next_digest", nextDigest.map(JSON.init(time:))),
      ("quiet_until", quietUntil.map(JSON.init(time:))),
    ])
  }
}

extension ServiceFault {
  fileprivate var json: JSON {
    .object(optional: [
      ("reason", .string(reason)), ("since", since.map(JSON.init(time:))),
    ])
  }
}

extension JSON {
  /// The members of a record of the status file without its kind, which the place in the object tells.
  fileprivate var withoutKind: [(name: String, value: JSON)] {
    members.filter { $0.name != "kind" }
  }

  /// An object with a number, rounded to four decimals, for each name.
  fileprivate init(shares: [String: Double]) {
    self = .object(
      shares.sorted { $0.key < $1.key }.map {
        ($0.key, .number(($0.value * 10_000).rounded() / 10_000))
      })
  }

  /// An instant as RFC 3339.
  fileprivate init(time: Timestamp) {
    self = .string(RFC3339.string(from: time))
  }
}
