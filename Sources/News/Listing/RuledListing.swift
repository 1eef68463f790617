import HTML
import WebURL

/// A page read by a person's rules; what they do not say is detected.
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
    // Teasers that are known are no guess: with them the source lives on, and its rules are faulty.
    if group == nil, rules.item != nil { group = TeaserGroup.known(in: survey) }
    guard let group else {
      emptyReason = ruleFaults.first ?? emptyReason
      return
    }
    teasers = TeaserReader(group, survey: survey, base: base, context: context)
      .read(by: reader, faults: &ruleFaults)
    if teasers.isEmpty { emptyReason = ruleFaults.first ?? "no item has a link" }
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
    ruleFaults.append("teasers.\(key.rawValue): \(words)")
  }
}

extension TeaserGroup {
  /// The items of a person's rule.
  init(_ items: [Node], survey: PageSurvey) {
    let members = items.map { item in
      var link = survey.bestLink[item.index]
      // An item may stand inside its link.
      if link < 0, let around = item.ancestors.first(where: { $0.isElement(.a) }) {
        link = survey.bestLink[around.index]
      }
      return Member(link: link, range: item.index..<item.end)
    }
    self.init(members: members, survey: survey)
  }

  /// The best group, if it has teasers seen before.
  static func known(in survey: PageSurvey) -> TeaserGroup? {
    guard let best = Ranking(survey).candidates.first, best.features[.known] > 0 else { return nil }
    return TeaserGroup(best, survey: survey)
  }
}

extension TeaserReader {
  /// Each teaser with the parts that rules name, and the detected ones beside them.
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
          "\(rule) finds “\(text.trimmedWhole.prefix(60))”, which is read as no date"
        } else {
          "\(rule) finds nothing in \(items.count) items"
        }
      faults.append("teasers.\(key.rawValue): \(words)")
    }
    if let fault = formatFault(teasers, values: items.compactMap(rules.dateText)) {
      faults.append(fault)
    }
    return teasers
  }

  /// The elements a member consists of: one, or a run of siblings.
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
  /// The rules for parts of a teaser.
  var parts: [(RuleReader.Key, PartRule)] {
    let all: [(RuleReader.Key, PartRule?)] = [
      (.link, link), (.headline, headline), (.lede, lede), (.date, date), (.image, image),
    ]
    return all.compactMap { key, rule in rule.map { (key, $0) } }
  }
}

extension TeaserReader.Draft {
  /// With what rules say in the place of what was detected; nothing where they find nothing.
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
    // What was detected beside a part that was told is the same text at times.
    if told.headline == told.lede {
      if rules.headline == nil { told.headline = nil } else { told.lede = nil }
    }
    // A teaser without any text could not be told from others.
    if told.headline == nil, told.lede == nil {
      (told.headline, told.lede) = (headline, lede)
    }
    return told
  }
}
