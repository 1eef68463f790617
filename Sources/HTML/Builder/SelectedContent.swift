// The content of `selectedcontent` elements (4.10.7, "clone an option into a selectedcontent").

extension TreeBuilder {
  /// Copies the selected option of each select element into its first `selectedcontent`.
  ///
  /// The standard does this whenever an option is popped. Doing it once at the end has the same
  /// result unless a script runs in between. The number of copies is limited to the number of nodes
  /// of the page, so that nested selects do not multiply them.
  mutating func cloneSelectedContent() {
    isInDocumentOrder = false
    var remainingCount = arena.nodeCount
    for index in 0..<arena.nodeCount
    where arena.remainingSteps > 0 && Self.isHTML(Int32(index), .select, arena) {
      let select = Int32(index)
      guard !Self.hasAttribute(.multiple, select, arena),
        let target = first(.selectedcontent, in: select),
        isEnabled(target, in: select), let option = selectedOption(of: select)
      else { continue }
      arena.nodes[Int(target)].lastChild = -1
      copyChildren(of: option, to: target, remainingCount: &remainingCount)
    }
  }

  private static func isHTML(_ node: Int32, _ name: Name, _ arena: ParseArena) -> Bool {
    let record = arena.nodes[Int(node)]
    return record.kind == .element && record.name == name.number && record.namespace == .html
  }

  private static func hasAttribute(_ name: Name, _ node: Int32, _ arena: ParseArena) -> Bool {
    let record = arena.nodes[Int(node)]
    return (Int(record.start)..<Int(record.start) + Int(record.count)).contains {
      arena.attributes[$0].name == name.number
    }
  }

  /// Calls `body` for each descendant from last to first, until it returns true.
  private mutating func forEachDescendantReversed(in root: Int32, _ body: (Int32) -> Bool) {
    let nodes = arena.nodes
    var steps = 0
    var node = root
    while true {
      while nodes[Int(node)].lastChild >= 0 { node = nodes[Int(node)].lastChild }
      while true {
        steps += 1
        if node == root || body(node) { return arena.countSteps(steps) }
        if nodes[Int(node)].previousSibling >= 0 { break }
        node = nodes[Int(node)].parent
      }
      node = nodes[Int(node)].previousSibling
    }
  }

  private mutating func first(_ name: Name, in root: Int32) -> Int32? {
    var found: Int32?
    let arena = self.arena
    forEachDescendantReversed(in: root) {
      if Self.isHTML($0, name, arena) { found = $0 }
      return false
    }
    return found
  }

  /// Returns the last option with the attribute `selected`, or else the first option that is not
  /// disabled.
  private mutating func selectedOption(of select: Int32) -> Int32? {
    var selected: Int32?
    var first: Int32?
    let arena = self.arena
    forEachDescendantReversed(in: select) {
      guard Self.isHTML($0, .option, arena) else { return false }
      if Self.hasAttribute(.selected, $0, arena) {
        selected = $0
        return true
      }
      if !Self.hasAttribute(.disabled, $0, arena) { first = $0 }
      return false
    }
    return selected ?? first
  }

  /// Whether a `selectedcontent` shows the option: not inside an option or another
  /// `selectedcontent`.
  private mutating func isEnabled(_ target: Int32, in select: Int32) -> Bool {
    var node = arena.nodes[Int(target)].parent
    var steps = 0
    while node != select, !Self.isHTML(node, .option, arena),
      !Self.isHTML(node, .selectedcontent, arena),
      !Self.isHTML(node, .select, arena)
    {
      node = arena.nodes[Int(node)].parent
      steps += 1
    }
    arena.countSteps(steps)
    return node == select
  }

  /// Copies children from last to first, so that the previous sibling of each copy can be linked
  /// later.
  private mutating func copyChildren(
    of original: Int32, to target: Int32, remainingCount: inout Int
  ) {
    var pending = [(original, target)]
    while let (from, to) = pending.popLast() {
      var child = arena.nodes[Int(from)].lastChild
      var later: Int32 = -1
      while child >= 0, remainingCount > 0 {
        remainingCount -= 1
        var record = arena.nodes[Int(child)]
        let previous = record.previousSibling
        record.parent = to
        record.previousSibling = -1
        record.lastChild = -1
        let copy = arena.add(record)
        if later >= 0 {
          arena.nodes[Int(later)].previousSibling = copy
        } else {
          arena.nodes[Int(to)].lastChild = copy
        }
        pending.append((child, copy))
        later = copy
        child = previous
      }
    }
  }
}
