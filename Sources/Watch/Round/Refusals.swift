import Web

/// Articles of a source that are refused one after another, though its listing can be read: nothing
/// comes any more, and nobody would know.
///
/// One article behind a payment wall is no such thing, nor are several among others that come: only
/// different ones in a row count, each once, and only those listed since one last came through.
struct Refusals: Hashable, Sendable {
  /// Different articles.
  private(set) var count = 0
  /// When the first of them was refused; wall seconds.
  private(set) var since: Double?
  /// Rows up to this one have been counted, or were known when another came through.
  private(set) var countedTo: Int64 = 0
  /// Why the source counts as blocked, for a person; nil while it does not.
  private(set) var verdict: String?

  /// So many at once are believed,
  static let many = 5
  /// and so many when they have come over a day.
  static let several = 3
  static let longTime = 86_400.0

  init() {}

  init(count: Int, since: Double?, countedTo: Int64, verdict: String?) {
    (self.count, self.since, self.countedTo, self.verdict) = (count, since, countedTo, verdict)
  }

  mutating func judge(_ tried: TriedArticles, now: Double) {
    if tried.hasThrough {
      self = Refusals(
        count: 0, since: nil, countedTo: max(countedTo, tried.knownTo), verdict: nil)
      return
    }
    let new = Set(tried.refused.filter { $0 > countedTo })
    count += new.count
    countedTo = max(countedTo, new.max() ?? 0)
    // One that lies ahead was noted by a clock that has jumped since.
    since = count > 0 ? min(since ?? now, now) : nil
    guard verdict == nil, let fault = tried.fault, let since,
      count >= Refusals.many || count >= Refusals.several && now - since >= Refusals.longTime
    else { return }
    verdict =
      "the listing can be read, but its articles are refused, \(count) in a row: "
      + "\(fault.reason) (\(fault.address))"
  }
}

/// What became of the articles that a round has asked for.
struct TriedArticles: Sendable {
  private(set) var hasThrough = false
  /// Rows.
  private(set) var refused: [Int64] = []
  /// Of the last that was refused.
  private(set) var fault: RoundFault?
  /// The last row that was owed then.
  private(set) var knownTo: Int64 = 0

  mutating func begin(_ owed: [OwedArticle]) {
    knownTo = max(knownTo, owed.lazy.map(\.row).max() ?? 0)
  }

  mutating func cameThrough() { hasThrough = true }

  /// Other faults tell neither that we are let in nor that we are not.
  mutating func failed(_ row: Int64, _ fault: RoundFault) {
    guard fault.isBlocked else { return }
    refused.append(row)
    self.fault = fault
  }
}

extension Round {
  /// Whether the source lets its articles be read: said once when that changes.
  mutating func noteArticles() async throws {
    let before = memory.refusals
    memory.refusals.judge(tried, now: means.wall)
    // Where nothing is owed, what was known tells of nothing: no commit for that.
    guard memory.refusals != before,
      memory.hasPending || before.count + memory.refusals.count > 0
    else { return }
    // While the listing itself can't be had, that is what ails the source.
    guard memory.failures == 0, memory.refusals.verdict != before.verdict else {
      return try await means.ledger.save(memory)
    }
    if memory.refusals.verdict != nil {
      if let page = tried.fault?.page { means.pages.keep(page, source: source.name) }
      await means.guest.jars.empty(source)
    }
    try await noteHealth(of: memory, reason: "articles come through again")
  }
}
