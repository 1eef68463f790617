import Basics
import Ledger
import News
import Settings
import Spool
import Web
import WebURL

/// The fetching of owed articles.
extension Round {
  /// The progress of one pass over the owed articles.
  private struct Pass {
    var start: Timestamp
    /// The rows that were processed or have failed.
    var finished: Set<ArticleID> = []
    /// Failures in a row that concern the whole host, by host.
    var hostFailures: [String: Int] = [:]
    /// The number of articles that are finished or due.
    var count = 0
    /// Whether the time limit of the round is reached.
    var isOverTime = false
  }

  /// Fetches the owed articles. Those that must be compared with another owed article follow once
  /// that one is fetched.
  /// - Returns: Whether any are left.
  mutating func fetchOwedArticles() async throws -> Bool {
    var pass = Pass(start: context.clock.timestamp)
    while true {
      let all = try await context.ledger.owedArticles(of: memory.id)
      attempts.recordOwed(all)
      pass.count =
        pass.finished.count
        + all.count { !pass.finished.contains($0.id) && isDue($0, now: pass.start) }
      var hasProgress = false
      // Untried articles come first, so that failing ones do not always use up the host's tolerance.
      for owed in all.filter({ $0.attempts == 0 }) + all.filter({ $0.attempts > 0 })
      where !pass.finished.contains(owed.id) {
        if let time = try await postponedTime(of: owed, &pass) {
          report.addOwed(at: time)
        } else if try await attempt(owed, &pass) {
          hasProgress = true
        }
      }
      guard hasProgress else { return !all.isEmpty }
    }
  }

  /// Returns the time at which an article can be tried; nil if it can be tried now.
  private func postponedTime(of owed: OwedArticle, _ pass: inout Pass) async throws -> Timestamp? {
    guard isDue(owed, now: pass.start) else { return owed.nextAttempt }
    // After two failures in a row, further requests to the host might lead to a ban.
    guard pass.hostFailures[owed.teaser.link.host, default: 0] < 2 else {
      return pass.start + source.articles.retry.initial
    }
    if let until = try await holdEnd(of: owed.teaser.link) { return until }
    if !pass.isOverTime { pass.isOverTime = await !hasTimeForArticle() }
    return pass.isOverTime ? context.clock.timestamp : nil
  }

  /// A time further ahead than any pause was recorded before the clock was set back.
  private func isDue(_ owed: OwedArticle, now: Timestamp) -> Bool {
    force || owed.nextAttempt <= now
      || owed.nextAttempt > now + max(source.articles.retry.maximum, Source.maximumQuiet)
        + .seconds(1)
  }

  /// - Returns: Whether the article was processed or has failed; false if it is still to be tried.
  private mutating func attempt(_ owed: OwedArticle, _ pass: inout Pass) async throws -> Bool {
    let link = owed.teaser.link
    try Task.checkCancellation()
    try context.freeSpace.verify(context.configuration)
    guard await enterQueue(of: link) else {
      let pause = Round.skippedQueueRetry * (1 + context.dependencies.randomFraction())
      report.addOwed(at: context.clock.timestamp + pause)
      return false
    }
    progress(.fetchingArticle(pass.finished.count + 1, of: pass.count))
    do {
      let isProcessed = try await process(owed, &pass)
      await leaveQueue(of: link)
      guard isProcessed else { return false }
      pass.hostFailures[link.host] = 0
    } catch {
      await leaveQueue(of: link)
      guard let error = error as? RoundError else { throw error }
      let failures = pass.hostFailures[link.host, default: 0]
      pass.hostFailures[link.host] = error.concernsWholeHost ? failures + 1 : 0
      attempts.recordFailure(of: owed.id, error, isFirstTry: owed.attempts == 0)
      progress(.failedArticle)
      try await postpone(owed, error)
    }
    requestCount += 1
    pass.finished.insert(owed.id)
    return true
  }

  /// - Returns: False if the text of another owed article is needed first.
  private mutating func process(_ owed: OwedArticle, _ pass: inout Pass) async throws -> Bool {
    let suspects = try await context.ledger.suspects(owed.suspects)
    if let open = suspects.first(where: { $0.state == .owed && $0.id != owed.id }) {
      // If the other article is gone, this is its new address.
      guard open.isGone else { return false }
      try await context.ledger.move(open.id, to: owed)
      pass.finished.remove(open.id)
      return true
    }
    guard let found = try await fetch(owed.teaser, isLastTry: isPatienceOver(owed)) else {
      throw RoundError(
        .status, owed.teaser.link.string, "HTTP 304 to a request without validators")
    }
    attempts.recordSuccess(
      isGood: found.article.extraction.verdict == .good, page: found.page)
    let text = TextFingerprint(found.article.text)
    if let same = suspects.first(where: { owed.isSame(as: $0, text: text) }) {
      try await context.ledger.merge(owed.id, into: same.id, isStandIn: replaces(owed, same))
      try await compareKnown(same.id, with: found)
    } else {
      try await spool(owed, found: found, text: text)
    }
    return true
  }

