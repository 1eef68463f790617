// The end of the input, and putting the nodes in order.

extension TreeBuilder {
  /// End of file in whatever mode, and all that "stop parsing" leaves to do to the tree.
  mutating func finish() {
    endOfFile()
    pop(to: 0)
    if hasSelectedContent { cloneSelectedContent() }
    if firstCommentAfterBody >= 0, isInDocumentOrder { isInDocumentOrder = isOrderedAfterBody() }
    if isInDocumentOrder {
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
        leaveModeForCharacters(sourceOffset: UInt32(truncatingIfNeeded: arena.inputCount))
      case .text:
        // Popping is all there is to do, and is done for every element.
        mode = originalMode
        pop()
      case .inTableText: endTableText()
      default:
        // In a template mode a template may be left open, with what is below it to be ended.
        guard !templateModes.isEmpty, isOpen(.template) else { return }
        templateEndTag()
      }
    }
  }

  /// Whether what came after a comment outside of the body stayed outside of it: first in the
  /// document element, then in the document.
  private func isOrderedAfterBody() -> Bool {
    var parent: Int32 = -1
    for index in Int(firstCommentAfterBody)..<arena.nodeCount {
      let next = arena.nodes[index].parent
      if parent >= 0, next != parent, next != 0 { return false }
      if arena.nodes[index].kind != .comment { return false }
      parent = next
    }
    return true
  }

  /// Gives every node the end of its descendants, the nodes being in document order.
  private mutating func setEnds() {
    let nodes = arena.nodes
    for index in (1..<arena.nodeCount).reversed() {
      // Elements off the stack have 0 there; a text may still have its room.
      let minimumEnd = Int32(truncatingIfNeeded: index &+ 1)
      let end = nodes[index].kind == .text ? minimumEnd : max(nodes[index].end, minimumEnd)
      nodes[index].end = end
      let parent = Int(nodes[index].parent)
      if nodes[parent].end < end { nodes[parent].end = end }
    }
    if arena.nodeCount == 1 { nodes[0].end = 1 }
  }

  /// Puts the nodes in document order and gives each the end of its descendants; what is not part
  /// of the tree is left out.
  private mutating func reorder() {
    let nodes = arena.nodes
    // Backwards, for there are links to last children and previous siblings: a node comes after
    // all of its descendants. Places are counted down from the number of all nodes first.
    let places: UnsafeMutablePointer<Int32> = ParseArena.allocate(arena.nodeCount)
    places.initialize(repeating: -1, count: arena.nodeCount)
    defer { ParseArena.release(places) }
    var next = Int32(truncatingIfNeeded: arena.nodeCount)
    var node: Int32 = 0
    nodes[0].end = next
    while true {
      // Down to the last descendant.
      while nodes[Int(node)].lastChild >= 0 {
        node = nodes[Int(node)].lastChild
        nodes[Int(node)].end = next
      }
      // Up, as long as there is nothing before.
      while true {
        next -= 1
        places[Int(node)] = next
        if nodes[Int(node)].previousSibling >= 0 || node == 0 { break }
        node = nodes[Int(node)].parent
      }
      if node == 0 { break }
      node = nodes[Int(node)].previousSibling
      nodes[Int(node)].end = next
    }
    // `next` is now the number of nodes left out; they go to the end.
    let count = arena.nodeCount - Int(next)
    var leftOut = Int32(truncatingIfNeeded: count)
    for index in 0..<arena.nodeCount {
      guard places[index] >= 0 else {
        places[index] = leftOut
        leftOut += 1
        continue
      }
      places[index] -= next
      nodes[index].end -= next
    }
    for index in 0..<arena.nodeCount where Int(places[index]) < count {
      let record = nodes[index]
      if record.parent >= 0 { nodes[index].parent = places[Int(record.parent)] }
      if record.previousSibling >= 0 {
        nodes[index].previousSibling = places[Int(record.previousSibling)]
      }
      if record.lastChild >= 0 { nodes[index].lastChild = places[Int(record.lastChild)] }
    }
    permute(nodes, places)
    arena.nodeCount = count
  }

  /// Moves each record to its place, without a second array: a record that is put where another was
  /// sends that one on.
  ///
  /// - Parameter places: a permutation of the indexes of all nodes; left as the identity.
  private func permute(
    _ nodes: UnsafeMutablePointer<NodeRecord>, _ places: UnsafeMutablePointer<Int32>
  ) {
    for index in 0..<arena.nodeCount {
      while Int(places[index]) != index {
        let place = Int(places[index])
        swap(&nodes[index], &nodes[place])
        swap(&places[index], &places[place])
      }
    }
  }
}
