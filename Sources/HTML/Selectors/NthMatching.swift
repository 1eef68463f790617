// Indexes among siblings for `:nth-child()` and related pseudo-classes.

extension SelectorMatcher {
  mutating func matches(nth index: Int, _ element: Int32) -> Bool {
    let nth = code.nthPseudoClasses[index]
    if let list = nth.list, !matches(list: list, element) { return false }
    guard batch.contains(element) else { return nth.matches(count(nth, element)) }
    if nthIndexes.isEmpty { nthIndexes = Array(repeating: [], count: code.nthPseudoClasses.count) }
    if nthIndexes[index].isEmpty {
      nthIndexes[index] = Array(repeating: 0, count: batch.count)
    }
    if nthIndexes[index][Int(element - batch.lowerBound)] == 0 {
      computeIndexes(index, of: element)
    }
    return nth.matches(Int(nthIndexes[index][Int(element - batch.lowerBound)]))
  }

  /// Returns the index of one element.
  private mutating func count(_ nth: NthPseudoClass, _ element: Int32) -> Int {
    var count = 1
    let this = storage.node(element)
    var sibling = this
    while true {
      let next = nth.isFromEnd ? nextSibling(sibling) : sibling.previousSibling
      guard next >= 0 else { return count }
      sibling = storage.node(next)
      if isCounted(nth, next, sibling, this) { count += 1 }
    }
  }

  private func nextSibling(_ record: NodeRecord) -> Int32 {
    record.parent >= 0 && record.end < storage.node(record.parent).end ? record.end : -1
  }

  private mutating func isCounted(
    _ nth: NthPseudoClass, _ sibling: Int32, _ record: NodeRecord, _ this: NodeRecord
  ) -> Bool {
    guard record.kind == .element else { return false }
    if nth.isOfType { return record.name == this.name && record.namespace == this.namespace }
    guard let list = nth.list else { return true }
    return matches(list: list, sibling)
  }

  /// Computes the indexes of all siblings of an element at once.
  private mutating func computeIndexes(_ index: Int, of element: Int32) {
    let nth = code.nthPseudoClasses[index]
    let parent = storage.node(element).parent
    var total: Int32 = 0
    forEachSibling(parent) { matcher, sibling, record in
      if let list = nth.list, !matcher.matches(list: list, sibling) { return }
      if nth.isOfType {
        let type = matcher.typeSlot(record)
        matcher.typeCounts[type] += 1
        matcher.nthIndexes[index][Int(sibling - matcher.batch.lowerBound)] =
          matcher.typeCounts[type]
      } else {
        total += 1
        matcher.nthIndexes[index][Int(sibling - matcher.batch.lowerBound)] = total
      }
    }
    if nth.isFromEnd {
      forEachSibling(parent) { matcher, sibling, record in
        let all = nth.isOfType ? matcher.typeCounts[matcher.typeSlot(record)] : total
        let place = Int(sibling - matcher.batch.lowerBound)
        guard matcher.nthIndexes[index][place] > 0 else { return }
        matcher.nthIndexes[index][place] = all + 1 - matcher.nthIndexes[index][place]
      }
    }
    if nth.isOfType {
      forEachSibling(parent) { matcher, _, record in
        matcher.typeCounts[matcher.typeSlot(record)] = 0
      }
    }
  }

  private mutating func forEachSibling(
    _ parent: Int32, _ body: (inout SelectorMatcher, Int32, NodeRecord) -> Void
  ) {
    let end = storage.node(parent).end
    var child = parent + 1
    while child < end {
      let record = storage.node(child)
      if record.kind == .element { body(&self, child, record) }
      child = record.end
    }
  }

  /// Returns the slot in which siblings of an element's type are counted.
  private mutating func typeSlot(_ record: NodeRecord) -> Int {
    if typeCounts.isEmpty {
      typeCounts = Array(repeating: 0, count: 3 * (Name.staticCount + storage.names.count + 1))
    }
    return 3 * Int(record.name) + Int(record.namespace.rawValue)
  }
}
