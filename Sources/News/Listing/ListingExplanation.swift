import HTML
import WebURL

/// An explanation of how the teasers of a listing were found.
package struct ListingExplanation: Sendable, CustomStringConvertible {
  /// A group of links that was a candidate for the teasers.
  package struct Group: Sendable {
    /// The strategy that found the group: "similar siblings".
    package var strategy: String
    /// The number of links.
    package var count: Int
    /// The score, comparable only within a page.
    package var score: Double
    /// The features that contributed most, with their points.
    package var reasons: [(name: String, points: Double)]
    /// The path of tags and classes to the first block.
    package var place: String
    /// The first three link texts.
    package var samples: [String]
    /// The selector that would select the items; nil if none does.
    package var selector: ItemSelector?
  }

  /// A part of a teaser: its name, its place and its text.
  package struct Part: Sendable {
    /// The name of the part: `headline`, `lede`, `date`.
    package var name: String
    /// The path of tags and classes to the part, or the rule that found it; empty if neither is
    /// known.
    package var place: String
    /// The text, at most 120 characters.
    package var text: String
  }

  /// The parts of the first teasers.
  package var teasers: [[Part]] = []
  /// Messages about configured rules that find nothing.
  package var ruleErrors: [String] = []
  /// A message about links that are not considered because of their length; nil if there are none.
  package var ignoredLinks: String?
  /// The best groups, best first; groups of the same links appear once.
  package var groups: [Group]
  /// The reason why the page is no listing; nil if it is one.
  package var emptyReason: String?
  /// Whether the page is a feed, so that nothing is detected.
  package var isFeed = false
  /// Whether a configured rule finds the teasers; the groups are what detection would have found.
  package var isByRule = false
  /// The feeds that the page announces.
  package var feeds: [WebURL] = []

  /// The explanation as lines of text for people.
  package var description: String {
    var lines: [String] = []
    for (rank, group) in groups.enumerated() {
      let title =
        rank == 0 ? emptyReason == nil && !isByRule ? "chosen" : "best" : "number \(rank + 1)"
      lines.append("\(title): \(group.count) \(group.strategy), score \(rounded(group.score))")
      lines.append("  at \(group.place)")
      lines.append(
        "  "
          + group.reasons.map { "\($0.name) \($0.points > 0 ? "+" : "")\(rounded($0.points))" }
          .joined(separator: ", "))
      lines += group.samples.map { "  - \($0)" }
      if let selector = group.selector { lines.append("  selected by \(selector)") }
    }
    if let selector = groups.first?.selector, !isByRule {
      lines.append("to choose a list, write one of the selectors into the source:")
      lines.append("  \(selector.setting)")
    }
    for (k, parts) in teasers.enumerated() {
      lines.append("teaser \(k + 1):")
      lines += parts.map { part in
        "  \(part.name): \(part.text)" + (part.place.isEmpty ? "" : "\n    at \(part.place)")
      }
    }
    lines += ruleErrors
    if let ignoredLinks { lines.append(ignoredLinks) }
    if isFeed { lines.append("a feed: its entries are the teasers") }
    if let emptyReason { lines += refusal(emptyReason) }
    for feed in feeds { lines.append("announced feed, which can be watched instead: \(feed)") }
    return lines.joined(separator: "\n")
  }

  /// Returns the reason of a refusal, and the option that selects the best group nevertheless.
  private func refusal(_ reason: String) -> [String] {
    let items = groups.prefix(2).compactMap(\.selector?.css)
    guard !items.isEmpty, !isByRule else { return ["no listing: \(reason)"] }
    let options = items.map { "--item '\($0)'" }.joined(separator: " or ")
    return [
      "no listing: \(reason)",
      "if one of the groups is the list, select its items: \(options)",
    ]
  }

  private func rounded(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}

extension Listing {
  /// Explains which group of links forms the teasers, by which features, and which groups come
  /// next.
  package static func explain(
    _ page: Page, context: ReadingContext, known: [String] = []
  ) -> ListingExplanation {
    if let feed = Listing(feed: page, context: context) {
      return ListingExplanation(
        ignoredLinks: feed.ignoredLinks, groups: [], emptyReason: feed.emptyReason, isFeed: true,
        feeds: feed.feeds)
    }
    let document = Document(page, context: context)
    let survey = PageSurvey(document, host: page.address.host, known: KnownLedes(known))
    let ranking = Ranking(survey)
    var seen: Set<UInt64> = []
    let distinct = ranking.candidates.filter { seen.insert($0.fingerprint(survey)).inserted }
    let listing = Listing(page, context: context, known: known)
    var explanation = ListingExplanation(
      groups: distinct.prefix(3).map { ListingExplanation.Group($0, survey) },
      emptyReason: listing.emptyReason, feeds: listing.feeds)
    explanation.ruleErrors = listing.ruleErrors
    explanation.ignoredLinks = listing.ignoredLinks
    explanation.isByRule = context.teaserRules?.item != nil
    guard listing.emptyReason == nil else { return explanation }
    let base = Listing.base(of: document, address: page.address)
    let rules = RuleEvaluator(
      context.teaserRules ?? TeaserRules(), document: document, base: base, context: context)
    var chosen = Listing()
    let group =
      rules.items.map { TeaserGroup($0, survey: survey) }
      ?? chosen.chooseGroup(in: survey, address: page.address)
    if let group {
      let extractor = TeaserExtractor(group, survey: survey, base: base, context: context)
      var found: Set<RuleEvaluator.Key> = []
      explanation.teasers = zip(extractor.drafts(), extractor.members).prefix(3).map {
        draft, member in
        draft.applying(rules, in: extractor.nodes(of: member), &found)
          .parts(in: document, by: rules.rules)
      }
    }
    return explanation
  }
}

extension TeaserExtractor.Draft {
  /// Returns the parts with their places, or the rules that found them.
  fileprivate func parts(
    in document: Document, by rules: TeaserRules
  ) -> [ListingExplanation.Part] {
    let date = date.map { date in
      "\(date.day)" + (date.secondOfDay == nil ? "" : " with a time")
        + " (from \(date.origin.phrase)\(date.isRelative ? ", relative" : ""))"
    }
    let all: [(RuleEvaluator.Key, String?, Int32?)] = [
      (.link, link?.string, places.link), (.headline, headline, places.headline),
      (.lede, lede, places.lede), (.date, date, places.date), (.image, image, places.image),
    ]
    return all.compactMap { key, text, node in
      text.map { text in
        let rule = rules.parts.first { $0.0 == key }?.1
        return ListingExplanation.Part(
          name: key.rawValue,
          place: rule.map { "\($0)" }
            ?? node.map { ListingExplanation.place(of: Int($0), document) } ?? "",
          text: String(text.prefix(120)))
      }
    }
  }
}

extension ListingExplanation {
  /// Returns the path of tags and classes to a node.
  fileprivate static func place(of node: Int, _ document: Document) -> String {
    var parts: [String] = []
    var node: Node? = document[node].isElement ? document[node] : document[node].parent
    while let at = node, at.isElement, parts.count < 4 {
      let classes = at.classes.prefix(3).map { "." + $0 }.joined()
      parts.append(at.localName + classes)
      node = at.parent
    }
    return parts.reversed().joined(separator: " > ")
  }
}

extension ListingExplanation.Group {
  init(_ candidate: Candidate, _ survey: PageSurvey) {
    strategy = candidate.strategy.rawValue
    count = candidate.links.count
    score = candidate.score
    reasons =
      Feature.allCases.map { feature in
        (feature.label, candidate.features[feature] * Features.table[feature.rawValue])
      }
      .filter { abs($0.1) >= 0.5 }
      .sorted { abs($0.1) > abs($1.1) }
      .prefix(8).map { (name: $0.0, points: $0.1) }
    place = ListingExplanation.place(of: Int(candidate.blocks[0]), survey.document)
    let members = TeaserGroup(candidate, survey: survey).members
    selector = ItemSelectorSearch(survey.document, blocks: members.map(\.range.lowerBound)).find()
    samples = candidate.links.prefix(3).map { link in
      var text: [UInt8] = []
      survey.document[Int(survey.links[Int(link)].node)].appendText(to: &text)
      text.collapseSpaces()
      return String(String(decoding: text, as: UTF8.self).prefix(80))
    }
  }
}
