import Foundation
import News
import Settings
import Watch
import WebURL

/// A page as `add` sees it: its list of teasers, other lists, and one article.
struct SourceInspection {
  /// The kind of a page that somebody wants to watch.
  enum Kind: String {
    case listing
    /// The front page of a site, which has several lists or links sections.
    case front
    case feed
    /// A page whose content scripts make.
    case scripts
    /// A page that the site replaces by a wall, such as a request for consent or a check of the browser.
    case wall
    /// A page without a list of teasers.
    case noList = "no-list"
  }

  /// A list of links on a page and the selector of its items.
  struct List {
    var count: Int
    var samples: [String]
    /// The selector as the configuration has it.
    var selector: String
    /// The score of detection, comparable only within a page.
    var score: Double
  }

  let page: Page
  var context: ReadingContext
  private(set) var listing: Listing
  let kind: Kind
  /// The lists that detection found, without the one that it chose, best first.
  let alternatives: [List]
  /// Whether another list is nearly as likely as the chosen one.
  let isUncertain: Bool
  let sections: [SectionLinks.Section]
  /// The bot protection that served the page, if it is recognized.
  let botBlock: String?
  /// The selector of the items, if the list was not detected but chosen.
  private(set) var selector: String?

  /// The selector of the items of the detected list; nil if none selects them.
  private let detectedSelector: String?

  /// The share of the chosen list's score from which another one is a candidate, too.
  private static let uncertainShare = 0.85

  init(_ page: Page, context: ReadingContext) {
    self.page = page
    self.context = context
    let listing = Listing(page, context: context)
    let explanation = Listing.explain(page, context: context)
    let groups = explanation.groups.compactMap { List($0) }
    let chosen = listing.emptyReason == nil ? explanation.groups.first : nil
    let others = groups.filter { $0.selector != chosen?.selector?.css && $0.count > 2 }
    alternatives = others
    detectedSelector = chosen?.selector?.css
    isUncertain =
      chosen.map { chosen in
        others.contains { $0.score >= chosen.score * SourceInspection.uncertainShare }
      } ?? !others.isEmpty
    botBlock = OneOffFetcher.botBlockDescription(of: page)
    let isFront = Listing.isFront(page.address)
    sections =
      isFront ? SectionLinks(page, teasers: listing.teasers, context: context).sections : []
    self.listing = listing
    kind =
      if explanation.isFeed {
        .feed
      } else if !listing.teasers.isEmpty {
        isFront && sections.count > 1 ? .front : .listing
      } else if botBlock != nil || listing.obstacle == .consent {
        .wall
      } else {
        listing.obstacle == .scripts ? .scripts : .noList
      }
  }

  /// Chooses the list with these items.
  /// - Returns: false if the selector is none, or no list has them; nothing is changed then.
  mutating func choose(selector css: String) -> Bool {
    guard let item = try? PageSelector(css) else { return false }
    var context = context
    var rules = context.teaserRules ?? TeaserRules()
    rules.item = item
    context.teaserRules = rules
    let listing = Listing(page, context: context)
    guard !listing.teasers.isEmpty else { return false }
    (self.context, self.listing, selector) = (context, listing, css)
    return true
  }

  /// Chooses the list that has a part of a headline, lede or address.
  /// - Returns: the reason why there is none; nil for success.
  mutating func choose(like example: String) -> String? {
    let found = ListingExample(example, in: page, context: context)
    guard found.isFound else { return "the page does not contain “\(example)”" }
    guard let css = found.selector?.css, choose(selector: css) else {
      return "no list on the page contains “\(example)”"
    }
    return nil
  }

  /// Adds the list that has a text to the list that was chosen or detected, for pages with several lists.
  /// - Returns: the reason why nothing was added; nil for success.
  mutating func add(like example: String) -> String? {
    let known = selector ?? detectedSelector
    let before = self
    if let reason = choose(like: example) { return reason }
    guard let known, let added = selector, known != added else { return nil }
    guard !known.components(separatedBy: ", ").contains(added) else {
      self = before
      return "the list with “\(example)” is among the teasers already"
    }
    _ = choose(selector: known + ", " + added)
    return nil
  }

  /// The sentence that says what the page is.
  var summary: String {
    let count = counted(listing.teasers.count, "teaser")
    switch kind {
    case .feed: return "a feed with \(count)"
    case _ where !listing.teasers.isEmpty:
      let name = kind == .front ? "the front page of a site, with" : "a listing with"
      return "\(name) \(count)\(dates)" + (listing.nextPage == nil ? "" : ", and a next page")
    case .wall:
      return botBlock ?? listing.emptyReason ?? "a page that stands before the one that you mean"
    case .scripts, .noList, .listing, .front:
      return "no listing: " + (listing.emptyReason ?? "no teasers")
    }
  }

  /// The days between which the teasers are dated.
  private var dates: String {
    let days = listing.teasers.compactMap { $0.date?.day }
    guard let first = days.min(), let last = days.max() else { return " without dates" }
    let share = days.count < listing.teasers.count ? ", \(days.count) of them dated" : " dated"
    return "\(share) \(first)" + (first == last ? "" : " to \(last)")
  }

  /// The setting that may help if there are no teasers.
  var advice: String {
    switch kind {
    case .scripts:
      "“fetch: {command: [chromium, --headless, --dump-dom, \"{url}\"]}” lets a browser make the page"
    case .wall where listing.obstacle == .consent:
      "“cookies: true” may answer the request for consent"
    case .wall:
      "a browser may pass: “fetch: {command: …}”; or ask the site, and set “user_agent” or “contact”"
    case .listing, .front, .feed, .noList:
      "“teasers: {item: SELECTOR}” selects the items, and “--like HEADLINE” finds the selector"
    }
  }
}

extension SourceInspection.List {
  /// Returns nil for a list without a selector.
  init?(_ group: ListingExplanation.Group) {
    guard let selector = group.selector, selector.matched > 1 else { return nil }
    self.init(
      count: group.count, samples: group.samples, selector: selector.css, score: group.score)
  }
}
