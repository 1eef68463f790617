import HTML

/// The authors shown on the page: in elements and links with an author role, or in lines that begin
/// like a byline, between the headline and the body or right after the body.
struct VisibleByline {
  /// Names of people.
  private(set) var people: [String] = []
  /// Whether a byline with an opening such as "by", above the text, names the people.
  private(set) var isExplicit = false
  /// User names.
  private(set) var logins: [String] = []
  /// Desks and agencies named as authors.
  private(set) var labels: [String] = []

  private struct Claim {
    var score: Int
    var node: Int
    var names: [String]
    /// Whether the text begins like a byline.
    var isIntroduced: Bool
  }

  private let tree: BlockTree
  private let body: BodyFinder

  /// - Parameter isSought: whether names without an opening count too, because metadata name nobody.
  init(_ tree: BlockTree, body: BodyFinder, isSought: Bool) {
    self.tree = tree
    self.body = body
    guard !tree.blocks.isEmpty else { return }
    let top = min(body.headlineBlocks?.upperBound ?? 0, tree.blocks.count - 1)
    let first = body.opening ?? top
    let last = body.kept.last ?? top
    let start = max(0, min(first, body.headlineBlocks?.lowerBound ?? first) - 8)
    let end = min(tree.blocks.count - 1, last + 8)
    let opening = names(
      inLines: min(top, first)...min(first + 1, end), maximumLength: 80, opened: true)
    claim(blocks: start...end, first: first)
    let shown = Set(people.flatMap { TextSimilarity.words($0) })
    if shown.isDisjoint(with: opening.flatMap { TextSimilarity.words($0) }), !opening.isEmpty {
      people = opening
      isExplicit = true
    }
    guard people.isEmpty else { return }
    people = names(inLines: start...min(first + 3, end), maximumLength: 160, opened: false)
    if people.isEmpty {
      people = names(inLines: last...end, maximumLength: 160, opened: false)
      if people.isEmpty, last > first {
        people = names(inLines: max(first, last - 3)...last, maximumLength: 80, opened: true)
      }
    } else {
      isExplicit = true
    }
    if people.isEmpty, isSought {
      let sought = BareName(tree, lines: start...first, last: last, headline: body.headlineBlocks)
      people = sought.name.map { [$0] } ?? []
    }
  }

  /// Returns the names in the first line that begins like a byline, or has a byline in it.
  ///
  /// - Parameter opened: whether the line must begin with the opening.
  private mutating func names(
    inLines lines: ClosedRange<Int>, maximumLength: Int, opened: Bool
  ) -> [String] {
    for i in lines {
      guard tree.blocks[i].length <= maximumLength, body.boilerplate[i] != .comments,
        body.boilerplate[i] != .caption, tree.withBytes(of: i, PersonNames.mayNameWriter)
      else { continue }
      let text = tree.string(of: i)
      let bare = PersonNames.withoutOpening(text)
      if opened, bare.count == text.count { continue }
      let names = PersonNames.afterByline(text)
      if !names.isEmpty { return names }
      if opened, labels.isEmpty, let login = PersonNames.login(in: bare) { labels = [login] }
      if opened, labels.isEmpty, PersonNames.isDeskName(bare) { labels = [bare] }
    }
    return []
  }

