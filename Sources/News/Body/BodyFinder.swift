import HTML

/// The selection of the blocks that form the article body.
///
/// It takes a few linear passes. Element roles remove obvious boilerplate; the element with the
/// most prose relative to clutter becomes the container; inside it, blocks that resemble the main
/// text are kept; finally the edges are trimmed.
struct BodyFinder {
  let outline: Outline
  /// The reason why each block is boilerplate; nil for blocks of the body.
  var cut: [Cut?]
  /// The index of the element of `outline` that holds the body.
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
  private(set) var homes: [Int]
  private var trusted: Set<UInt64> = []
  /// The blocks of the smallest element that holds at least 95 % of the trusted prose.
  private(set) var column = 0..<0

  /// - Parameter selected: the elements matched by the site's selectors.
  init(
    _ outline: Outline, headline: Headline, facts: PageFacts, selected: Selected = Selected()
  ) {
    self.outline = outline
    cut = [Cut?](repeating: nil, count: outline.blocks.count)
    prose = outline.blocks.indices.map { Prose.amount(in: outline, block: $0) }
    var sums = [0]
    sums.reserveCapacity(prose.count + 1)
    for amount in prose { sums.append(sums[sums.count - 1] + amount) }
    proseBefore = sums
    start = headline.element.map { outline.elements[$0].blocks.upperBound } ?? 0
    homes = []
    headlineBlocks = headline.element.map { outline.elements[$0].blocks }
    guard !outline.blocks.isEmpty else { return }
    if let told = selected.nodes[.body] {
      take(told, without: selected)
      return
    }
    cutSelected(selected)
    cutBeforeHeadline(headline)
    cutByHints()
    cutComments()
    chooseContainer()
    homes = outline.blocks.map { Self.home(of: $0, in: outline) }
    trustHomes()
    findStandfirst(headline, facts)
    clean()
    keepQuotations()
    keepSubheadings()
    cutInvitations()
    cutCaptions()
    trimEdges()
    cutUnconfirmed(facts.linked.article.body)
    cutRepetitions()
    cutTail(authors: facts.linked.article.authors)
    cutEmptyHeadings()
    keepRunningLede()
  }

  func prose(in blocks: Range<Int>) -> Int {
    proseBefore[blocks.upperBound] - proseBefore[blocks.lowerBound]
  }

  var kept: [Int] {
    outline.blocks.isEmpty ? [] : outline.elements[container].blocks.filter { cut[$0] == nil }
  }

  /// Whether the element or one around it, inside the container, has a boilerplate role.
  func isCut(_ element: Int, except allowed: Hints) -> Bool {
    var index = element
    while index > container {
      if !outline.elements[index].hints.intersection(.cuts).subtracting(allowed).isEmpty {
        return true
      }
      index = outline.elements[index].parent
    }
    return false
  }

  func hasProse(_ block: Int) -> Bool { prose[block] > 0 }

  var keptProse: Int { kept.reduce(0) { $0 + prose[$1] } }

  /// The blocks of the headline, if the page shows it.
  private(set) var headlineBlocks: Range<Int>?

  var standfirstText: String? {
    standfirst.map { $0.map(outline.string(of:)).joined(separator: " ") }
  }

  // MARK: - Before the headline

  /// Removes what stands before the headline, unless that holds most of the prose.
  private mutating func cutBeforeHeadline(_ headline: Headline) {
    guard let element = headline.element else { return }
    let blocks = outline.elements[element].blocks
    guard proseBefore[blocks.lowerBound] * 2 < proseBefore[outline.blocks.count] else { return }
    for block in 0..<blocks.lowerBound { cut[block] = .beforeHeadline }
    for block in blocks { cut[block] = .headline }
  }

  // MARK: - The container

  private func weight(_ i: Int) -> Int {
    if cut[i] != nil { return 0 }
    if prose[i] > 0 { return prose[i] }
    let block = outline.blocks[i]
    if block.linkLength * 2 > block.length { return -20 - min(block.linkLength, 100) / 2 }
    return Self.cells.contains(outline.elements[block.owner].name) && block.links == 0 ? 0 : -5
  }

  private mutating func chooseContainer() {
    var before = [0]
    before.reserveCapacity(outline.blocks.count + 1)
    for block in outline.blocks.indices { before.append(before[block] + weight(block)) }
    var best = Int.min
    for (index, element) in outline.elements.enumerated() where !element.blocks.isEmpty {
      let sum = before[element.blocks.upperBound] - before[element.blocks.lowerBound]
      if sum >= best {
        best = sum
        container = index
      }
    }
    let total = keptProse(in: outline.elements[container].blocks)
    var most = total * 6 / 10
    for index in container..<outline.elements[container].endElement
    where !outline.elements[index].hints.isDisjoint(with: [.body, .articleBody]) {
      let inside = keptProse(in: outline.elements[index].blocks)
      if inside > most {
        most = inside
        container = index
      }
    }
  }

