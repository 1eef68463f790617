import HTML

/// Why a listing was read as it was, for people.
public struct ListingExplanation: Sendable, CustomStringConvertible {
  /// A group of links that might have been the teasers.
  public struct Group: Sendable {
    /// How it was found: "siblings of one kind".
    public var view: String
    public var count: Int
    /// The rating; compared within a page only.
    public var score: Double
    /// What spoke most for and against it, with the points it gave or took.
    public var reasons: [(name: String, points: Double)]
    /// Where it stands: the tags and classes around its first block.
    public var place: String
    /// Its first texts.
    public var samples: [String]
  }

  /// Best first; groups of the same links are told once.
  public var groups: [Group]
  /// Why the page is no listing; nil when it is one.
  public var objection: String?
  /// The page is a feed: there is nothing to choose from.
  public var isFeed = false
  /// Feeds that the page names.
  public var feeds: [Address] = []

  public var description: String {
    var lines: [String] = []
    for (rank, group) in groups.enumerated() {
      let title = rank == 0 ? objection == nil ? "chosen" : "best" : "number \(rank + 1)"
      lines.append("\(title): \(group.count) \(group.view), rated \(rounded(group.score))")
      lines.append("  at \(group.place)")
      lines.append(
        "  "
          + group.reasons.map { "\($0.name) \($0.points > 0 ? "+" : "")\(rounded($0.points))" }
          .joined(separator: ", "))
      lines += group.samples.map { "  - \($0)" }
    }
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
  public static func explain(
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
    let objection =
      SingleTeaser.find(in: survey) != nil
      ? nil
      : ranking.candidates.first.map {
        ListingVerdict.objection(to: $0, TeaserGroup($0, survey: survey), survey: survey)
      } ?? ListingVerdict.reasonForNothing(survey)
    return ListingExplanation(
      groups: distinct.prefix(3).map { ListingExplanation.Group($0, survey) }, objection: objection,
      feeds: Feeds.announced(by: document, base: Listing.base(of: document, address: page.address)))
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
    place = ListingExplanation.Group.place(of: Int(candidate.blocks[0]), survey)
    samples = candidate.links.prefix(3).map { link in
      var text: [UInt8] = []
      survey.document[Int(survey.links[Int(link)].node)].appendText(to: &text)
      text.collapseSpaces()
      return String(String(decoding: text, as: UTF8.self).prefix(80))
    }
  }

  private static func place(of block: Int, _ survey: PageSurvey) -> String {
    var parts: [String] = []
    var node: Node? = survey.document[block]
    while let at = node, at.isElement, parts.count < 4 {
      let classes = at.classes.prefix(3).map { "." + $0 }.joined()
      parts.append(at.localName + classes)
      node = at.parent
    }
    return parts.reversed().joined(separator: " > ")
  }
}
