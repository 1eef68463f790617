// What a `selectedcontent` element shows (4.10.7, "clone an option into a selectedcontent").

extension TreeBuilder {
  /// Copies the selected option of each select element into its first `selectedcontent`.
  ///
  /// The standard does so whenever an option is popped; doing it once at the end comes to the same,
  /// save that scripts could have looked in between. No more nodes are made than the page has, so
  /// that selects within options do not double without end.
  mutating func cloneSelectedContent() {
    isOrdered = false
    var left = store.nodeCount
    for index in 0..<store.nodeCount
    where store.work > 0 && Self.isHTML(Int32(index), .select, store) {
      let select = Int32(index)
      guard !Self.has(.multiple, select, store), let target = first(.selectedcontent, in: select),
        isEnabled(target, in: select), let option = selectedOption(of: select)
      else { continue }
      store.nodes[Int(target)].last = -1
      copyChildren(of: option, to: target, left: &left)
    }
  }

  private static func isHTML(_ node: Int32, _ name: Name, _ store: Store) -> Bool {
    let record = store.nodes[Int(node)]
    return record.kind == .element && record.name == name.number && record.namespace == .html
  }

  private static func has(_ name: Name, _ node: Int32, _ store: Store) -> Bool {
    let record = store.nodes[Int(node)]
    return (Int(record.start)..<Int(record.start) + Int(record.count)).contains {
      store.attributes[$0].name == name.number
    }
  }

  /// Calls `body` for each descendant, last to first, until it says to stop.
  private mutating func backwards(in root: Int32, _ body: (Int32) -> Bool) {
    let nodes = store.nodes
    var steps = 0
    var at = root
    while true {
      while nodes[Int(at)].last >= 0 { at = nodes[Int(at)].last }
      while true {
        steps += 1
        if at == root || body(at) { return store.spend(steps) }
        if nodes[Int(at)].previous >= 0 { break }
        at = nodes[Int(at)].parent
      }
      at = nodes[Int(at)].previous
    }
  }

  private mutating func first(_ name: Name, in root: Int32) -> Int32? {
    var found: Int32?
    let store = self.store
    backwards(in: root) {
      if Self.isHTML($0, name, store) { found = $0 }
      return false
    }
    return found
  }

  /// The last option with the attribute `selected`, else the first that is not disabled.
  private mutating func selectedOption(of select: Int32) -> Int32? {
    var selected: Int32?
    var first: Int32?
    let store = self.store
    backwards(in: select) {
      guard Self.isHTML($0, .option, store) else { return false }
      if Self.has(.selected, $0, store) {
        selected = $0
        return true
      }
      if !Self.has(.disabled, $0, store) { first = $0 }
      return false
    }
    return selected ?? first
  }

  /// Whether a `selectedcontent` shows anything: not within an option or another of its kind.
  private mutating func isEnabled(_ target: Int32, in select: Int32) -> Bool {
    var at = store.nodes[Int(target)].parent
    var steps = 0
    while at != select, !Self.isHTML(at, .option, store), !Self.isHTML(at, .selectedcontent, store),
      !Self.isHTML(at, .select, store)
    {
      at = store.nodes[Int(at)].parent
      steps += 1
    }
    store.spend(steps)
    return at == select
  }

  /// Copies backwards, so that the copy of a node can be linked before those of its siblings.
  private mutating func copyChildren(of source: Int32, to target: Int32, left: inout Int) {
    var pending = [(source, target)]
    while let (from, to) = pending.popLast() {
      var child = store.nodes[Int(from)].last
      var later: Int32 = -1
      while child >= 0, left > 0 {
        left -= 1
        var record = store.nodes[Int(child)]
        let previous = record.previous
        record.parent = to
        record.previous = -1
        record.last = -1
        let copy = store.add(record)
        if later >= 0 {
          store.nodes[Int(later)].previous = copy
        } else {
          store.nodes[Int(to)].last = copy
        }
        pending.append((child, copy))
        later = copy
        child = previous
      }
    }
  }
}