  private static let cells: Set<Name> = [.td, .th, .li, .dd, .dt, .h2, .h3, .h4, .h5, .h6]

  private func keptProse(in blocks: Range<Int>) -> Int {
    blocks.reduce(0) { $0 + (cut[$1] == nil ? prose[$1] : 0) }
  }

  // MARK: - Trusted wrappers

  /// Returns the innermost element around a block that is neither a line nor a list.
  private static func home(of block: Outline.Block, in outline: Outline) -> Int {
    home(of: block.owner, in: outline)
  }

  private static func home(of element: Int, in outline: Outline) -> Int {
    var index = element
    while outline.elements[index].parent >= 0, lineNames.contains(outline.elements[index].name) {
      index = outline.elements[index].parent
    }
    return index
  }

  private static let lineNames: Set<Name> = [
    .p, .h1, .h2, .h3, .h4, .h5, .h6, .li, .ul, .ol, .dl, .dd, .dt, .blockquote, .pre, .td, .th,
    .tr, .tbody, .thead, .tfoot, .table, .span, .b, .strong, .em, .i, .a, .font, .center,
  ]

  func signature(_ element: Int) -> UInt64 {
    let node = outline.document[outline.elements[element].node]
    var hash = HashedWords.add(UInt8(truncatingIfNeeded: node.name.number), to: HashedWords.seed)
    node.withAttribute(.class) { value in
      for byte in value.prefix(200) { hash = HashedWords.add(byte, to: hash) }
    }
    return hash
  }

  private mutating func trustHomes() {
    var amounts: [UInt64: Int] = [:]
    var total = 0
    for i in outline.elements[container].blocks where cut[i] == nil && prose[i] > 0 {
      amounts[signature(homes[i]), default: 0] += prose[i]
      total += prose[i]
    }
    let teasers = teaserSignatures()
    trusted = Set(amounts.filter { $0.value * 5 >= total && !teasers.contains($0.key) }.keys)
    tighten()
  }

  /// Returns the signatures of wrappers that repeatedly hold one short text below a linked heading:
  /// teasers.
  private func teaserSignatures() -> Set<UInt64> {
    var homesSeen: [UInt64: (homes: Int, linked: Int, blocks: Int)] = [:]
    var lastHome = -1
    let blocks = outline.elements[container].blocks
    for i in blocks where cut[i] == nil && prose[i] > 0 {
      homesSeen[signature(homes[i]), default: (0, 0, 0)].blocks += 1
      if homes[i] == lastHome { continue }
      lastHome = homes[i]
      var linked = false
      for before in max(blocks.lowerBound, i - 3)..<i where prose[before] == 0 {
        let block = outline.blocks[before]
        if block.length >= 15, block.linkLength * 10 >= block.length * 8 { linked = true }
      }
      let signature = signature(homes[i])
      homesSeen[signature]!.homes += 1
      if linked { homesSeen[signature]!.linked += 1 }
    }
    return Set(
      homesSeen.filter {
        $0.value.homes >= 4 && $0.value.linked * 10 >= $0.value.homes * 7
          && $0.value.blocks * 2 <= $0.value.homes * 3
      }.keys)
  }

  /// Finds the smallest element that holds at least 95 % of the trusted prose.
  private mutating func tighten() {
    let range = outline.elements[container].blocks
    var sums = [0]
    for i in range {
      sums.append(sums[sums.count - 1] + (cut[i] == nil && isTrusted(i) ? prose[i] : 0))
    }
    let total = sums[sums.count - 1]
    column = range
    for index in container..<outline.elements[container].endElement {
      let blocks = outline.elements[index].blocks
      guard !blocks.isEmpty else { continue }
      let inside =
        sums[blocks.upperBound - range.lowerBound] - sums[blocks.lowerBound - range.lowerBound]
      if inside * 20 >= total * 19 { column = blocks }
    }
  }

  func isTrusted(_ i: Int) -> Bool { trusted.contains(signature(homes[i])) }
  func isTrusted(home element: Int) -> Bool { trusted.contains(signature(element)) }
  func home(of element: Int) -> Int { Self.home(of: element, in: outline) }

  // MARK: - Boilerplate inside the container

