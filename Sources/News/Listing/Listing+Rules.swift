import HTML

/// Listings found by configured rules; parts without a rule are detected.
extension Listing {
  init(
    _ document: Document, rules: TeaserRules, address: WebURL, context: ReadingContext,
    known: [String]
  ) {
    self.init()
    let base = Listing.base(of: document, address: address)
    feeds = Feeds.announced(by: document, base: base)
    let survey = PageSurvey(document, known: KnownLedes(known))
    let reader = RuleReader(rules, document: document, base: base, context: context)
    var group: TeaserGroup?
    if let items = reader.items {
      group = items.isEmpty ? nil : TeaserGroup(items, survey: survey)
      if items.isEmpty { fault(.item, "“\(rules.item!)” matches nothing") }
    } else {
      group = chooseGroup(in: survey)
    }
    // A group with known teasers is certain: the source continues to work, and its rules are
    // reported.
    if group == nil, rules.item != nil { group = TeaserGroup.known(in: survey) }
    guard let group else {
      emptyReason = ruleErrors.first ?? emptyReason
      return
    }
    teasers = TeaserReader(group, survey: survey, base: base, context: context)
      .read(by: reader, faults: &ruleErrors)
    if teasers.isEmpty { emptyReason = ruleErrors.first ?? "no item has a link" }
    if rules.next != nil {
      nextPage = reader.next
      if nextPage == nil { fault(.next, "\(rules.next!) finds nothing") }
    } else {
      nextPage =
        NextPageFinder(
          survey: survey, page: address, base: base,
          listEnd: group.members.last?.range.upperBound ?? 0, teasers: teasers
        ).find()?.address
    }
  }

  private mutating func fault(_ key: RuleReader.Key, _ words: String) {
    ruleErrors.append("teasers.\(key.rawValue): \(words)")
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

extension TeaserReader {
  /// Returns the teasers with the parts that rules find and the detected ones.
  ///
  /// - Parameter faults: receives messages about rules that find nothing.
  func read(by rules: RuleReader, faults: inout [String]) -> [Teaser] {
    let items = members.map(nodes)
    var found: Set<RuleReader.Key> = []
    var teasers: [Teaser] = []
    var seen: Set<[String]> = []
    for (item, draft) in zip(items, drafts()) {
      let told = draft.told(by: rules, in: item, &found)
      guard let link = told.link else { continue }
      let teaser = Teaser(
        link: link, lede: told.lede, headline: told.headline, date: told.date, image: told.image)
      if seen.insert([link.string, teaser.text]).inserted { teasers.append(teaser) }
    }
    for (key, rule) in rules.rules.parts where !found.contains(key) {
      let words =
        if key == .date, let text = items.lazy.compactMap(rules.dateText).first {
          "\(rule) finds “\(text.trimmedWhole.prefix(60))”, which is not a date"
        } else {
          "\(rule) finds nothing in \(counted(items.count, "item"))"
        }
      faults.append("teasers.\(key.rawValue): \(words)")
    }
    if let fault = formatFault(teasers, values: items.compactMap(rules.dateText)) {
      faults.append(fault)
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
  var parts: [(RuleReader.Key, PartRule)] {
    let all: [(RuleReader.Key, PartRule?)] = [
      (.link, link), (.headline, headline), (.lede, lede), (.date, date), (.image, image),
    ]
    return all.compactMap { key, rule in rule.map { (key, $0) } }
  }
}

extension TeaserReader.Draft {
  /// Returns the draft with the parts that rules find in place of detected ones; a part whose rule
  /// finds nothing is nil.
  ///
  /// - Parameter found: receives the rules that find something.
  func told(
    by reader: RuleReader, in item: [Node], _ found: inout Set<RuleReader.Key>
  ) -> TeaserReader.Draft {
    var told = self
    func take<T>(_ key: RuleReader.Key, _ rule: PartRule?, _ value: T?, _ part: inout T?) {
      guard rule != nil else { return }
      part = value
      if value != nil { found.insert(key) }
    }
    let rules = reader.rules
    take(.link, rules.link, reader.link(in: item), &told.link)
    take(.headline, rules.headline, reader.text(rules.headline, in: item), &told.headline)
    take(.lede, rules.lede, reader.text(rules.lede, in: item), &told.lede)
    take(.date, rules.date, reader.date(in: item), &told.date)
    take(.image, rules.image, reader.image(in: item), &told.image)
    // A detected part may be the same text as the part that a rule found.
    if told.headline == told.lede {
      if rules.headline == nil { told.headline = nil } else { told.lede = nil }
    }
    // A teaser without text could not be identified.
    if told.headline == nil, told.lede == nil {
      (told.headline, told.lede) = (headline, lede)
    }
    return told
  }
}
