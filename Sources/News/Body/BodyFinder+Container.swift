import HTML

/// The choice of the element that holds the body.
extension BodyFinder {
  private func weight(_ i: Int) -> Int {
    if boilerplate[i] != nil { return 0 }
    if prose[i] > 0 { return prose[i] }
    let block = tree.blocks[i]
    if block.linkLength * 2 > block.length { return -20 - min(block.linkLength, 100) / 2 }
    return Self.cells.contains(tree.elements[block.owner].name) && block.links == 0 ? 0 : -5
  }

  /// Chooses the element with the highest sum of weights, and inside it the declared body if that
  /// holds at least 60 % of the prose.
  mutating func chooseContainer() {
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
    var maximum = total * 6 / 10
    for index in container..<tree.elements[container].endElement
    where !tree.elements[index].roles.isDisjoint(with: [.body, .articleBody]) {
      let inside = keptProse(in: tree.elements[index].blocks)
      if inside > maximum {
        maximum = inside
        container = index
      }
    }
  }

  private static let cells: Set<Name> = [.td, .th, .li, .dd, .dt, .h2, .h3, .h4, .h5, .h6]

  private func keptProse(in blocks: Range<Int>) -> Int {
    blocks.reduce(0) { $0 + (boilerplate[$1] == nil ? prose[$1] : 0) }
  }
}
