/// The search for elements that match a selector.
enum SelectorQuery {
  static func all(below node: Node, _ program: SelectorProgram) -> [Int32] {
    var matcher = matcher(for: node, program)
    let list = program.code.lists[program.code.main]
    if list.complexSelectors.isEmpty { return compounds(list, &matcher, maximumCount: .max) }
    if list.compounds.isEmpty, list.complexSelectors.count == 1 {
      var traversal = ComplexSelectorTraversal(
        list.complexSelectors[0], over: matcher.batch, &matcher)
      var found: [Int32] = []
      while let element = traversal.next(&matcher) { found.append(element) }
      return found
    }
    var set = NodeSet(matcher.batch)
    for element in compounds(list, &matcher, maximumCount: .max) { set[element] = true }
    for complexSelector in list.complexSelectors {
      var traversal = ComplexSelectorTraversal(complexSelector, over: matcher.batch, &matcher)
      while let element = traversal.next(&matcher) { set[element] = true }
    }
    var found: [Int32] = []
    set.forEachReversed { found.append($0) }
    return found.reversed()
  }

  static func first(below node: Node, _ program: SelectorProgram) -> Int32? {
    var matcher = matcher(for: node, program)
    let list = program.code.lists[program.code.main]
    var found = compounds(list, &matcher, maximumCount: 1).first
    for complexSelector in list.complexSelectors {
      var traversal = ComplexSelectorTraversal(complexSelector, over: matcher.batch, &matcher)
      if let element = traversal.next(&matcher) { found = min(found ?? element, element) }
    }
    return found
  }

  static func closest(to node: Node, _ program: SelectorProgram) -> Int32? {
    var matcher = SelectorMatcher(node.storage, program, scope: node.slot)
    let list = program.code.lists[program.code.main]
    var found: Int32 = -1
    var index = node.slot
    while index > found {
      let record = node.storage.node(index)
      if record.kind == .element,
        list.compounds.contains(where: { matcher.matches(compound: $0, index) })
      {
        found = index
      }
      if record.kind == .fragment { break }
      index = record.parent
    }
    for complexSelector in list.complexSelectors {
      found = max(
        found, ComplexSelectorTraversal.closest(complexSelector, to: node.slot, &matcher) ?? -1)
    }
    return found >= 0 ? found : nil
  }

  private static func matcher(for node: Node, _ program: SelectorProgram) -> SelectorMatcher {
    let range = node.slot + 1..<node.record.end
    // In a query on the document, `:scope` is the root element.
    let scope = node.kind == .document ? node.firstElementChild?.slot ?? -1 : node.slot
    return SelectorMatcher(node.storage, program, scope: scope, batch: range)
  }

  /// Returns the elements that match one of the list's single compounds.
  private static func compounds(
    _ list: SelectorList, _ matcher: inout SelectorMatcher, maximumCount: Int
  ) -> [Int32] {
    var found: [Int32] = []
    if list.compounds.isEmpty { return found }
    var index = matcher.batch.lowerBound
    while index < matcher.batch.upperBound {
      let record = matcher.storage.node(index)
      if record.kind == .element {
        for compound in list.compounds where matcher.matches(compound: compound, index) {
          found.append(index)
          break
        }
        if found.count == maximumCount { return found }
      }
      index = record.kind == .fragment ? record.end : index + 1
    }
    return found
  }
}