  private mutating func claim(blocks: ClosedRange<Int>, first: Int) {
    let nodes =
      tree.blocks[blocks.lowerBound].nodes
      .lowerBound..<tree.blocks[blocks.upperBound].nodes
      .upperBound
    let firstNode = tree.blocks[first].nodes.lowerBound
    var claims: [Claim] = []
    for element in tree.elements
    where !element.roles.isDisjoint(with: [.author, .person]) && nodes.contains(element.node) {
      guard element.blocks.count <= 4, claims.count < 30, !isComment(element),
        element.node < firstNode || !isKept(element.blocks.lowerBound)
      else { continue }
      let node = tree.document[element.node]
      let lines = Self.lines(of: node)
      // A line with an opening names the author; other lines are labels, roles and dates.
      let line =
        lines.count > 1 ? lines.first { PersonNames.withoutOpening($0).count < $0.count } : nil
      let text = line ?? lines.joined(separator: ", ")
      guard !text.isEmpty, text.utf8.count <= 120 else { continue }
      let names = Self.names(in: text, of: node)
      let score =
        (element.roles.contains(.person) ? 4 : 0) + (element.node < firstNode ? 3 : 0)
        + (element.roles.contains(.author) ? 2 : 0) - min(text.split(separator: " ").count / 4, 2)
      if names.isEmpty {
        record(text, element)
      } else {
        claims.append(
          Claim(
            score: score, node: element.node, names: names,
            isIntroduced: Self.isIntroduced(text, node)))
      }
    }
    choose(claims, firstNode: firstNode)
  }

  private mutating func choose(_ claims: [Claim], firstNode: Int) {
    guard let best = claims.map(\.score).max() else { return }
    isExplicit = claims.contains { $0.score == best && $0.isIntroduced && $0.node < firstNode }
    let anchor = claims.first { $0.score == best }!.node
    for name in claims.filter({ $0.score == best && $0.node - anchor < 40 }).flatMap(\.names)
    where !people.contains(name) {
      people.append(name)
    }
  }

  /// Returns the lines of an element: the texts between the ends of its blocks.
  private static func lines(of node: Node) -> [String] {
    var lines = [""]
    var ends: [Int] = []
    for inner in node.descendants.prefix(200) {
      while let end = ends.last, end <= inner.index {
        ends.removeLast()
        lines.append("")
      }
      if inner.isText {
        lines[lines.count - 1] += inner.text
      } else if inner.kind == .element, ElementDisplay.of(inner.name) == .block {
        lines.append("")
        ends.append(inner.end)
      }
    }
    return lines.map(TextCleaner.clean).filter { !$0.isEmpty }
  }

  /// Returns the names in an author element: in its text, else in the first of its text nodes that
  /// is a name.
  private static func names(in text: String, of node: Node) -> [String] {
    let names = PersonNames.split(text, strictly: true)
    guard names.isEmpty, node.end - node.index <= 24, node.firstElementChild != nil else {
      return names
    }
    for inner in node.descendants where inner.isText {
      let names = PersonNames.split(inner.text, strictly: true)
      if !names.isEmpty { return names }
    }
    return []
  }

  /// Whether a text begins like a byline, or the text before it is the beginning of one.
  private static func isIntroduced(_ text: String, _ node: Node) -> Bool {
    if PersonNames.withoutOpening(text).count < text.count { return true }
    guard let before = node.previousSibling, before.isText else { return false }
    return PersonNames.isOpening(TextCleaner.clean(before.text))
  }

  private func isKept(_ block: Int) -> Bool {
    block < body.boilerplate.count && body.boilerplate[block] == nil
      && tree.elements[body.container].blocks.contains(block)
  }

  private func isComment(_ element: BlockTree.BlockElement) -> Bool {
    let block = min(element.blocks.lowerBound, body.boilerplate.count - 1)
    return element.roles.contains(.comments) || body.boilerplate[block] == .comments
  }

  /// Records a text in an author element that is not a person's name.
  private mutating func record(_ text: String, _ element: BlockTree.BlockElement) {
    let name = PersonNames.withoutOpening(text)
    guard PersonNames.isLabel(name), !name.contains(":"), name.split(separator: " ").count <= 4
    else {
      return
    }
    if !name.contains(" "), element.roles.contains(.person), !PersonNames.isDesk(name) {
      if logins.isEmpty { logins.append(name) }
    } else if labels.isEmpty, element.roles.contains(.author), !PersonNames.isOpening(name),
      !name.contains(where: { $0.isNumber || $0 == "," })
    {
      labels.append(name)
    }
  }
}
