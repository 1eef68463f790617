import Basics
import Spool

/// The result of `once` or a backfill.
package struct OnceReport: Sendable {
  /// The spooled articles in the order in which they entered the spool.
  package var spooled: [SpooledArticle] = []
  /// The sources that failed or were skipped.
  package var failures: [SourceFailure] = []
  /// The number of sources of the run.
  package var sources = 0
  /// The number of sources that were left out because they are paused.
  package var pausedSources = 0
  package var deliveries = DeliveryReport()
  /// The time at which the first article that is still to be fetched is tried; nil if there is none.
  package var nextTry: Timestamp?
  /// The number of sources whose listing was polled, or must not be polled yet.
  var finishedSources = 0
  /// The number of teasers of each listing that was read, by source.
  var teasers: [String: Int] = [:]
  /// The first `SpoolError` or `LedgerError` of the run.
  package var error: (any Error)?

  package init() {}

  /// The exit status by `sysexits.h`: 0 if all is well, with or without news; 75 if some sources
  /// failed, 69 if all did; 73 for a spool error, 74 for a ledger error.
  package var exitStatus: Int32 {
    if error is SpoolError { return 73 }
    if error != nil { return 74 }
    let failures = failures.filter { !$0.isOptional }
    if failures.isEmpty { return 0 }
    return failures.count == sources ? 69 : 75
  }
}

extension OnceReport {
  /// The result of a run that spooled nothing, as a sentence for people; nil if it spooled something or
  /// failed.
  package var emptySummary: String? {
    guard spooled.isEmpty, failures.isEmpty, error == nil else { return nil }
    guard sources > 0 else {
      return pausedSources > 0
        ? "all sources are paused; nothing is polled"
        : "no source is configured; nothing is watched"
    }
    return "nothing new in \(sources) \(sources == 1 ? "source" : "sources")"
      + (pausedSources > 0 ? " (\(pausedSources) paused)" : "")
  }
}

/// A source that yielded nothing, or not all that it lists.
package struct SourceFailure: Hashable, Sendable {
  package var source: String
  /// The address of the listing.
  package var address: String
  /// The stage that failed: robots, fetch, status, page, list, article or schedule.
  package var stage: String
  package var reason: String
  /// Whether the source was not asked, because of back-off or Retry-After; `--force` overrides
  /// both.
  package var wasPutOff: Bool
  /// Whether the previous round succeeded, or there was none.
  package var isFirst: Bool
  /// Whether the failure does not count for the exit status.
  package var isOptional = false
}

/// The name of a source that is not configured; the process exits with 64 (EX_USAGE).
package struct UnknownSource: Error, Hashable, Sendable {
  package var name: String
  package var known: [String]

  package init(name: String, known: [String]) {
    self.name = name
    self.known = known
  }
}

extension UnknownSource: CustomStringConvertible {
  private static let maximumListed = 20

  package var description: String {
    let prefix = "there is no source named “\(name)”; "
    guard !known.isEmpty else { return prefix + "no sources are configured" }
    return prefix + (known.count == 1 ? "the only source is " : "the sources are ")
      + known.prefix(UnknownSource.maximumListed).joined(separator: ", ")
      + (known.count > UnknownSource.maximumListed ? ", …" : "")
  }
}
