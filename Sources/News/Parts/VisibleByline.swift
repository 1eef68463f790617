import HTML

/// The authors shown on the page: in elements and links with an author role, or in lines that begin
/// like a byline, between the headline and the body or right after the body.
struct VisibleByline {
  /// Names of people.
  private(set) var people: [String] = []
  /// User names.
  private(set) var logins: [String] = []
  /// Desks and agencies named as authors.
  private(set) var labels: [String] = []

  private struct Claim {
    var score: Int
    var node: Int
    var names: [String]
  }

  init(_ tree: BlockTree, body: BodyFinder) {
    guard !tree.blocks.isEmpty else { return }
    let top = min(body.headlineBlocks?.upperBound ?? 0, tree.blocks.count - 1)
    let first = body.kept.first ?? top
    let last = body.kept.last ?? top
    let start = max(0, min(first, body.headlineBlocks?.lowerBound ?? first) - 8)
    let end = min(tree.blocks.count - 1, last + 8)
    claim(tree, body, blocks: start...end, first: first)
    guard people.isEmpty else { return }
    for i in Array(start...min(first + 3, end)) + Array(last...end) {
      let block = tree.blocks[i]
      guard block.length <= 160, tree.withBytes(of: i, PersonNames.mayNameWriter) else { continue }
      let names = PersonNames.afterByline(tree.string(of: i))
      if !names.isEmpty {
        people = names
        return
      }
    }
  }

  private mutating func claim(
    _ tree: BlockTree, _ body: BodyFinder, blocks: ClosedRange<Int>, first: Int
  ) {
    let nodes =
      tree.blocks[blocks.lowerBound].nodes
      .lowerBound..<tree.blocks[blocks.upperBound].nodes
      .upperBound
    let firstNode = tree.blocks[first].nodes.lowerBound
    let kept = Set(body.kept)
    var claims: [Claim] = []
    for element in tree.elements
    where !element.roles.isDisjoint(with: [.author, .person]) && nodes.contains(element.node) {
      guard element.blocks.count <= 4, claims.count < 30, !element.roles.contains(.comments),
        !kept.contains(element.blocks.lowerBound) || element.node < firstNode
      else { continue }
      let text = TextCleaner.clean(tree.document[element.node].textContent)
      guard !text.isEmpty, text.utf8.count <= 120 else { continue }
      let names = PersonNames.split(text, strictly: true)
      let score =
        (element.roles.contains(.person) ? 4 : 0) + (element.node < firstNode ? 3 : 0)
        + (element.roles.contains(.author) ? 2 : 0) - min(text.split(separator: " ").count / 4, 2)
      if names.isEmpty {
        record(text, element)
      } else {
        claims.append(Claim(score: score, node: element.node, names: names))
      }
    }
    guard let best = claims.map(\.score).max() else { return }
    let anchor = claims.first { $0.score == best }!.node
    for name in claims.filter({ $0.score == best && $0.node - anchor < 40 }).flatMap(\.names)
    where !people.contains(name) {
      people.append(name)
    }
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
