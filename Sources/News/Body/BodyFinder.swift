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
  private(set) var wrappers: [Int]
  private var trusted: Set<UInt64> = []
  /// The blocks of the smallest element that holds at least 95 % of the trusted prose.
  private(set) var mainColumn = 0..<0

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
    wrappers = tree.blocks.map { Self.wrapper(of: $0, in: tree) }
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

  // MARK: - The container

  private func weight(_ i: Int) -> Int {
    if boilerplate[i] != nil { return 0 }
    if prose[i] > 0 { return prose[i] }
    let block = tree.blocks[i]
    if block.linkLength * 2 > block.length { return -20 - min(block.linkLength, 100) / 2 }
    return Self.cells.contains(tree.elements[block.owner].name) && block.links == 0 ? 0 : -5
  }

  private mutating func chooseContainer() {
    var before = [0]
    before.reserveCapacity(tree.blocks.count + 1)
    for block in tree.blocks.indices { before.append(before[block] + weight(block)) }
    var best = Int.min
    for (index, element) in tree.elements.enumerated() where !element.blocks.isEmpty {
      let sum = before[element.blocks.upperBound] - before[element.blocks.lowerBound]
      if sum >= best {
        best = sum
        container = index
      }
    }
    let total = keptProse(in: tree.elements[container].blocks)
    var most = total * 6 / 10
    for index in container..<tree.elements[container].endElement
    where !tree.elements[index].roles.isDisjoint(with: [.body, .articleBody]) {
      let inside = keptProse(in: tree.elements[index].blocks)
      if inside > most {
        most = inside
        container = index
      }
    }
  }

  private static let cells: Set<Name> = [.td, .th, .li, .dd, .dt, .h2, .h3, .h4, .h5, .h6]

  private func keptProse(in blocks: Range<Int>) -> Int {
    blocks.reduce(0) { $0 + (boilerplate[$1] == nil ? prose[$1] : 0) }
  }

  // MARK: - Trusted wrappers

  /// Returns the innermost element around a block that is neither a line nor a list.
  private static func wrapper(of block: BlockTree.Block, in tree: BlockTree) -> Int {
    wrapper(of: block.owner, in: tree)
  }

  private static func wrapper(of element: Int, in tree: BlockTree) -> Int {
    var index = element
    while tree.elements[index].parent >= 0, lineNames.contains(tree.elements[index].name) {
      index = tree.elements[index].parent
    }
    return index
  }

  private static let lineNames: Set<Name> = [
    .p, .h1, .h2, .h3, .h4, .h5, .h6, .li, .ul, .ol, .dl, .dd, .dt, .blockquote, .pre, .td, .th,
    .tr, .tbody, .thead, .tfoot, .table, .span, .b, .strong, .em, .i, .a, .font, .center,
  ]

  func signature(_ element: Int) -> UInt64 {
    let node = tree.document[tree.elements[element].node]
    var hash = TextHash.adding(
      UInt8(truncatingIfNeeded: node.name.number), to: TextHash.offsetBasis)
    node.withAttribute(.class) { value in
      for byte in value.prefix(200) { hash = TextHash.adding(byte, to: hash) }
    }
    return hash
  }

  private mutating func findTrustedWrappers() {
    var amounts: [UInt64: Int] = [:]
    var total = 0
    for i in tree.elements[container].blocks where boilerplate[i] == nil && prose[i] > 0 {
      amounts[signature(wrappers[i]), default: 0] += prose[i]
      total += prose[i]
    }
    let teasers = teaserSignatures()
    trusted = Set(amounts.filter { $0.value * 5 >= total && !teasers.contains($0.key) }.keys)
    findMainColumn()
  }

  /// Returns the signatures of wrappers that repeatedly hold one short text below a linked heading:
  /// teasers.
  private func teaserSignatures() -> Set<UInt64> {
    var counts: [UInt64: (wrappers: Int, linked: Int, blocks: Int)] = [:]
    var lastWrapper = -1
    let blocks = tree.elements[container].blocks
    for i in blocks where boilerplate[i] == nil && prose[i] > 0 {
      counts[signature(wrappers[i]), default: (0, 0, 0)].blocks += 1
      if wrappers[i] == lastWrapper { continue }
      lastWrapper = wrappers[i]
      var linked = false
      for before in max(blocks.lowerBound, i - 3)..<i where prose[before] == 0 {
        let block = tree.blocks[before]
        if block.length >= 15, block.linkLength * 10 >= block.length * 8 { linked = true }
      }
      let signature = signature(wrappers[i])
      counts[signature]!.wrappers += 1
      if linked { counts[signature]!.linked += 1 }
    }
    return Set(
      counts.filter {
        $0.value.wrappers >= 4 && $0.value.linked * 10 >= $0.value.wrappers * 7
          && $0.value.blocks * 2 <= $0.value.wrappers * 3
      }.keys)
  }

  /// Finds the smallest element that holds at least 95 % of the trusted prose.
  private mutating func findMainColumn() {
    let range = tree.elements[container].blocks
    var sums = [0]
    for i in range {
      sums.append(sums[sums.count - 1] + (boilerplate[i] == nil && isTrusted(i) ? prose[i] : 0))
    }
    let total = sums[sums.count - 1]
    mainColumn = range
    for index in container..<tree.elements[container].endElement {
      let blocks = tree.elements[index].blocks
      guard !blocks.isEmpty else { continue }
      let inside =
        sums[blocks.upperBound - range.lowerBound] - sums[blocks.lowerBound - range.lowerBound]
      if inside * 20 >= total * 19 { mainColumn = blocks }
    }
  }

  func isTrusted(_ i: Int) -> Bool { trusted.contains(signature(wrappers[i])) }
  func isTrusted(wrapper element: Int) -> Bool { trusted.contains(signature(element)) }
  func wrapper(of element: Int) -> Int { Self.wrapper(of: element, in: tree) }

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

  // MARK: - Confirmation by JSON-LD

  /// Removes prose that is missing from the body text in JSON-LD, if that text is complete.
  private mutating func removeUnconfirmed(_ body: String?) {
    guard var body, body.utf8.count >= 400 else { return }
    var shingles: Set<UInt64> = []
    body.withUTF8 { WordHashes.shingles(of: $0, size: 4) { shingles.insert($0) } }
    let kept = self.kept.filter { prose[$0] > 0 }
    var unconfirmed: [Int] = []
    var confirmed = 0
    for i in kept {
      var (all, known) = (0, 0)
      tree.withBytes(of: i) { bytes in
        WordHashes.shingles(of: bytes, size: 4) {
          all += 1
          if shingles.contains($0) { known += 1 }
        }
      }
      if known * 3 >= all { confirmed += prose[i] } else { unconfirmed.append(i) }
    }
    guard confirmed * 10 >= keptProse * 6 else { return }
    // A truncated text in JSON-LD confirms nothing about what follows it.
    guard let last = kept.last(where: { !unconfirmed.contains($0) }) else { return }
    let isWhole = TextCleaner.length(of: body) * 10 >= confirmed * 9
    let first = kept.first { !unconfirmed.contains($0) } ?? last
    for i in unconfirmed where i > first && (i < last || isWhole) && !isListItem(i) {
      boilerplate[i] = .unconfirmed
    }
  }

  // MARK: - Edges

  private mutating func trimEdges() {
    let blocks = tree.elements[container].blocks
    guard let firstProse = blocks.first(where: { boilerplate[$0] == nil && prose[$0] > 0 }),
      let lastProse = blocks.last(where: { boilerplate[$0] == nil && prose[$0] > 0 })
    else { return }
    for i in blocks where boilerplate[i] == nil && i < firstProse {
      // Headings above the body repeat the headline, unless the headline stands before them.
      if isHeading(i), start == 0 || tree.elements[tree.blocks[i].owner].name == .h1 {
        boilerplate[i] = .headline
      }
      if boilerplate[i] != nil { continue }
      if !isHeading(i), !isItem(i), tree.blocks[i].length < 45 || isNumbers(i) {
        boilerplate[i] = .start
      }
    }
    var open = true
    for i in lastProse..<blocks.upperBound where i > lastProse {
      if boilerplate[i] != nil { continue }
      let isItem = isListItem(i) || ProseMetrics.endsSentence(tree, i)
      if !open || !(isItem || isHeading(i) || tree.blocks[i].length > 40) {
        boilerplate[i] = .end
        open = false
      }
    }
  }

  /// Whether a block is a short line with many digits, such as a date, a time or a reading time.
  func isNumbers(_ i: Int) -> Bool {
    guard tree.blocks[i].length < 100, prose[i] == 0 else { return false }
    return tree.withBytes(of: i) { bytes in
      bytes.count { $0 >= 0x30 && $0 <= 0x39 } * 6 >= bytes.count
    }
  }

  private func isItem(_ i: Int) -> Bool {
    [.li, .dd, .dt].contains(tree.elements[tree.blocks[i].owner].name)
  }

  mutating func removeEmptyHeadings() {
    let blocks = tree.elements[container].blocks
    // A heading without body text before the next heading is boilerplate.
    var follows = false
    var passedHeading = false
    for i in blocks.reversed() {
      if isHeading(i) {
        if boilerplate[i] == nil, !follows { boilerplate[i] = .end }
        passedHeading = true
      } else if boilerplate[i] == nil {
        follows = true
        passedHeading = false
      } else if passedHeading {
        follows = false
      }
    }
  }
}

