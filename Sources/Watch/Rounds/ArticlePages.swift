import Logging
import News
import Web
import WebURL

/// Articles that go over several pages, and what selectors miss.
extension Round {
  /// Pages of one article, the first among them, that are read.
  static let mostPages = 20

  /// Reads an article on to its end, page by page through the queue of its host.
  /// - Parameter isLastTry: past its patience it is taken with the pages there are, and the doubt
  ///   says which one is missing.
  /// - Throws: `RoundError` where a page can't be had: the article is tried again as a whole.
  func readOn(_ article: inout Article, isLastTry: Bool) async throws {
    while let next = article.nextPage {
      let number = article.pages.count + 1
      guard number <= Round.mostPages else {
        article.nextPage = nil
        return article.markDoubtful("goes on after \(number - 1) pages")
      }
      do {
        try await read(next, into: &article)
      } catch var fault as RoundError {
        // It is the page that is gone, not the article.
        fault.isGone = false
        fault.reason = "page \(number) of the article: \(fault.reason)"
        guard isLastTry else { throw fault }
        article.nextPage = nil
        article.markDoubtful(fault.description)
        log(.warning, "a page of an article can't be had; it is spooled without", fault)
      }
    }
  }

  private func read(_ next: WebURL, into article: inout Article) async throws {
    let page = try self.page(await ask(next))
    let key = page.address.identityKey
    // Sent back to what we have: there is no such page.
    guard !article.pages.contains(where: { $0.identityKey == key }) else {
      article.nextPage = nil
      return
    }
    guard page.address.path != "/", key != source.url.identityKey else {
      throw RoundError(.article, next.string, "leads to the front page (\(page.address))")
    }
    let verdict = context.dependencies.reader.further(&article, page, readingContext)
    guard verdict.verdict != .failed else {
      throw RoundError(.article, next.string, verdict.reason)
    }
  }

  /// A selector that finds nothing is named once a round: the site has changed, or it was wrong.
  mutating func noteMissed(_ article: Article, at address: WebURL) {
    for missed in article.selectorErrors where missedSelectors.insert(missed).inserted {
      log(
        .warning, "a selector of the configuration finds nothing",
        RoundError(.article, address.string, "article: \(missed)"))
    }
  }
}
