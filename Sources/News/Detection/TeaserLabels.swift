import HTML

/// The texts in attributes that name a teaser: `title` and `aria-label` of its links, and `alt` of
/// its images.
struct TeaserLabels {
  let survey: PageSurvey
  let members: [TeaserGroup.Member]
  let blocks: [TeaserBlock]
  let words: [TeaserExtractor.Texts]

  /// The maximum length of a label, in bytes.
  private static let maximumLength = 600

  /// Returns the drafts with the whole of cut headlines, and with headlines for teasers that have
  /// none or only the name of a document ("Agenda").
  func completing(_ drafts: [TeaserExtractor.Draft]) -> [TeaserExtractor.Draft] {
    var out = completingCut(drafts)
    let linked = out.indices.filter { out[$0].link != nil }
    guard linked.count >= 3 else { return out }
    namingByEmptyLinks(linked, &out)
    let without = linked.filter { out[$0].headline == nil }
    let isMissing = without.count * 2 > linked.count
    guard isMissing || saysNothing(linked) else { return out }
    let kinds: [Kind] =
      isMissing ? [.title, .ariaLabel, .button, .alt] : [.ariaLabel, .title, .button]
    for kind in kinds {
      guard let found = labels(kind, of: isMissing ? without : linked, out) else { continue }
      for (k, label) in found { out[k].headline = label }
      break
    }
    return out
  }

  /// Names teasers by the labels of their links, if the links have no text and the texts beside them
  /// are no headings: a link laid over a card. The texts are the ledes.
  private func namingByEmptyLinks(_ linked: [Int], _ drafts: inout [TeaserExtractor.Draft]) {
    let empty = linked.filter { k in
      guard survey.links[Int(members[k].link)].chars == 0, drafts[k].lede == nil,
        let at = words[k].headlineAt
      else { return false }
      let paragraph = blocks[k].paragraphs[at]
      return !paragraph.isHeading && paragraph.chars >= TeaserExtractor.minimumLede
    }
    guard empty.count >= 3, empty.count * 2 > linked.count else { return }
    for kind in [Kind.ariaLabel, .title] {
      guard let found = labels(kind, of: empty, drafts) else { continue }
      for (k, label) in found {
        let text = drafts[k].headline ?? ""
        guard !Array(text.utf8).comparable.starts(with: Array(label.utf8).comparable) else {
          continue
        }
        drafts[k].lede = text
        drafts[k].places.lede = drafts[k].places.headline
        drafts[k].headline = label
      }
      return
    }
  }

  private enum Kind {
    case title, ariaLabel, alt
    /// The button that opens a fold.
    case button
  }

  /// Whether headlines differ in nothing but digits and few words.
  private func saysNothing(_ indexes: [Int]) -> Bool {
    let wordings = indexes.compactMap { k in
      words[k].headlineAt.map { blocks[k].paragraphs[$0].wording }
    }
    return !wordings.isEmpty && Set(wordings).count * 5 <= wordings.count
  }

  /// Returns labels that differ from teaser to teaser and do not repeat the lede, without the words
  /// that all have in common ("Read more about").
  private func labels(
    _ kind: Kind, of indexes: [Int], _ drafts: [TeaserExtractor.Draft]
  ) -> [(Int, String)]? {
    var found: [(Int, [Substring])] = []
    for k in indexes {
      guard let text = label(kind, of: k) else { continue }
      let label = Array(text.utf8).comparable
      let lede = drafts[k].lede.map { Array($0.utf8).comparable } ?? []
      guard !label.isEmpty, !lede.starts(with: label) else { continue }
      found.append((k, text.split(separator: " ", omittingEmptySubsequences: true)))
    }
    guard found.count * 10 >= indexes.count * 8, found.count >= 3 else { return nil }
    let common = Self.commonWords(found.map(\.1))
    let labels = found.map { k, words in
      (k, words.dropFirst(common.first).dropLast(common.last).joined(separator: " "))
    }
    let wordings = Set(labels.map { $0.1.filter(\.isLetter) })
    guard wordings.count * 10 >= labels.count * 8,
      labels.allSatisfy({ FoldedText($0.1.utf8).count >= 4 })
    else { return nil }
    return labels
  }

