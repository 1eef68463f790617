import Spool

/// What one run of `once` did.
package struct OnceReport: Sendable {
  /// In the order in which they entered the spool.
  package var spooled: [SpooledArticle] = []
  /// The sources that failed or were put off.
  package var failures: [SourceFailure] = []
  /// How many sources were to be looked at.
  package var sources = 0
  package var deliveries = DeliveryReport()
  /// A `SpoolError` or `LedgerError` that kept something from being done.
  package var fault: (any Error)?

  package init() {}

  /// By `sysexits.h`: 0 all well, news or not; 75 some sources failed, 69 all of them; 73 the spool,
  /// 74 the ledger.
  package var exitStatus: Int32 {
    if fault is SpoolError { return 73 }
    if fault != nil { return 74 }
    if failures.isEmpty { return 0 }
    return failures.count == sources ? 69 : 75
  }
}

/// Why a source yielded nothing, or nothing of what it lists.
package struct SourceFailure: Hashable, Sendable {
  package var source: String
  /// Of the listing.
  package var address: String
  /// Where it failed: robots, fetch, status, page, list, article.
  package var stage: String
  /// In words for a person.
  package var reason: String
  /// It was not asked, for it had failed before or asked to be left alone; `--force` overrides it.
  package var wasPutOff: Bool
  /// It is the first failure after a success, or the first of all.
  package var isFirst: Bool
}

/// A name that no source has; the process ends with 64 (EX_USAGE).
package struct UnknownSource: Error, Hashable, Sendable {
  package var name: String
  package var known: [String]

  package init(name: String, known: [String]) {
    self.name = name
    self.known = known
  }
}

extension UnknownSource: CustomStringConvertible {
  package var description: String {
    "no source is named “\(name)”; there " + (known.count == 1 ? "is " : "are ")
      + (known.isEmpty ? "none" : known.prefix(20).joined(separator: ", "))
      + (known.count > 20 ? ", …" : "")
  }
}
