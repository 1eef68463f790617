/// What one run of `once` did.
public struct OnceReport: Sendable {
  /// In the order in which they entered the spool.
  public var spooled: [SpooledArticle] = []
  /// The sources that failed or were put off.
  public var failures: [SourceFailure] = []
  /// How many sources were to be looked at.
  public var sources = 0
  public var deliveries = DeliveryReport()
  /// A `SpoolError` or `LedgerError` that kept something from being done.
  public var fault: (any Error)?

  public init() {}

  /// By `sysexits.h`: 0 all well, news or not; 75 some sources failed, 69 all of them; 73 the spool,
  /// 74 the ledger.
  public var exitStatus: Int32 {
    if fault is SpoolError { return 73 }
    if fault != nil { return 74 }
    if failures.isEmpty { return 0 }
    return failures.count == sources ? 69 : 75
  }
}

/// Why a source yielded nothing, or nothing of what it lists.
public struct SourceFailure: Hashable, Sendable {
  public var source: String
  /// Of the listing.
  public var address: String
  /// Where it failed: robots, fetch, status, page, list, article.
  public var stage: String
  /// In words for a person.
  public var reason: String
  /// It was not asked, for it had failed before or asked to be left alone; `--force` overrides it.
  public var wasPutOff: Bool
  /// It is the first failure after a success, or the first of all.
  public var isFirst: Bool
}

/// A name that no source has; the process ends with 64 (EX_USAGE).
public struct UnknownSource: Error, Hashable, Sendable {
  public var name: String
  public var known: [String]

  public init(name: String, known: [String]) {
    self.name = name
    self.known = known
  }
}

extension UnknownSource: CustomStringConvertible {
  public var description: String {
    "no source is named “\(name)”; there " + (known.count == 1 ? "is " : "are ")
      + (known.isEmpty ? "none" : known.prefix(20).joined(separator: ", "))
      + (known.count > 20 ? ", …" : "")
  }
}
