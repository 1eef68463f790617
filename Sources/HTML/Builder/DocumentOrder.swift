// The end of the input, and putting the nodes in order.

extension TreeBuilder {
  /// End of file in whatever mode, and all that "stop parsing" leaves to do to the tree.
  mutating func finish() {
    endOfFile()
    pop(to: 0)
    if hasSelectedContent { cloneSelectedContent() }
    if firstOutside >= 0, isOrdered { isOrdered = isOrderedOutside() }
    if isOrdered {
      setEnds()
    } else {
      reorder()
    }
  }

  private mutating func endOfFile() {
    // The end of file implies what a character would.
    while true {
      switch mode {
      case .initial, .beforeHTML, .beforeHead, .inHead, .inHeadNoscript, .afterHead:
        leaveForCharacters(source: UInt32(truncatingIfNeeded: store.inputCount))
      case .text:
        // Popping is all there is to do, and is done for every element.
        mode = originalMode
        pop()
      case .inTableText: endTableText()
      default:
        // In a template mode a template may be left open, with what is below it to be ended.
        guard !templateModes.isEmpty, isOpen(.template) else { return }
        templateEnd()
      }
    }
  }

  /// Whether what came after a comment outside of the body stayed outside of it: first in the
  /// document element, then in the document.
  private func isOrderedOutside() -> Bool {
    var parent: Int32 = -1
    for index in Int(firstOutside)..<store.nodeCount {
      let next = store.nodes[index].parent
      if parent >= 0, next != parent, next != 0 { return false }
      if store.nodes[index].kind != .comment { return false }
      parent = next
    }
    return true
  }

  /// Gives every node the end of its descendants, the nodes being in document order.
  private mutating func setEnds() {
    let nodes = store.nodes
    for index in (1..<store.nodeCount).reversed() {
      // Elements off the stack have 0 there; a text may still have its room.
      let own = Int32(truncatingIfNeeded: index &+ 1)
      let end = nodes[index].kind == .text ? own : max(nodes[index].end, own)
      nodes[index].end = end
      let parent = Int(nodes[index].parent)
      if nodes[parent].end < end { nodes[parent].end = end }
    }
    if store.nodeCount == 1 { nodes[0].end = 1 }
  }

  /// Puts the nodes in document order and gives each the end of its descendants; what is not part
  /// of the tree is left out.
  private mutating func reorder() {
    let nodes = store.nodes
    // Backwards, for there are links to last children and previous siblings: a node comes after
    // all of its descendants. Places are counted down from the number of all nodes first.
    let places: UnsafeMutablePointer<Int32> = Store.allocate(store.nodeCount)
    places.initialize(repeating: -1, count: store.nodeCount)
    defer { Store.release(places) }
    var next = Int32(truncatingIfNeeded: store.nodeCount)
    var at: Int32 = 0
    nodes[0].end = next
    while true {
      // Down to the last descendant.
      while nodes[Int(at)].last >= 0 {
        at = nodes[Int(at)].last
        nodes[Int(at)].end = next
      }
      // Up, as long as there is nothing before.
      while true {
        next -= 1
        places[Int(at)] = next
        if nodes[Int(at)].previous >= 0 || at == 0 { break }
        at = nodes[Int(at)].parent
      }
      if at == 0 { break }
      at = nodes[Int(at)].previous
      nodes[Int(at)].end = next
    }
    // `next` is now the number of nodes left out; they go to the end.
    let count = store.nodeCount - Int(next)
    var leftOut = Int32(truncatingIfNeeded: count)
    for index in 0..<store.nodeCount {
      guard places[index] >= 0 else {
        places[index] = leftOut
        leftOut += 1
        continue
      }
      places[index] -= next
      nodes[index].end -= next
    }
    for index in 0..<store.nodeCount where Int(places[index]) < count {
      let record = nodes[index]
      if record.parent >= 0 { nodes[index].parent = places[Int(record.parent)] }
      if record.previous >= 0 { nodes[index].previous = places[Int(record.previous)] }
      if record.last >= 0 { nodes[index].last = places[Int(record.last)] }
    }
    permute(nodes, places)
    store.nodeCount = count
  }

  /// Moves each record to its place, without a second array: a record that is put where another was
  /// sends that one on.
  ///
  /// - Parameter places: a permutation of the indexes of all nodes; left as the identity.
  private func permute(
    _ nodes: UnsafeMutablePointer<NodeRecord>, _ places: UnsafeMutablePointer<Int32>
  ) {
    for index in 0..<store.nodeCount {
      while Int(places[index]) != index {
        let place = Int(places[index])
        swap(&nodes[index], &nodes[place])
        swap(&places[index], &places[place])
      }
    }
  }
}
