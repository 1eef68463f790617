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
  let start: Int

  /// Characters of prose in each block.
  let prose: [Int]
  /// Sums of `prose` over all blocks before each index.
  let proseBefore: [Int]
  /// The wrapper element of each block; paragraphs of one text column share its signature.
  var wrappers: [Int]
  var trusted: Set<UInt64> = []
  /// The blocks of the smallest element that holds at least 95 % of the trusted prose.
  var mainColumn = 0..<0

  /// - Parameter selected: the elements matched by the site's selectors.
  init(
    _ tree: BlockTree, headline: Headline, metadata: PageMetadata,
    selected: SelectedParts = SelectedParts()
  ) {
    self.tree = tree
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
    removeBeforeHeadline(headline)
    removeByRole()
    removeComments()
    chooseContainer()
    wrappers = tree.blocks.map { Self.wrapper(of: $0.owner, in: tree) }
    findTrustedWrappers()
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
    restoreLongStandfirst()
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

  // MARK: - Before the headline

  /// Removes what stands before the headline, unless that holds most of the prose.
  private mutating func removeBeforeHeadline(_ headline: Headline) {
    guard let element = headline.element else { return }
    let blocks = tree.elements[element].blocks
    guard proseBefore[blocks.lowerBound] * 2 < proseBefore[tree.blocks.count] else { return }
    for block in 0..<blocks.lowerBound { boilerplate[block] = .beforeHeadline }
    for block in blocks { boilerplate[block] = .headline }
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
      if block.linkLength * 2 > block.length, !isLinkedSentence(i) { boilerplate[i] = .links }
      if boilerplate[i] == nil, !isTrusted(i), !isStructured(i), !(i < first && prose[i] > 0) {
        boilerplate[i] = .dissimilar
      }
    }
  }

  private func isStructured(_ i: Int) -> Bool {
    isHeading(i) || Self.structured.contains(tree.elements[tree.blocks[i].owner].name)
  }

  private static let structured: Set<Name> = [.td, .th, .li, .dd, .dt, .pre]

  /// Whether a block is a sentence of the body that is entirely, or almost entirely, a link.
  private func isLinkedSentence(_ i: Int) -> Bool {
    let block = tree.blocks[i]
    return block.length >= 50 && isTrusted(i) && ProseMetrics.endsSentence(tree, i)
      && tree.elements[block.owner].name != .li
  }

  /// Whether a block is a short line with many digits, such as a date, a time or a reading time.
  func isNumbers(_ i: Int) -> Bool {
    guard tree.blocks[i].length < 100, prose[i] == 0 else { return false }
    return tree.withBytes(of: i) { bytes in
      bytes.count { $0 >= 0x30 && $0 <= 0x39 } * 6 >= bytes.count
    }
  }

}
