import HTML
import WebURL

/// Why a listing was read as it was, for people.
package struct ListingExplanation: Sendable, CustomStringConvertible {
  /// A group of links that might have been the teasers.
  package struct Group: Sendable {
    /// How it was found: "siblings of one kind".
    package var view: String
    package var count: Int
    /// The rating; compared within a page only.
    package var score: Double
    /// What spoke most for and against it, with the points it gave or took.
    package var reasons: [(name: String, points: Double)]
    /// Where it stands: the tags and classes around its first block.
    package var place: String
    /// Its first texts.
    package var samples: [String]
  }

  /// A part of a teaser: what it is, where it was found, and its text.
  package struct Part: Sendable {
    package var name: String
    /// The tags and classes around it, or the rule that found it; empty where neither can be told.
    package var place: String
    package var text: String
  }

  /// Of the first teasers, the parts of each.
  package var teasers: [[Part]] = []
  /// Rules of the source that find nothing.
  package var ruleFaults: [String] = []
  /// Best first; groups of the same links are told once.
  package var groups: [Group]
  /// Why the page is no listing; nil when it is one.
  package var objection: String?
  /// The page is a feed: there is nothing to choose from.
  package var isFeed = false
  /// The teasers are those a rule of the source names; the groups are what would be detected.
  package var isByRule = false
  /// Feeds that the page names.
  package var feeds: [WebURL] = []

  package var description: String {
    var lines: [String] = []
    for (rank, group) in groups.enumerated() {
      let title =
        rank == 0 ? objection == nil && !isByRule ? "chosen" : "best" : "number \(rank + 1)"
      lines.append("\(title): \(group.count) \(group.view), rated \(rounded(group.score))")
      lines.append("  at \(group.place)")
      lines.append(
        "  "
          + group.reasons.map { "\($0.name) \($0.points > 0 ? "+" : "")\(rounded($0.points))" }
          .joined(separator: ", "))
      lines += group.samples.map { "  - \($0)" }
    }
    for (k, parts) in teasers.enumerated() {
      lines.append("teaser \(k + 1):")
      lines += parts.map { part in
        "  \(part.name): \(part.text)" + (part.place.isEmpty ? "" : "\n    at \(part.place)")
      }
    }
    lines += ruleFaults
    if isFeed { lines.append("a feed: its entries are the teasers") }
    if let objection { lines.append("no listing: \(objection)") }
    for feed in feeds { lines.append("names a feed, which can be watched too: \(feed)") }
    return lines.joined(separator: "\n")
  }

  private func rounded(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}

extension Listing {
  /// Tells which group of a page's links wins, by what, and what comes next. Reads the page anew.
  package static func explain(
    _ page: Page, context: ReadingContext, known: [String] = []
  ) -> ListingExplanation {
    if let feed = Listing(feed: page, context: context) {
      return ListingExplanation(
        groups: [], objection: feed.emptyReason, isFeed: true, feeds: feed.feeds)
    }
    let document = Document(page, context: context)
    let survey = PageSurvey(document, known: KnownLedes(known))
    let ranking = Ranking(survey)
    var seen: Set<UInt64> = []
    let distinct = ranking.candidates.filter { seen.insert($0.fingerprint(survey)).inserted }
    let listing = Listing(page, context: context, known: known)
    var explanation = ListingExplanation(
      groups: distinct.prefix(3).map { ListingExplanation.Group($0, survey) },
      objection: listing.emptyReason, feeds: listing.feeds)
    explanation.ruleFaults = listing.ruleFaults
    explanation.isByRule = context.teaserRules?.item != nil
    guard listing.emptyReason == nil else { return explanation }
    let base = Listing.base(of: document, address: page.address)
    let rules = RuleReader(
      context.teaserRules ?? TeaserRules(), document: document, base: base, context: context)
    var chosen = Listing()
    let group =
      rules.items.map { TeaserGroup($0, survey: survey) } ?? chosen.chooseGroup(in: survey)
    if let group {
      let reader = TeaserReader(group, survey: survey, base: base, context: context)
      var found: Set<RuleReader.Key> = []
      explanation.teasers = zip(reader.drafts(), reader.members).prefix(3).map { draft, member in
        draft.told(by: rules, in: reader.nodes(of: member), &found)
          .parts(in: document, by: rules.rules)
      }
    }
    return explanation
  }
}

extension TeaserReader.Draft {
  /// Its parts with their places, or the rule that found them.
  fileprivate func parts(
    in document: Document, by rules: TeaserRules
  ) -> [ListingExplanation.Part] {
    let date = date.map { date in
      "\(date.day)" + (date.secondOfDay == nil ? "" : " with a time")
        + " (\(date.origin.rawValue)\(date.isRelative ? ", relative" : ""))"
    }
    let all: [(RuleReader.Key, String?, Int32?)] = [
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
  /// The tags and classes around a node.
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
    view = candidate.view.rawValue
    count = candidate.links.count
    score = candidate.score
    reasons =
      Feature.allCases.map { feature in
        ("\(feature)", candidate.features[feature] * Features.table[feature.rawValue])
      }
      .filter { abs($0.1) >= 0.5 }
      .sorted { abs($0.1) > abs($1.1) }
      .prefix(8).map { (name: $0.0, points: $0.1) }
    place = ListingExplanation.place(of: Int(candidate.blocks[0]), survey.document)
    samples = candidate.links.prefix(3).map { link in
      var text: [UInt8] = []
      survey.document[Int(survey.links[Int(link)].node)].appendText(to: &text)
      text.collapseSpaces()
      return String(String(decoding: text, as: UTF8.self).prefix(80))
    }
  }
}