extension BodyFinder {
  /// The reason why a block is boilerplate; the raw value is printed by `article --explain`.
  enum BoilerplateReason: String {
    case beforeHeadline = "before the headline"
    case headline = "the headline"
    case standfirst = "the standfirst"
    case hidden
    case comments
    case share = "share buttons"
    case related = "links to related articles"
    case advertisement
    case appeal = "a form or an appeal to the reader"
    case author = "about the author"
    case meta = "metadata"
    case caption
    case navigation
    case aside = "beside the body"
    case infobox = "an information box"
    case links = "mostly links"
    case dissimilar = "unlike the main text"
    case invitation = "link to another article"
    case repetition = "repeats the body"
    case credits = "credits, rights or an invitation at the end"
    case closing = "after a closing heading"
    case unconfirmed = "not in the body text of JSON-LD"
    case repeated = "on an earlier page"
    case elsewhere = "outside the selected body"
    case selected = "selected as another part"
    case start = "before the first paragraph"
    case end = "after the last paragraph"

    init(_ roles: ElementRoles) {
      let table: [(ElementRoles, BoilerplateReason)] = [
        (.hidden, .hidden), (.comments, .comments), (.share, .share), (.related, .related),
        (.advertisement, .advertisement), (.appeal, .appeal), (.author, .author), (.meta, .meta),
        (.caption, .caption), (.navigation, .navigation), (.infobox, .infobox),
      ]
      self = table.first { roles.contains($0.0) }?.1 ?? .aside
    }
  }
}