  private static func commonWords(_ texts: [[Substring]]) -> (first: Int, last: Int) {
    let shortest = texts.map(\.count).min() ?? 0
    guard let one = texts.first, shortest > 1 else { return (0, 0) }
    var first = 0
    while first < shortest - 1, texts.allSatisfy({ $0[first] == one[first] }) { first += 1 }
    var last = 0
    while last < shortest - 1 - first,
      texts.allSatisfy({ $0[$0.count - 1 - last] == one[one.count - 1 - last] })
    { last += 1 }
    return (first, last)
  }

  private func label(_ kind: Kind, of k: Int) -> String? {
    var text: String?
    switch kind {
    case .title: text = linkNode(of: k)?[.title]
    case .ariaLabel: text = linkNode(of: k)?[.ariaLabel]
    case .button:
      text =
        blocks[k].range.prefix(TeaserBlock.maximumTexts).lazy.map { survey.document[$0] }
        .first { $0.isElement(.button) }?.textContent
    case .alt: text = blocks[k].images.first.flatMap { survey.document[Int($0)][.alt] }
    }
    guard let text, text.utf8.count <= Self.maximumLength else { return nil }
    var bytes = Array(text.utf8)
    bytes.collapseSpaces()
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  private func linkNode(of k: Int) -> Node? {
    members[k].link < 0 ? nil : survey.document[Int(survey.links[Int(members[k].link)].node)]
  }

  // MARK: - Cut headlines

  /// Replaces headlines that end with dots by the link's `title`, if that begins with them. Where
  /// the title is mostly the headline itself, texts that are cut without dots are completed, too.
  private func completingCut(_ drafts: [TeaserExtractor.Draft]) -> [TeaserExtractor.Draft] {
    var out = drafts
    var equal = 0
    var longer: [(Int, String, hasDots: Bool)] = []
    for k in drafts.indices {
      guard members[k].link >= 0, let headline = drafts[k].headline ?? drafts[k].lede else {
        continue
      }
      let start = headline.droppingDots
      let hasDots = start.utf8.count < headline.utf8.count
      guard let title = hasDots ? title(of: k, from: start) : label(.title, of: k) else { continue }
      if headline == title {
        equal += 1
      } else if !start.isEmpty, title.utf8.count > start.utf8.count, title.hasPrefix(start) {
        longer.append((k, title, hasDots))
      }
    }
    for (k, title, hasDots) in longer where hasDots || equal >= longer.count {
      if out[k].headline != nil { out[k].headline = title } else { out[k].lede = title }
    }
    return out
  }
}

extension TeaserLabels {
  /// Returns the title that begins with a text: that of the main link, of the elements around the
  /// headline, or of another link of the teaser to the same address.
  private func title(of k: Int, from start: Substring) -> String? {
    func title(_ node: Node) -> String? {
      for name in [Name.title, .ariaLabel, .alt] where node.hasAttribute(name) {
        var bytes = Array((node[name] ?? "").utf8.prefix(Self.maximumLength))
        bytes.collapseSpaces()
        let text = String(decoding: bytes, as: UTF8.self)
        if text.hasPrefix(start), text.utf8.count > start.utf8.count { return text }
      }
      return nil
    }
    if let text = linkNode(of: k).flatMap(title) { return text }
    if let at = words[k].headlineAt ?? words[k].ledeAt {
      for node in survey.document[Int(blocks[k].paragraphs[at].node)].ancestors.prefix(4)
      where node.index >= blocks[k].range.lowerBound {
        if let text = title(node) { return text }
      }
    }
    let range = blocks[k].range
    let address = survey.links[Int(members[k].link)].address
    let links =
      Int(survey.nodes[range.lowerBound].links)..<Int(survey.nodes[range.upperBound].links)
    for link in survey.links[links].prefix(8) where link.address == address {
      if let text = title(survey.document[Int(link.node)]) { return text }
    }
    return blocks[k].images.first.flatMap { title(survey.document[Int($0)]) }
  }
}

extension String {
  /// The text without the dots of a truncation.
  fileprivate var droppingDots: Substring {
    var text = self[...]
    while let last = text.last, last == "." || last == "…" || last == " " || last == "⋯" {
      text.removeLast()
    }
    return text.utf8.count + 1 < utf8.count || last == "…" ? text : self[...]
  }
}
