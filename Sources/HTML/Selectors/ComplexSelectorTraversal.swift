/// A chain reading a part of the document forwards (see ``SelectorChain``).
struct ChainWalk {
  /// The state of an element, and what its children need to know.
  private struct Level {
    /// One past the element's last descendant.
    var end: Int32
    /// The compounds the element matches, and those it or an ancestor does.
    var state: UInt64 = 0
    var above: UInt64 = 0
    /// The same of the last child read, and of all children read.
    var last: UInt64 = 0
    var before: UInt64 = 0
  }

  private let chain: SelectorChain
  private var levels: [Level]
  private var at: Int32
  private let end: Int32

  /// - Parameter range: the descendants of a node, which are read; what stands outside is looked
  ///   at as far as it bears on them.
  init(_ chain: Int, over range: Range<Int32>, _ matcher: inout Matcher) {
    self.chain = matcher.code.chains[chain]
    at = range.lowerBound
    end = range.upperBound
    let top = range.lowerBound - 1
    levels = [Self.level(of: top, self.chain, &matcher)]
  }

  /// The next element that the whole chain matches.
  mutating func next(_ matcher: inout Matcher) -> Int32? {
    while at < end {
      let element = at
      let record = matcher.storage.node(element)
      if record.kind != .element {
        // What a template contains is another document.
        at = record.kind == .fragment ? record.end : at + 1
        continue
      }
      at += 1
      while element >= levels[levels.count - 1].end { levels.removeLast() }
      let state = Self.read(element, chain, &levels[levels.count - 1], &matcher)
      if record.end > at {
        let above = levels[levels.count - 1].above | state
        levels.append(Level(end: record.end, state: state, above: above))
      }
      if state & chain.final != 0 { return element }
    }
    return nil
  }

  /// Whether the whole chain matches an element.
  static func matches(_ index: Int, _ element: Int32, _ matcher: inout Matcher) -> Bool {
    let chain = matcher.code.chains[index]
    // Most elements fail the last compound, and nothing else need be looked at.
    guard matcher.matches(compound: chain.compounds[chain.compounds.count - 1], element) else {
      return false
    }
    return level(of: element, chain, &matcher).state & chain.final != 0
  }

  /// The nearest of an element and its ancestors that the whole chain matches.
  static func closest(_ index: Int, to element: Int32, _ matcher: inout Matcher) -> Int32? {
    let chain = matcher.code.chains[index]
    var found: Int32?
    _ = level(of: element, chain, &matcher) { node, state in
      if state & chain.final != 0 { found = node }
    }
    return found
  }

  /// Reads the way down from the top of the tree to a node, with the earlier siblings on the way
  /// where they matter.
  private static func level(
    of node: Int32, _ chain: SelectorChain, _ matcher: inout Matcher,
    _ visit: (Int32, UInt64) -> Void = { _, _ in }
  ) -> Level {
    var way: [Int32] = []
    var at = node
    while at >= 0 {
      let record = matcher.storage.node(at)
      if record.kind == .element { way.append(at) }
      // A template's contents have nothing above them.
      at = record.kind == .fragment ? -1 : record.parent
    }
    var level = Level(end: .max)
    for element in way.reversed() {
      if chain.hasSiblings { readSiblings(before: element, chain, &level, &matcher) }
      let state = read(element, chain, &level, &matcher)
      let end = matcher.storage.node(element).end
      level = Level(end: end, state: state, above: level.above | state)
      visit(element, state)
    }
    return level
  }

  private static func readSiblings(
    before element: Int32, _ chain: SelectorChain, _ level: inout Level,
    _ matcher: inout Matcher
  ) {
    let parent = matcher.storage.node(element).parent
    var sibling = parent + 1
    while sibling < element {
      let record = matcher.storage.node(sibling)
      if record.kind == .element { _ = read(sibling, chain, &level, &matcher) }
      sibling = record.end
    }
  }

  /// The state of an element, from that of its parent and the siblings before it.
  @inline(__always)
  private static func read(
    _ element: Int32, _ chain: SelectorChain, _ parent: inout Level, _ matcher: inout Matcher
  ) -> UInt64 {
    var open: UInt64 = 1
    open |= parent.above << 1 & chain.descendant
    open |= parent.state << 1 & chain.child
    open |= parent.last << 1 & chain.nextSibling
    open |= parent.before << 1 & chain.laterSibling
    var state: UInt64 = 0
    while open != 0 {
      let bit = open.trailingZeroBitCount
      open &= open - 1
      if matcher.matches(compound: chain.compounds[bit], element) { state |= 1 << UInt64(bit) }
    }
    parent.last = state
    parent.before |= state
    return state
  }
}
