import HTML

/// The selection of the blocks that form the article body.
///
/// It takes a few linear passes. Element roles remove obvious boilerplate; the element with the
/// most prose relative to clutter becomes the container; inside it, blocks that resemble the main
/// text are kept; finally the edges are trimmed.
struct BodyFinder {
  let tree: BlockTree
  /// The reason why each block is boilerplate; nil for blocks of the body.
  var boilerplate: [BoilerplateReason?]
  /// The index of the element of `tree` that holds the body.
  var container = 0
  /// The blocks of the standfirst, if it is separate from the body.
  var standfirst: Range<Int>?
  /// The index of the first block after the headline.
  private(set) var start: Int

  /// Characters of prose in each block.
  let prose: [Int]
  /// Sums of `prose` over all blocks before each index.
  let proseBefore: [Int]
  /// The wrapper element of each block; paragraphs of one text column share its signature.
  var wrappers: [Int]
  var trusted: Set<UInt64> = []
  /// The signatures of wrappers of teasers.
  var teasers: Set<UInt64> = []
  /// The prose in the wrappers of each signature, and in all.
  var amounts: [UInt64: Int] = [:]
  var total = 0
  /// The domain of the site, if the page or its address tell it.
  let site: Substring?
  /// Texts of linked blocks that the main column repeats, once they were needed.
  var repeatedLinks: Set<UInt64>?
  /// The ids of elements that a control of the page opens, once they were needed.
  var controlledIDs: Set<String>?
  /// The blocks of the smallest element that holds at least 95 % of the trusted prose.
  var mainColumn = 0..<0

  /// - Parameters:
  ///   - selected: the elements matched by the site's selectors.
  ///   - host: the host of the page's address.
  init(
    _ tree: BlockTree, headline: Headline, metadata: PageMetadata,
    selected: SelectedParts = SelectedParts(), host: String? = nil
  ) {
    self.tree = tree
    site = Self.domain(of: Self.statedHost(metadata) ?? host.map { $0[...] })
    boilerplate = [BoilerplateReason?](repeating: nil, count: tree.blocks.count)
    prose = tree.blocks.indices.map { ProseMetrics.amount(in: tree, block: $0) }
    var sums = [0]
    sums.reserveCapacity(prose.count + 1)
    for amount in prose { sums.append(sums[sums.count - 1] + amount) }
    proseBefore = sums
    start = headline.element.map { tree.elements[$0].blocks.upperBound } ?? 0
    wrappers = []
    headlineBlocks = headline.element.map { tree.elements[$0].blocks }
    guard !tree.blocks.isEmpty else { return }
    if let nodes = selected.nodes[.body] {
      selectBody(nodes, excluding: selected)
      return
    }
    removeSelected(selected)
    select(headline, metadata)
  }

  private mutating func select(_ headline: Headline, _ metadata: PageMetadata) {
    removeBeforeHeadline(headline)
    removeByRole()
    removeComments()
    removeNextStories(headline)
    chooseContainer()
    wrappers = tree.blocks.map { Self.wrapper(of: $0.owner, in: tree) }
    findTrustedWrappers(metadata)
    findStandfirst(headline, metadata)
    removeDissimilar()
    restoreQuotations()
    restoreSubheadings()
    removeInvitations()
    removeCaptions()
    trimEdges()
    removeUnconfirmed(metadata.linked.article.body)
    removeRepetitions()
    removeTail(authors: metadata.linked.article.authors)
    removeEmptyHeadings()
    restoreStandfirst()
  }

  func prose(in blocks: Range<Int>) -> Int {
    proseBefore[blocks.upperBound] - proseBefore[blocks.lowerBound]
  }

  var kept: [Int] {
    tree.blocks.isEmpty ? [] : tree.elements[container].blocks.filter { boilerplate[$0] == nil }
  }

  /// Whether the element or one around it, inside the container, has a boilerplate role.
  func hasBoilerplateRole(_ element: Int, except allowed: ElementRoles) -> Bool {
    var index = element
    while index > container {
      if !tree.elements[index].roles.intersection(.boilerplate).subtracting(allowed).isEmpty {
        return true
      }
      index = tree.elements[index].parent
    }
    return false
  }

  func hasProse(_ block: Int) -> Bool { prose[block] > 0 }

  var keptProse: Int { kept.reduce(0) { $0 + prose[$1] } }

  /// The blocks of the headline, if the page shows it.
  private(set) var headlineBlocks: Range<Int>?

  var standfirstText: String? {
    standfirst.map { $0.map(tree.string(of:)).joined(separator: " ") }
  }

  /// The first block of the body after the standfirst.
  var opening: Int? {
    let kept = self.kept
    return kept.first { standfirst?.contains($0) != true } ?? kept.first
  }

  // MARK: - Before the headline

  /// Removes what stands before the headline, unless that holds most of the prose.
  private mutating func removeBeforeHeadline(_ headline: Headline) {
    guard let element = headline.element else { return }
    let blocks = tree.elements[element].blocks
    guard proseBefore[blocks.lowerBound] * 2 < proseBefore[tree.blocks.count],
      !isSectionHeading(element)
    else {
      start = 0
      return
    }
    for block in 0..<blocks.lowerBound { boilerplate[block] = .beforeHeadline }
    for block in blocks { boilerplate[block] = .headline }
  }

