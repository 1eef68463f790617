/// A forward traversal that matches a ``ComplexSelector`` to a part of the document.
struct ComplexSelectorTraversal {
  /// The state of an element, and the states that its children depend on.
  private struct Level {
    /// The index after the element's last descendant.
    var end: Int32
    /// The compounds that the element matches, and those that it or an ancestor matches.
    var state: UInt64 = 0
    var ancestorStates: UInt64 = 0
    /// The compounds that the last traversed child matches, and those that any traversed child
    /// matches.
    var lastChildState: UInt64 = 0
    var childStates: UInt64 = 0
  }

  private let complexSelector: ComplexSelector
  private var levels: [Level]
  private var nextIndex: Int32
  private let end: Int32

  /// Creates a traversal.
  ///
  /// - Parameter range: the descendants of a node. Nodes outside the range are examined only if the
  ///   selector depends on them.
  init(_ complexSelector: Int, over range: Range<Int32>, _ matcher: inout SelectorMatcher) {
    self.complexSelector = matcher.code.complexSelectors[complexSelector]
    nextIndex = range.lowerBound
    end = range.upperBound
    let root = range.lowerBound - 1
    levels = [Self.level(of: root, self.complexSelector, &matcher)]
  }

  /// Returns the next element that matches the whole selector.
  mutating func next(_ matcher: inout SelectorMatcher) -> Int32? {
    while nextIndex < end {
      let element = nextIndex
      let record = matcher.storage.node(element)
      if record.kind != .element {
        // The contents of a template belong to another document.
        nextIndex = record.kind == .fragment ? record.end : nextIndex + 1
        continue
      }
      nextIndex += 1
      while element >= levels[levels.count - 1].end { levels.removeLast() }
      let state = Self.computeState(element, complexSelector, &levels[levels.count - 1], &matcher)
      if record.end > nextIndex {
        let ancestorStates = levels[levels.count - 1].ancestorStates | state
        levels.append(Level(end: record.end, state: state, ancestorStates: ancestorStates))
      }
      if state & complexSelector.final != 0 { return element }
    }
    return nil
  }

  /// Whether an element matches the whole selector.
  static func matches(_ index: Int, _ element: Int32, _ matcher: inout SelectorMatcher) -> Bool {
    let complexSelector = matcher.code.complexSelectors[index]
    // Most elements do not match the last compound, which is cheap to check.
    guard
      matcher.matches(
        compound: complexSelector.compounds[complexSelector.compounds.count - 1], element)
    else {
      return false
    }
    return level(of: element, complexSelector, &matcher).state & complexSelector.final != 0
  }

  /// Returns the nearest of an element and its ancestors that matches the whole selector.
  static func closest(_ index: Int, to element: Int32, _ matcher: inout SelectorMatcher) -> Int32? {
    let complexSelector = matcher.code.complexSelectors[index]
    var found: Int32?
    _ = level(of: element, complexSelector, &matcher) { node, state in
      if state & complexSelector.final != 0 { found = node }
    }
    return found
  }

  /// Computes the states on the path from the root to a node, including previous siblings if the
  /// selector has sibling combinators.
  private static func level(
    of node: Int32, _ complexSelector: ComplexSelector, _ matcher: inout SelectorMatcher,
    _ visit: (Int32, UInt64) -> Void = { _, _ in }
  ) -> Level {
    var path: [Int32] = []
    var ancestor = node
    while ancestor >= 0 {
      let record = matcher.storage.node(ancestor)
      if record.kind == .element { path.append(ancestor) }
      // The contents of a template have no ancestors.
      ancestor = record.kind == .fragment ? -1 : record.parent
    }
    var level = Level(end: .max)
    for element in path.reversed() {
      if complexSelector.hasSiblings {
        computePreviousSiblings(before: element, complexSelector, &level, &matcher)
      }
      let state = computeState(element, complexSelector, &level, &matcher)
      let end = matcher.storage.node(element).end
      level = Level(end: end, state: state, ancestorStates: level.ancestorStates | state)
      visit(element, state)
    }
    return level
  }

  private static func computePreviousSiblings(
    before element: Int32, _ complexSelector: ComplexSelector, _ level: inout Level,
    _ matcher: inout SelectorMatcher
  ) {
    let parent = matcher.storage.node(element).parent
    var sibling = parent + 1
    while sibling < element {
      let record = matcher.storage.node(sibling)
      if record.kind == .element { _ = computeState(sibling, complexSelector, &level, &matcher) }
      sibling = record.end
    }
  }

  /// Computes the state of an element from the states of its parent and its previous siblings.
  @inline(__always)
  private static func computeState(
    _ element: Int32, _ complexSelector: ComplexSelector, _ parent: inout Level,
    _ matcher: inout SelectorMatcher
  ) -> UInt64 {
    var reachable: UInt64 = 1
    reachable |= parent.ancestorStates << 1 & complexSelector.descendant
    reachable |= parent.state << 1 & complexSelector.child
    reachable |= parent.lastChildState << 1 & complexSelector.nextSibling
    reachable |= parent.childStates << 1 & complexSelector.subsequentSibling
    var state: UInt64 = 0
    while reachable != 0 {
      let bit = reachable.trailingZeroBitCount
      reachable &= reachable - 1
      if matcher.matches(compound: complexSelector.compounds[bit], element) {
        state |= 1 << UInt64(bit)
      }
    }
    parent.lastChildState = state
    parent.childStates |= state
    return state
  }
}
