/// Finding what a selector matches.
enum Selection {
  static func all(below node: Node, _ program: SelectorProgram) -> [Int32] {
    var matcher = matcher(for: node, program)
    let list = program.code.lists[program.code.main]
    if list.chains.isEmpty { return compounds(list, &matcher, limit: .max) }
    if list.compounds.isEmpty, list.chains.count == 1 {
      var walk = ChainWalk(list.chains[0], over: matcher.bulk, &matcher)
      var found: [Int32] = []
      while let element = walk.next(&matcher) { found.append(element) }
      return found
    }
    var set = NodeSet(matcher.bulk)
    for element in compounds(list, &matcher, limit: .max) { set[element] = true }
    for chain in list.chains {
      var walk = ChainWalk(chain, over: matcher.bulk, &matcher)
      while let element = walk.next(&matcher) { set[element] = true }
    }
    var found: [Int32] = []
    set.forEachBackwards { found.append($0) }
    return found.reversed()
  }

  static func first(below node: Node, _ program: SelectorProgram) -> Int32? {
    var matcher = matcher(for: node, program)
    let list = program.code.lists[program.code.main]
    var found = compounds(list, &matcher, limit: 1).first
    for chain in list.chains {
      var walk = ChainWalk(chain, over: matcher.bulk, &matcher)
      if let element = walk.next(&matcher) { found = min(found ?? element, element) }
    }
    return found
  }

  static func closest(to node: Node, _ program: SelectorProgram) -> Int32? {
    var matcher = Matcher(node.storage, program, scope: node.slot)
    let list = program.code.lists[program.code.main]
    var found: Int32 = -1
    var at = node.slot
    while at > found {
      let record = node.storage.node(at)
      if record.kind == .element,
        list.compounds.contains(where: { matcher.matches(compound: $0, at) })
      {
        found = at
      }
      if record.kind == .fragment { break }
      at = record.parent
    }
    for chain in list.chains {
      found = max(found, ChainWalk.closest(chain, to: node.slot, &matcher) ?? -1)
    }
    return found >= 0 ? found : nil
  }

  private static func matcher(for node: Node, _ program: SelectorProgram) -> Matcher {
    let range = node.slot + 1..<node.record.end
    // Asked of the document, `:scope` is the root element.
    let scope = node.kind == .document ? node.firstElementChild?.slot ?? -1 : node.slot
    return Matcher(node.storage, program, scope: scope, bulk: range)
  }

  /// The elements that match one of the list's single compounds.
  private static func compounds(
    _ list: SelectorList, _ matcher: inout Matcher, limit: Int
  ) -> [Int32] {
    var found: [Int32] = []
    if list.compounds.isEmpty { return found }
    var at = matcher.bulk.lowerBound
    while at < matcher.bulk.upperBound {
      let record = matcher.storage.node(at)
      if record.kind == .element {
        for compound in list.compounds where matcher.matches(compound: compound, at) {
          found.append(at)
          break
        }
        if found.count == limit { return found }
      }
      at = record.kind == .fragment ? record.end : at + 1
    }
    return found
  }
}
