import Basics
import Dates
import Ledger
import News
import Settings
import Spool
import Web
import WebURL

/// Asking for a page, and what counts as an answer.
extension Round {
  var readingContext: ReadingContext { source.readingContext(now: Int64(clamping: context.wall)) }

  func ask(_ address: WebURL, validators: Validators? = nil) async throws -> Reply {
    try await context.fetcher.ask(address, for: source, validators: validators, force: force)
  }

  func page(_ reply: Reply) throws -> Page {
    try source.page(of: reply, now: context.wall, expecting: memory.polling.charset)
  }

  /// Of an article. A charset that was set for the listing holds for it too, but for articles that
  /// are UTF-8 beside an older listing.
  func articlePage(_ reply: Reply) throws -> Page {
    var page = try page(reply)
    if page.charsetOverride != nil, page.isPlainlyUTF8 { page.charsetOverride = "utf-8" }
    return page
  }
}

extension Reply {
  /// The server has too much to do, or is ill; it may say for how long.
  var isOverloaded: Bool { status == 429 || status >= 500 }

  /// Those that tell whether this page has changed. Where a redirect led to it that may lead
  /// elsewhere tomorrow (to the day's own page), its date tells nothing of that other page; an ETag
  /// is the page's own.
  var validatorsToKeep: Validators {
    let isLasting = redirects.allSatisfy { [301, 308].contains($0.status) }
    return isLasting ? validators : Validators(etag: validators.etag)
  }
}

extension Source {
  /// The page of an answer.
  /// - Parameter charset: what earlier pages of the source were read in.
  /// - Throws: `RoundError` where the answer is none: another status, no text, nothing at all.
  func page(of reply: Reply, now: Double, expecting charset: PageCharset? = nil) throws -> Page {
    if let fault = fault(of: reply, now: now) { throw fault }
    var page = Page(
      address: reply.url, bytes: reply.body, transportCharset: reply.charset,
      charsetOverride: self.detection.charset)
    if let charset, charset.isGuess { page.expectedCharset = charset.name }
    return page
  }

  private func fault(of reply: Reply, now: Double) -> RoundError? {
    let status = reply.status
    guard (200..<300).contains(status), status != 206 else {
      var fault = RoundError(
        .status, reply.url.string, words(for: status), page: reply.body.isEmpty ? nil : reply.body)
      fault.isGone = status == 404 || status == 410
      fault.isBlocked = [401, 402, 403, 451].contains(status)
      fault.isOverload = reply.isOverloaded
      if !fault.isGone { fault = fault.naming(BotBlock(refusal: reply)) }
      if reply.isOverloaded {
        fault.retryAfter = reply.retryAfter(now: now).map { max(0, min($0, Source.longestQuiet)) }
        if let wait = fault.retryAfter, wait > 0 {
          fault.reason +=
            "; asked to be left alone until \(RFC3339.string(from: Int64(clamping: now + wait)))"
        }
      }
      return fault
    }
    if let block = BotBlock(head: reply) {
      return RoundError(.page, reply.url.string, "status \(status)", page: reply.body).naming(block)
    }
    if reply.body.allSatisfy({ $0 <= 0x20 }) {
      return RoundError(.page, reply.url.string, "status \(status), but the page is empty")
    }
    // Feeds are served under many names; what they hold decides.
    if let type = reply.contentType, !Source.isPage(type), !Listing.isFeed(reply.body) {
      return RoundError(.page, reply.url.string, "is no page but \(type)")
    }
    return nil
  }

  /// What a status context that a person may have to do something about.
  private func words(for status: Int) -> String {
    switch status {
    case 206: "status 206: a part of the page, though all was asked for"
    case 401 where self.request.credentials == nil: "status 401: a user and a password are wanted"
    case 401: "status 401: the user and the password of the configuration are not accepted"
    case 402: "status 402: payment is wanted"
    case 403: "status 403: we are not let in"
    case 407: "status 407: the proxy wants a user and a password"
    case 429: "status 429: too many requests"
    case 451: "status 451: not to be had for legal reasons"
    default: "status \(status)"
    }
  }

  private static func isPage(_ type: String) -> Bool {
    let type = type.lowercased()
    return type.hasPrefix("text/") || type.contains("html") || type.contains("xml")
      || type.isEmpty
  }
}

// MARK: - What polling teach

extension Round {
  /// From an answer that held the listing, or said that it has not changed.
  mutating func learn(from reply: Reply, asked: WebURL) {
    let now = context.wall
    report.freshFor = reply.cacheMaxAge
    if memory.polling.note(reply, asked: asked, source: source, now: now),
      let move = memory.polling.move
    {
      context.log.warning(
        "the listing has moved for good and is asked for there: change its url, please",
        metadata: [
          "source": "\(source.name)", "stage": "move", "status": "\(move.status)",
          "address": "\(move.to)",
        ])
    }
    guard source.schedule.isAdaptive else {
      memory.polling.publicationPattern = nil
      return
    }
    var publicationPattern = memory.polling.publicationPattern ?? PublicationPattern()
    publicationPattern.note(report.found, at: now, in: source.dates.timeZone)
    memory.polling.publicationPattern = publicationPattern
  }

  /// Said when it begins: the charset is another than server and page say, or the page is damaged.
  mutating func noteText(of intake: ListingIntake) {
    let wasGarbled = memory.polling.isGarbled
    let share = intake.garbled
    memory.polling.garbled = share
    if let charset = intake.charset, !charset.isDefault || memory.polling.charset == nil {
      memory.polling.charset = charset
    }
    guard memory.polling.isGarbled, !wasGarbled else { return }
    context.log.warning(
      "part of the text can't be decoded; “charset” may have to be set",
      metadata: [
        "source": "\(source.name)", "stage": "decode", "address": "\(source.url)",
        "share": "\((share * 1000).rounded() / 10) %",
      ])
  }

  /// Until when the host of an address is left alone, if it is.
  func holdUp(_ address: WebURL) async throws -> Double? {
    if force { return nil }
    return try await context.fetcher.availability.obstacle(to: address, for: source)?.heldUntil
  }
}

// MARK: - When

extension Round {
  /// A moment further ahead than any pause was set by a clock that has jumped since.
  func isDue(_ owed: OwedArticle, now: Double) -> Bool {
    force || owed.nextTry <= now
      || owed.nextTry > now + max(source.articles.retry.maximum, Source.longestQuiet) + 1
  }

  /// The server asked to be left alone.
  var isQuiet: Bool {
    !force && memory.isQuiet(now: context.wall, longest: Source.longestQuiet)
  }
}

extension SourceMemory {
  func isPutOff(now: Double, longest: Double) -> Bool {
    SourceMemory.isAhead(pauses.listingUntil, now: now, longest: longest)
  }

  func isQuiet(now: Double, longest: Double) -> Bool {
    SourceMemory.isAhead(pauses.sourceUntil, now: now, longest: longest)
  }

  /// What lies further ahead than any pause was set by a clock that has jumped since.
  private static func isAhead(_ moment: Double?, now: Double, longest: Double) -> Bool {
    guard let moment else { return false }
    return moment > now && moment <= now + longest + 1
  }
}

extension Source {
  /// A week covers every honest wish to be left alone.
  static let longestQuiet = 7.0 * 86_400
}