  /// Whether the element that shows the headline is a heading inside the story: paragraphs with the same
  /// wrapper stand before and after it.
  private func isSectionHeading(_ element: Int) -> Bool {
    guard tree.elements[element].name != .h1 else { return false }
    let blocks = tree.elements[element].blocks
    var before: [UInt64: Int] = [:]
    var after: [UInt64: Int] = [:]
    for i in tree.blocks.indices where prose[i] >= 60 && !isListItem(i) {
      let place = placeSignature(Self.wrapper(of: tree.blocks[i].owner, in: tree))
      if i < blocks.lowerBound { before[place, default: 0] += prose[i] }
      if i >= blocks.upperBound { after[place, default: 0] += prose[i] }
    }
    return before.contains { $0.value >= 150 && after[$0.key] ?? 0 >= 150 }
  }

  /// Returns a hash of an element and those around it up to the first with a class.
  private func placeSignature(_ element: Int) -> UInt64 {
    var index = element
    var hash = TextHash.offsetBasis
    for _ in 0..<4 where index >= 0 {
      let own = signature(index)
      hash = hash &* 31 &+ own
      if own != bareSignature(tree.elements[index].name) { return hash }
      index = tree.elements[index].parent
    }
    // Without a class, only paragraphs of one element are alike.
    return hash &+ UInt64(element)
  }

  // MARK: - Boilerplate inside the container

  private mutating func removeDissimilar() {
    let blocks = tree.elements[container].blocks
    let first = blocks.first { boilerplate[$0] == nil && prose[$0] > 0 && isTrusted($0) } ?? 0
    for i in blocks where boilerplate[i] == nil {
      let block = tree.blocks[i]
      if i < mainColumn.lowerBound, start == 0 || prose[i] == 0 { boilerplate[i] = .start }
      if i >= mainColumn.upperBound, prose[i] == 0 || !isTrusted(i) { boilerplate[i] = .end }
      if boilerplate[i] != nil { continue }
      if block.linkLength * 2 > block.length, !isLinkedSentence(i), !isListedLink(i),
        !isLinkedHeading(i), !isReference(i)
      {
        boilerplate[i] = .links
      }
      if isOwnText(i) { continue }
      if boilerplate[i] == nil, !isTrusted(i), !isStructured(i), !(i < first && prose[i] > 0) {
        boilerplate[i] = .dissimilar
      }
    }
  }

  /// Whether a paragraph in the main column is text of the story although its wrapper differs from that
  /// of the main text: sections, answers, boxes. Wrappers with less than a twentieth of the prose are
  /// more often notes.
  private func isOwnText(_ i: Int) -> Bool {
    guard prose[i] > 0, mainColumn.contains(i), !isTeaser(i), tree.blocks[i].length >= 80,
      (amounts[signature(wrappers[i])] ?? 0) * 20 >= total
    else { return false }
    var index = tree.blocks[i].owner
    while index > container, tree.elements[index].blocks != mainColumn {
      let element = tree.elements[index]
      if element.name != .figure
        && !element.roles.isDisjoint(with: [.minor, .caption, .picture, .lede])
        || Self.notes.contains(element.name)
      {
        return false
      }
      index = element.parent
    }
    return true
  }

  private static let notes: NameSet = [.address, .footer, .header]

  private func isStructured(_ i: Int) -> Bool {
    isHeading(i) || Self.structured.contains(tree.elements[tree.blocks[i].owner].name)
      || mainColumn.contains(i) && isListItem(i)
  }

  private static let structured: NameSet = [.button, .td, .th, .li, .dd, .dt, .pre]

  /// Whether a block is a sentence of the body that is entirely, or almost entirely, a link.
  private func isLinkedSentence(_ i: Int) -> Bool {
    let block = tree.blocks[i]
    return block.length >= 50 && isTrusted(i) && ProseMetrics.endsSentence(tree, i)
      && tree.elements[block.owner].name != .li
  }

  /// Whether a block is a linked heading above a paragraph of the body.
  private func isLinkedHeading(_ i: Int) -> Bool {
    guard isHeading(i), isTrusted(i), mainColumn.contains(i) else { return false }
    for next in (i + 1)..<min(i + 4, mainColumn.upperBound) where boilerplate[next] == nil {
      if isHeading(next) { return false }
      if prose[next] >= 80 { return isTrusted(next) && !isTeaser(next) }
    }
    return false
  }

  /// Whether a mostly linked block is an item of a list that the body announces: "The documents:".
  private func isListedLink(_ i: Int) -> Bool {
    let owner = tree.elements[tree.blocks[i].owner]
    guard [.li, .dd, .dt].contains(owner.name) else { return false }
    let list = tree.elements[owner.parent].blocks
    let intro = list.lowerBound - 1
    return intro > mainColumn.lowerBound && list.upperBound < mainColumn.upperBound
      && boilerplate[intro] == nil && isTrusted(intro) && isTrusted(i) && isAnnouncement(intro)
  }

  private func isAnnouncement(_ i: Int) -> Bool {
    let block = tree.blocks[i]
    guard tree.text[block.bytes].last == UInt8(ascii: ":") else { return false }
    return prose[i] > 0
      || block.length >= 16 && block.links == 0
        && !tree.withBytes(of: i, BoilerplatePhrases.leadsElsewhere)
        && !BoilerplatePhrases.isClosingHeading(tree.string(of: i))
  }

  /// Whether a block is a short line with many digits, such as a date, a time or a reading time.
  func isNumbers(_ i: Int) -> Bool {
    guard tree.blocks[i].length < 100, prose[i] == 0 else { return false }
    return tree.withBytes(of: i) { bytes in
      bytes.count { $0 >= 0x30 && $0 <= 0x39 } * 6 >= bytes.count
    }
  }

}
