import Ledger
import News

/// Front pages that a site shows in place of the listing, typically after a redirect that sets a cookie.
extension ListingIntake {
  /// Throws if the site has led to its front page, most of whose teasers are unknown. A source that has
  /// had its teasers there since its first round is read.
  func checkFrontPage(_ page: Page) throws {
    guard isFrontPage, memory.rounds.isFirstDone, !(place.map(memory.layout.contains) ?? false)
    else { return }
    let (known, all) = knownCount
    guard known * 2 < all else { return }
    throw RoundError(
      .list, page.address.string,
      "listing not believed: it led to the front page, and \(known) of its \(all) teasers "
        + "\(known == 1 ? "is" : "are") known; if this is the listing, set “url” to it"
        + (source.request.keepsCookies ? "" : ", and if it needs cookies, set “cookies: true”"),
      page: page.bytes)
  }

  /// The number of teasers that are known, and of all.
  private var knownCount: (known: Int, all: Int) {
    var (known, all) = (0, 0)
    for judgement in identity?.judgements ?? [] {
      switch judgement.verdict {
      case .same, .duplicate, .compare: known += 1
      case .new: break
      case .repeated: continue
      }
      all += 1
    }
    return (known, all)
  }
}
