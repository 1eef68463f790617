import Logging
import News
import Web
import WebURL

/// Articles that consist of several pages.
extension Round {
  /// The maximum number of pages of one article, including the first.
  static let maximumArticlePages = 20

  /// Appends the further pages of an article, each through the queue of its host.
  /// - Parameters:
  ///   - exchanges: the messages of the pages, to which those of further pages are added.
  ///   - isLastTry: whether the article is accepted without the pages that fail; its
  ///     extraction then names the missing page.
  /// - Returns: The first address without TLS to which a redirect of a page led from https.
  /// - Throws: `RoundError` if a page fails: the whole article is tried again.
  func appendPages(
    to article: inout Article, exchanges: inout RecordedExchanges, isLastTry: Bool
  ) async throws -> WebURL? {
    var insecureRedirect: WebURL?
    while let next = article.nextPage {
      let number = article.pages.count + 1
      guard number <= Round.maximumArticlePages else {
        article.nextPage = nil
        article.markDoubtful("goes on after \(number - 1) pages")
        break
      }
      do {
        let reply = try await request(next, records: recordsExchanges)
        insecureRedirect = insecureRedirect ?? self.insecureRedirect(reply, from: next)
        try append(reply, from: next, to: &article)
        exchanges.add(reply.exchanges)
      } catch var error as RoundError {
        // The page is gone, not the article.
        if error.isGone { error.cause = .other }
        error.reason = "page \(number) of the article: \(error.reason)"
        guard isLastTry else { throw error }
        article.nextPage = nil
        article.markDoubtful(error.description)
        log(.warning, "a page of an article cannot be fetched; spooled without it", error)
      }
    }
    return insecureRedirect
  }

  private func append(_ reply: Response, from next: WebURL, to article: inout Article) throws {
    let page = try self.page(of: reply)
    let key = page.address.identityKey
    // A redirect to a page that is already appended means that there is no further page.
    guard !article.pages.contains(where: { $0.identityKey == key }) else {
      article.nextPage = nil
      return
    }
    guard !page.address.isFrontPage(insteadOf: next), key != source.url.identityKey else {
      throw RoundError(.article, next.string, "leads to the front page (\(page.address))")
    }
    let extraction = context.dependencies.reader.appendPage(&article, page, readingContext)
    guard extraction.verdict != .failed else {
      throw RoundError(.article, next.string, extraction.reason)
    }
  }

  /// Logs once per round each selector that matches nothing: the site has changed, or the selector
  /// is wrong.
  mutating func logUnmatchedSelectors(of article: Article, at address: WebURL) {
    for selector in article.selectorErrors where loggedSelectors.insert(selector).inserted {
      log(
        .warning, "a configured selector matches nothing; check it against the page",
        RoundError(.article, address.string, "article: \(selector)"))
    }
  }
}
