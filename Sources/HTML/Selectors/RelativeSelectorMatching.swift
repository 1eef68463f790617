/// Matching of `:has()`: which elements have matching relatives.
///
/// The relatives are matched first, and for all elements at once, so that no subtree is searched
/// once for each of its ancestors.
enum RelativeSelectorMatching {
  /// Returns the elements of the matcher's batch that match the argument.
  static func anchors(_ argument: RelativeSelector, _ matcher: inout SelectorMatcher) -> NodeSet {
    var set = firstCompoundMatches(argument, matcher.batch, &matcher)
    set = related(argument.combinators[0], set, matcher.storage)
    return set
  }

  /// Whether one element matches the argument.
  static func matches(
    _ argument: RelativeSelector, _ anchor: Int32, _ outer: SelectorMatcher
  ) -> Bool {
    let storage = outer.storage
    let record = storage.node(anchor)
    let leading = argument.combinators[0]
    let range: Range<Int32>
    switch leading {
    case .descendant, .child: range = anchor + 1..<record.end
    case .nextSibling, .subsequentSibling:
      guard record.parent >= 0 else { return false }
      range = record.parent + 1..<storage.node(record.parent).end
    }
    if range.isEmpty { return false }
    var matcher = SelectorMatcher(storage, outer.program, scope: outer.scope, batch: range)
    if argument.compounds.count == 1 {
      return contains(argument, from: anchor, range, &matcher)
    }
    let firstCompoundMatches = firstCompoundMatches(argument, range, &matcher)
    switch leading {
    case .descendant, .child:
      var found = false
      firstCompoundMatches.forEachReversed { node in
        found = found || leading == .descendant || storage.node(node).parent == anchor
      }
      return found
    case .nextSibling, .subsequentSibling:
      return related(leading, firstCompoundMatches, storage)[anchor]
    }
  }

  /// Whether a relative matches a single compound. The search ends at the first match.
  private static func contains(
    _ argument: RelativeSelector, from anchor: Int32, _ range: Range<Int32>,
    _ matcher: inout SelectorMatcher
  ) -> Bool {
    let leading = argument.combinators[0]
    let isSibling = leading == .nextSibling || leading == .subsequentSibling
    var node = isSibling ? matcher.storage.node(anchor).end : anchor + 1
    while node < range.upperBound {
      let record = matcher.storage.node(node)
      if record.kind == .element {
        if matcher.matches(compound: argument.compounds[0], node) { return true }
        if leading == .nextSibling { return false }
      }
      node = leading == .descendant && record.kind != .fragment ? node + 1 : record.end
    }
    return false
  }

  /// Returns the elements that match the first compound and have the other relatives.
  private static func firstCompoundMatches(
    _ argument: RelativeSelector, _ range: Range<Int32>, _ matcher: inout SelectorMatcher
  ) -> NodeSet {
    var index = argument.compounds.count - 1
    var set = NodeSet(range)
    var node = range.lowerBound
    while node < range.upperBound {
      let record = matcher.storage.node(node)
      if record.kind == .element, matcher.matches(compound: argument.compounds[index], node) {
        set[node] = true
      }
      node = record.kind == .fragment ? record.end : node + 1
    }
    while index > 0 {
      let candidates = related(argument.combinators[index], set, matcher.storage)
      index -= 1
      set = NodeSet(range)
      candidates.forEachReversed { candidate in
        if matcher.matches(compound: argument.compounds[index], candidate) { set[candidate] = true }
      }
    }
    return set
  }

  /// Returns the elements that a member of `set` is related to by the combinator: for `child` the
  /// parents.
  private static func related(
    _ combinator: Combinator, _ set: NodeSet, _ storage: Storage
  ) -> NodeSet {
    var result = NodeSet(set.range)
    func mark(_ node: Int32) -> Bool {
      guard node >= set.range.lowerBound, storage.node(node).kind == .element else { return false }
      let isNew = !result[node]
      result[node] = true
      return isNew
    }
    set.forEachReversed { node in
      var record = storage.node(node)
      switch combinator {
      case .child: _ = mark(record.parent)
      case .descendant:
        // All ancestors of a marked element are marked.
        while record.parent >= 0, mark(record.parent) { record = storage.node(record.parent) }
      case .nextSibling:
        while record.previousSibling >= 0 {
          let previous = record.previousSibling
          record = storage.node(previous)
          if record.kind == .element {
            _ = mark(previous)
            break
          }
        }
      case .subsequentSibling:
        while record.previousSibling >= 0 {
          let previous = record.previousSibling
          record = storage.node(previous)
          if record.kind == .element, !mark(previous) { break }
        }
      }
    }
    return result
  }
}
