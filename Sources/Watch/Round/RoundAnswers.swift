import News
import Web

/// Asking for a page, and what counts as an answer.
extension Round {
  var context: ReadingContext { source.readingContext(now: Int64(clamping: means.wall)) }

  func ask(_ address: Address, validators: Validators? = nil) async throws -> Reply {
    try await means.guest.ask(address, for: source, validators: validators, force: force)
  }

  func page(_ reply: Reply) throws -> Page {
    try source.page(of: reply, now: means.wall)
  }
}

extension Source {
  /// The page of an answer.
  /// - Throws: `RoundFault` where the answer is none: another status, no text, nothing at all.
  func page(of reply: Reply, now: Double) throws -> Page {
    if let fault = fault(of: reply, now: now) { throw fault }
    guard let address = Address(reply.address) else {
      throw RoundFault(.status, reply.address, "the answer came from no address we can read")
    }
    return Page(
      address: address, bytes: reply.body, transportCharset: reply.charset,
      charsetOverride: charset)
  }

  private func fault(of reply: Reply, now: Double) -> RoundFault? {
    let status = reply.status
    guard (200..<300).contains(status) else {
      var fault = RoundFault(
        .status, reply.address, "status \(status)", page: reply.body.isEmpty ? nil : reply.body)
      fault.isGone = status == 404 || status == 410
      fault.isBlocked = [401, 402, 403, 451].contains(status)
      if status == 429 || status == 503 {
        fault.retryAfter = reply.retryAfter(now: now).map { max(0, min($0, Source.longestQuiet)) }
      }
      return fault
    }
    if reply.body.allSatisfy({ $0 <= 0x20 }) {
      return RoundFault(.page, reply.address, "status \(status), but the page is empty")
    }
    // Feeds are served under many names; what they hold decides.
    if let type = reply.contentType, !Source.isPage(type), !Listing.isFeed(reply.body) {
      return RoundFault(.page, reply.address, "is no page but \(type)")
    }
    return nil
  }

  private static func isPage(_ type: String) -> Bool {
    let type = type.lowercased()
    return type.hasPrefix("text/") || type.contains("html") || type.contains("xml")
      || type.isEmpty
  }
}

// MARK: - When

extension Round {
  /// A moment further ahead than any pause was set by a clock that has jumped since.
  func isDue(_ owed: OwedArticle, now: Double) -> Bool {
    force || owed.nextTry <= now
      || owed.nextTry > now + max(source.retry.longest, Source.longestQuiet) + 1
  }

  /// The server asked to be left alone.
  var isQuiet: Bool {
    !force && memory.isQuiet(now: means.wall, longest: Source.longestQuiet)
  }
}

extension SourceMemory {
  func isPutOff(now: Double, longest: Double) -> Bool {
    SourceMemory.isAhead(notBefore, now: now, longest: longest)
  }

  func isQuiet(now: Double, longest: Double) -> Bool {
    SourceMemory.isAhead(quietUntil, now: now, longest: longest)
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