  /// Whether a teaser replaces a known one instead of standing beside it. If a source changes its
  /// links, as many teasers of one lede and day are known as were listed at the same time.
  private mutating func replaces(_ owed: OwedArticle, _ known: SuspectArticle) -> Bool {
    memory.page.linkHabit == .changing && owed.firstSeen != known.firstSeen
      && owed.teaserKey.agrees(with: known.teaserKey) && claimed.insert(known.id).inserted
  }
}

// MARK: - The request

extension Round {
  /// Fetches and parses the article of a teaser.
  /// - Returns: Nil if the article is unchanged since it had these validators.
  mutating func fetch(
    _ teaser: Teaser, validators: Validators? = nil, isLastTry: Bool = false
  ) async throws -> FoundArticle? {
    let link = teaser.link
    let reply = try await request(link, validators: validators, records: recordsExchanges)
    if reply.isNotModified, validators != nil { return nil }
    let page = try articlePage(of: reply)
    if page.address.identityKey != link.identityKey,
      page.address.identityKey == source.url.identityKey
        || page.address.isFrontPage(insteadOf: link)
    {
      throw RoundError(
        .article, link.string, "leads to the front page (\(page.address))", cause: .gone)
    }
    var article = context.dependencies.reader.article(page, readingContext, teaser)
    guard article.extraction.verdict != .failed else {
      throw RoundError(
        .article, link.string,
        "no article: \(article.extraction.reason)"
          + source.advice(against: article.extraction.obstacle),
        page: page.bytes
      ).blocked(by: BotBlock(page: page.bytes))
    }
    logUnmatchedSelectors(of: article, at: page.address)
    let insecureRedirect = self.insecureRedirect(reply, from: link)
    var exchanges = RecordedExchanges()
    exchanges.add(reply.exchanges)
    let laterRedirect = try await appendPages(
      to: &article, exchanges: &exchanges, isLastTry: isLastTry)
    return FoundArticle(
      article: article, insecureRedirect: insecureRedirect ?? laterRedirect,
      address: page.address, page: page.bytes, exchanges: exchanges,
      // Validators identify the first page only.
      validators: article.pages.count > 1 ? Validators() : reply.validatorsToKeep,
      fetchedAt: context.clock.timestamp)
  }

  /// Returns the first address without TLS to which a redirect led from https, and logs it.
  func insecureRedirect(_ reply: Response, from link: WebURL) -> WebURL? {
    guard let redirect = reply.insecureRedirect(from: link) else { return nil }
    context.log.info(
      "the article leads from https to http, where it is not encrypted and can be forged",
      metadata: [
        "source": "\(source.name)", "stage": "redirect", "status": "\(redirect.status)",
        "address": "\(redirect.url)",
      ])
    return redirect.url
  }

  /// Returns the page of an article. The configured charset of the listing applies to it, except for
  /// articles that are valid UTF-8.
  private func articlePage(of reply: Response) throws -> Page {
    var page = try page(of: reply)
    if page.charsetOverride != nil, page.isPlainlyUTF8 { page.charsetOverride = "utf-8" }
    return page
  }
}

// MARK: - Failures

extension Round {
  /// The number of tries that find a document, such as a PDF file, after which none finds a page.
  private static let documentTries = 3

  /// Whether an article that fails again is spooled from its teaser.
  private func isPatienceOver(_ owed: OwedArticle) -> Bool {
    context.clock.timestamp - owed.firstSeen >= source.articles.teaserFallbackAge
      && owed.attempts >= 2
  }

  private mutating func postpone(_ owed: OwedArticle, _ error: RoundError) async throws {
    let now = context.clock.timestamp
    report.add(error)
    // No request was sent, so this does not count as a try.
    if let until = error.heldUntil { return report.addOwed(at: until) }
    let isDocument = error.isNotAPage && owed.attempts + 1 >= Round.documentTries
    if isPatienceOver(owed) || isDocument { return try await giveUp(owed, error) }
    let pause = source.articles.retry.delay(
      afterFailures: owed.attempts + 1, jitter: context.dependencies.randomFraction())
    let time = now + max(pause, error.retryAfter ?? .zero)
    report.addOwed(at: time)
    try await context.ledger.postpone(
      owed.id, until: time, reason: error.description, isGone: error.isGone)
    log(owed.attempts == 0 ? .info : .debug, "an article cannot be fetched; retrying later", error)
  }

  private mutating func giveUp(_ owed: OwedArticle, _ error: RoundError) async throws {
    let suspects = try await context.ledger.suspects(owed.suspects)
    // A known article is gone from this very link, so the teaser cannot be another article.
    if error.isGone,
      let same = suspects.first(where: { $0.teaserKey.link == owed.teaserKey.link })
    {
      return try await context.ledger.merge(owed.id, into: same.id)
    }
    log(.warning, "an article cannot be fetched; spooled from its teaser", error)
    try await spool(owed, found: nil, text: nil, unreadable: error.description)
  }
}
