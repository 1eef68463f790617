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
    preferDeclaredBody()
    widenToHeadline()
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

  /// Chooses the declared body if it holds twice the prose of the container: clutter between its
  /// paragraphs made it worse.
  private mutating func preferDeclaredBody() {
    let sums = sums { boilerplate[$0] == nil ? prose[$0] : 0 }
    func amount(_ index: Int) -> Int {
      let blocks = tree.elements[index].blocks
      return sums[blocks.upperBound] - sums[blocks.lowerBound]
    }
    var most = 2 * amount(container)
    for (index, element) in tree.elements.enumerated()
    where isDeclared(element) && amount(index) > most {
      most = amount(index)
      container = index
    }
    if amount(container) < 600 { preferDeclaredList() }
  }

  /// Chooses a declared body without sentences, such as a list of dates, instead of a part beside the
  /// body.
  private mutating func preferDeclaredList() {
    let chosen = tree.elements[container].blocks
    let isBeside = hasRole(container, [.aside, .navigation, .related, .comments])
    let sums = sums {
      boilerplate[$0] == nil ? tree.blocks[$0].length - tree.blocks[$0].linkLength : 0
    }
    var most = isBeside ? 300 : 2000
    for (index, element) in tree.elements.enumerated() where isDeclared(element) {
      let length = sums[element.blocks.upperBound] - sums[element.blocks.lowerBound]
      guard length > most, !element.blocks.contains(chosen.lowerBound),
        !hasRole(index, .boilerplate)
      else { continue }
      most = length
      container = index
    }
  }

  private func isDeclared(_ element: BlockTree.BlockElement) -> Bool {
    !element.roles.isDisjoint(with: [.body, .articleBody])
      && element.roles.isDisjoint(with: .boilerplate) && element.blocks.upperBound > start
  }

  private func sums(of value: (Int) -> Int) -> [Int] {
    var sums = [0]
    sums.reserveCapacity(tree.blocks.count + 1)
    for i in tree.blocks.indices { sums.append(sums[i] + value(i)) }
    return sums
  }

  private func hasRole(_ element: Int, _ roles: ElementRoles) -> Bool {
    var index = element
    while index > 0 {
      if !tree.elements[index].roles.isDisjoint(with: roles) { return true }
      index = tree.elements[index].parent
    }
    return false
  }

  /// Widens the container to the prose between the headline and it, unless that is a standfirst.
  private mutating func widenToHeadline() {
    let first = tree.elements[container].blocks.lowerBound
    guard start > 0, start < first else { return }
    let before = (start..<first).filter { boilerplate[$0] == nil && prose[$0] >= 60 }
    let amount = before.reduce(0) { $0 + prose[$1] }
    guard let opening = before.first, before.count >= 2 || amount >= 250, amount >= 150 else {
      return
    }
    while container > 0, tree.elements[container].blocks.lowerBound > opening {
      container = tree.elements[container].parent
    }
  }

  /// Widens the container to later elements that look like the main text.
  mutating func widenToSimilar() {
    guard !trusted.isEmpty else { return }
    let last = tree.elements[container].blocks.upperBound
    let first = tree.elements[container].blocks.lowerBound
    let bare = Set([Name.div, .section, .article, .main, .td, .body].map(bareSignature))
    var outside: [Int] = []
    for i in max(start, 0)..<tree.blocks.count
    where !(first..<last).contains(i) && boilerplate[i] == nil && prose[i] >= 60 && isTrusted(i) {
      if bare.contains(signature(wrappers[i])) { continue }
      outside.append(i)
    }
    guard outside.reduce(0, { $0 + prose[$1] }) >= 150, let low = outside.first,
      let high = outside.last
    else { return }
    while container > 0,
      tree.elements[container].blocks.lowerBound > low
        || tree.elements[container].blocks.upperBound <= high
    {
      container = tree.elements[container].parent
    }
  }

  private static let cells: NameSet = [.td, .th, .li, .dd, .dt, .h2, .h3, .h4, .h5, .h6]

  private func keptProse(in blocks: Range<Int>) -> Int {
    blocks.reduce(0) { $0 + (boilerplate[$1] == nil ? prose[$1] : 0) }
  }
}