  private mutating func clean() {
    let blocks = outline.elements[container].blocks
    let first = blocks.first { cut[$0] == nil && prose[$0] > 0 && isTrusted($0) } ?? 0
    for i in blocks where cut[i] == nil {
      let block = outline.blocks[i]
      if i < column.lowerBound, start == 0 || prose[i] == 0 { cut[i] = .start }
      if i >= column.upperBound, prose[i] == 0 || !isTrusted(i) { cut[i] = .end }
      if cut[i] != nil { continue }
      if block.linkLength * 2 > block.length, !isLinkedSentence(i) { cut[i] = .links }
      if cut[i] == nil, !isTrusted(i), !isStructured(i), !(i < first && prose[i] > 0) {
        cut[i] = .stranger
      }
    }
  }

  private func isStructured(_ i: Int) -> Bool {
    isHeading(i) || Self.structured.contains(outline.elements[outline.blocks[i].owner].name)
  }

  private static let structured: Set<Name> = [.td, .th, .li, .dd, .dt, .pre]

  /// Whether a block is a sentence of the body that is entirely, or almost entirely, a link.
  private func isLinkedSentence(_ i: Int) -> Bool {
    let block = outline.blocks[i]
    return block.length >= 50 && isTrusted(i) && Prose.endsSentence(outline, i)
      && outline.elements[block.owner].name != .li
  }

  // MARK: - Confirmation by JSON-LD

  /// Removes prose that is missing from the body text in JSON-LD, if that text is complete.
  private mutating func cutUnconfirmed(_ body: String?) {
    guard var body, body.utf8.count >= 400 else { return }
    var shingles: Set<UInt64> = []
    body.withUTF8 { WordHashes.shingles(of: $0, size: 4) { shingles.insert($0) } }
    let kept = self.kept.filter { prose[$0] > 0 }
    var unconfirmed: [Int] = []
    var confirmed = 0
    for i in kept {
      var (all, known) = (0, 0)
      outline.withBytes(of: i) { bytes in
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
      cut[i] = .unconfirmed
    }
  }

  // MARK: - Edges

  private mutating func trimEdges() {
    let blocks = outline.elements[container].blocks
    guard let firstProse = blocks.first(where: { cut[$0] == nil && prose[$0] > 0 }),
      let lastProse = blocks.last(where: { cut[$0] == nil && prose[$0] > 0 })
    else { return }
    for i in blocks where cut[i] == nil && i < firstProse {
      // Headings above the body repeat the headline, unless the headline stands before them.
      if isHeading(i), start == 0 || outline.elements[outline.blocks[i].owner].name == .h1 {
        cut[i] = .headline
      }
      if cut[i] != nil { continue }
      if !isHeading(i), !isItem(i), outline.blocks[i].length < 45 || isNumbers(i) {
        cut[i] = .start
      }
    }
    var open = true
    for i in lastProse..<blocks.upperBound where i > lastProse {
      if cut[i] != nil { continue }
      let isItem = isListItem(i) || Prose.endsSentence(outline, i)
      if !open || !(isItem || isHeading(i) || outline.blocks[i].length > 40) {
        cut[i] = .end
        open = false
      }
    }
  }

  /// Whether a block is a short line with many digits, such as a date, a time or a reading time.
  func isNumbers(_ i: Int) -> Bool {
    guard outline.blocks[i].length < 100, prose[i] == 0 else { return false }
    return outline.withBytes(of: i) { bytes in
      bytes.count { $0 >= 0x30 && $0 <= 0x39 } * 6 >= bytes.count
    }
  }

  private func isItem(_ i: Int) -> Bool {
    [.li, .dd, .dt].contains(outline.elements[outline.blocks[i].owner].name)
  }

  mutating func cutEmptyHeadings() {
    let blocks = outline.elements[container].blocks
    // A heading without body text before the next heading is boilerplate.
    var follows = false
    var passedHeading = false
    for i in blocks.reversed() {
      if isHeading(i) {
        if cut[i] == nil, !follows { cut[i] = .end }
        passedHeading = true
      } else if cut[i] == nil {
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
  enum Cut: String {
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
    case stranger = "unlike the main text"
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

    init(_ hints: Hints) {
      let table: [(Hints, Cut)] = [
        (.hidden, .hidden), (.comments, .comments), (.share, .share), (.related, .related),
        (.advertisement, .advertisement), (.appeal, .appeal), (.author, .author), (.meta, .meta),
        (.caption, .caption), (.navigation, .navigation), (.infobox, .infobox),
      ]
      self = table.first { hints.contains($0.0) }?.1 ?? .aside
    }
  }
}
