import Basics
import Dates
import Spool

extension Status {
  /// The records of `status --json`: one for the service, and one for each source and each hook. Times
  /// are RFC 3339.
  package var jsonRecords: [JSON] {
    [serviceRecord] + sources.map(\.json) + hooks.map(\.json)
  }

  var serviceRecord: JSON {
    .object(optional: [
      ("kind", .string("service")), ("spool", .string(spool)), ("ledger", .string(ledger)),
      ("holder", holder.map(JSON.string)), ("lost_holder", lostHolder.map(JSON.string)),
      ("reported_at", reportedAt.map(JSON.init(time:))),
    ])
  }
}

extension Status.SourceStatus {
  var json: JSON {
    .object(optional: [
      ("kind", .string("source")), ("name", .string(name)), ("url", .string(url)),
      ("health", .string(health.rawValue)), ("since", since.map(JSON.init(time:))),
      ("reason", reason.map(JSON.string)), ("page", page.map(JSON.string)),
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
      ("error", error.map(JSON.string)),
    ])
  }
}

extension JSON {
  /// An instant as RFC 3339.
  fileprivate init(time: Timestamp) {
    self = .string(RFC3339.string(from: time))
  }
}
