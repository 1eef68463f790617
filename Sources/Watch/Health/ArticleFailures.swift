import Ledger
import Web

extension ArticleFailures.Kind {
  var words: String {
    switch self {
    case .refused: "its articles are refused"
    case .missed: "its articles can't be had"
    }
  }
}

extension ArticleFailures {
  /// So many articleFailures at once are believed; other faults pass.
  static let many = 5
  /// So many are when they have come over a day.
  static let several = 3
  static let longTime = 86_400.0

  mutating func judge(_ tried: ArticleAttempts, now: Double) {
    if tried.hasThrough {
      self = ArticleFailures(
        kind, count: 0, since: nil, countedTo: max(countedTo, tried.knownTo), verdict: nil)
      return
    }
    let found = tried.failures.filter { kind == .missed || $0.fault.isBlocked }
    let new = Set(found.map(\.row).filter { $0 > countedTo })
    count += new.count
    countedTo = max(countedTo, new.max() ?? 0)
    // One that lies ahead was noted by a clock that has jumped since.
    since = count > 0 ? min(since ?? now, now) : nil
    guard verdict == nil, let fault = found.last?.fault, let since, isMuch(now - since) else {
      return
    }
    verdict =
      "the listing can be read, but \(kind.words), \(count) in a row: "
      + "\(fault.reason) (\(fault.address))"
  }

  private func isMuch(_ time: Double) -> Bool {
    kind == .refused && count >= ArticleFailures.many
      || count >= ArticleFailures.several && time >= ArticleFailures.longTime
  }
}

/// What became of the articles that a round has asked for.
struct ArticleAttempts: Sendable {
  private(set) var hasThrough = false
  private(set) var failures: [(row: Int64, fault: RoundError)] = []
  /// The last row that was owed then.
  private(set) var knownTo: Int64 = 0

  mutating func begin(_ owed: [OwedArticle]) {
    knownTo = max(knownTo, owed.lazy.map(\.row).max() ?? 0)
  }

  mutating func cameThrough() { hasThrough = true }

  /// One that is gone tells nothing of the others, nor does one that nobody was asked for.
  mutating func failed(_ row: Int64, _ fault: RoundError) {
    guard !fault.isGone, fault.heldUntil == nil else { return }
    // Of one page a person can make something.
    if !failures.isEmpty { failures[failures.count - 1].fault.page = nil }
    failures.append((row, fault))
  }
}

extension SourceMemory {
  /// Why nothing comes though the listing can be read; a refusal tells more.
  var articleFault: String? { health.refusals.verdict ?? health.misses.verdict }
}

extension Round {
  /// Whether the source's articles can be had: said once when that changes.
  mutating func noteArticles() async throws {
    let before = memory
    memory.health.refusals.judge(tried, now: context.wall)
    memory.health.misses.judge(tried, now: context.wall)
    // Where nothing is owed, what was known tells of nothing: no commit for that.
    guard
      memory.health.refusals != before.health.refusals
        || memory.health.misses != before.health.misses,
      memory.openWork.hasArticles || before.health.misses.count + memory.health.misses.count > 0
        || before.health.refusals.count + memory.health.refusals.count > 0
    else { return }
    // While the listing itself can't be had, that is what ails the source.
    guard memory.health.failures == 0, memory.articleFault != before.articleFault else {
      return try await context.ledger.save(memory)
    }
    if memory.articleFault != nil {
      if let page = tried.failures.last?.fault.page {
        context.pages.keep(page, source: source.name)
      }
      await context.fetcher.jars.empty(source)
    }
    try await noteHealth(of: memory, reason: "articles come through again")
  }
}
