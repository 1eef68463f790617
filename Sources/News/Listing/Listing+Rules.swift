import HTML
import WebURL

/// Listings found by configured rules; parts without a rule are detected.
extension Listing {
  init(
    _ document: Document, rules: TeaserRules, address: WebURL, context: ReadingContext,
    known: [String]
  ) {
    self.init()
    let base = Listing.base(of: document, address: address)
    feeds = AnnouncedFeeds.announced(by: document, base: base)
    let survey = PageSurvey(document, host: address.host, known: KnownLedes(known))
    ignoredLinks = Listing.ignoredLinks(survey.ignoredLinkCount, LinkReference.maximumLength)
    let evaluator = RuleEvaluator(rules, document: document, base: base, context: context)
    var group: TeaserGroup?
    if let items = evaluator.items {
      group = items.isEmpty ? nil : TeaserGroup(items, survey: survey)
      if items.isEmpty { report(.item, "“\(rules.item!)” matches nothing") }
    } else {
      group = chooseGroup(in: survey, address: address)
    }
    // A group with known teasers is certain: the source continues to work, and its rules are
    // reported.
    if group == nil, rules.item != nil { group = TeaserGroup.known(in: survey) }
    guard let group else {
      emptyReason = ruleErrors.first ?? emptyReason
      return
    }
    teasers = TeaserExtractor(group, survey: survey, base: base, context: context)
      .teasers(by: evaluator, errors: &ruleErrors)
    if teasers.isEmpty { emptyReason = ruleErrors.first ?? "no item has a link" }
    if rules.next != nil {
      nextPage = evaluator.next
      if nextPage == nil { report(.next, "\(rules.next!) finds nothing") }
    } else {
      nextPage =
        NextPageFinder(
          survey: survey, page: address, base: base,
          listEnd: group.members.last?.range.upperBound ?? 0, teasers: teasers
        ).find()?.address
    }
  }

  private mutating func report(_ key: RuleEvaluator.Key, _ message: String) {
    ruleErrors.append("teasers.\(key.rawValue): \(message)")
  }
}

extension TeaserGroup {
  /// Creates the group of elements that a rule found.
  init(_ items: [Node], survey: PageSurvey) {
    let members = items.map { item in
      var link = survey.bestLink[item.index]
      // The link may be around the item.
      if link < 0, let around = item.ancestors.first(where: { $0.isElement(.a) }) {
        link = survey.bestLink[around.index]
      }
      return Member(link: link, range: item.index..<item.end)
    }
    self.init(members: members, survey: survey)
  }

  /// Returns the best group if it contains teasers that the source listed before.
  static func known(in survey: PageSurvey) -> TeaserGroup? {
    guard let best = Ranking(survey).candidates.first, best.features[.known] > 0 else { return nil }
    return TeaserGroup(best, survey: survey)
  }
}

extension TeaserExtractor {
  /// Returns the teasers with the parts that rules find and the detected ones.
  ///
  /// - Parameter errors: receives messages about rules that find nothing.
  func teasers(by rules: RuleEvaluator, errors: inout [String]) -> [Teaser] {
    let items = members.map(nodes)
    var found: Set<RuleEvaluator.Key> = []
    var teasers: [Teaser] = []
    var seen: Set<[String]> = []
    for (item, draft) in zip(items, drafts()) {
      let draft = draft.applying(rules, in: item, &found)
      guard let link = draft.link else { continue }
      let teaser = Teaser(
        link: link, lede: draft.lede, headline: draft.headline, date: draft.date, image: draft.image
      )
      if seen.insert([link.string, teaser.text]).inserted { teasers.append(teaser) }
    }
    for (key, rule) in rules.rules.parts where !found.contains(key) {
      let message =
        if key == .date, let text = items.lazy.compactMap(rules.dateText).first {
          "\(rule) finds “\(text.trimmedWhole.prefix(60))”, which is not a date"
        } else {
          "\(rule) finds nothing in \(counted(items.count, "item"))"
        }
      errors.append("teasers.\(key.rawValue): \(message)")
    }
    if let error = formatError(teasers, values: items.compactMap(rules.dateText)) {
      errors.append(error)
    }
    return teasers
  }

  /// Returns the elements of a member: one, or a run of siblings.
  func nodes(of member: TeaserGroup.Member) -> [Node] {
    var nodes: [Node] = []
    var at = member.range.lowerBound
    while at < member.range.upperBound, nodes.count < 64 {
      let node = survey.document[at]
      if node.isElement { nodes.append(node) }
      at = node.end
    }
    return nodes
  }
}

extension TeaserRules {
  /// The configured rules for parts of a teaser.
  var parts: [(RuleEvaluator.Key, PartRule)] {
    let all: [(RuleEvaluator.Key, PartRule?)] = [
      (.link, link), (.headline, headline), (.lede, lede), (.date, date), (.image, image),
    ]
    return all.compactMap { key, rule in rule.map { (key, $0) } }
  }
}

extension TeaserExtractor.Draft {
  /// Returns the draft with the parts that rules find in place of detected ones; a part whose rule
  /// finds nothing is nil.
  ///
  /// - Parameter found: receives the rules that find something.
  func applying(
    _ evaluator: RuleEvaluator, in item: [Node], _ found: inout Set<RuleEvaluator.Key>
  ) -> TeaserExtractor.Draft {
    var draft = self
    func replace<T>(_ key: RuleEvaluator.Key, _ rule: PartRule?, _ value: T?, _ part: inout T?) {
      guard rule != nil else { return }
      part = value
      if value != nil { found.insert(key) }
    }
    let rules = evaluator.rules
    replace(.link, rules.link, evaluator.link(in: item), &draft.link)
    replace(.headline, rules.headline, evaluator.text(rules.headline, in: item), &draft.headline)
    replace(.lede, rules.lede, evaluator.text(rules.lede, in: item), &draft.lede)
    replace(.date, rules.date, evaluator.date(in: item), &draft.date)
    replace(.image, rules.image, evaluator.image(in: item), &draft.image)
    // A detected part may be the same text as the part that a rule found.
    if draft.headline == draft.lede {
      if rules.headline == nil { draft.headline = nil } else { draft.lede = nil }
    }
    // A teaser without text could not be identified.
    if draft.headline == nil, draft.lede == nil {
      (draft.headline, draft.lede) = (headline, lede)
    }
    return draft
  }
}
