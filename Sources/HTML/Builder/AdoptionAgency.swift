// The adoption agency algorithm (13.2.6.4.7).

/// The variables of one iteration of the algorithm's outer loop.
private struct AdoptionAgencyState {
  /// The index of the formatting element in the list of active formatting elements.
  var formattingElement: Int
  /// The index in the list at which the new formatting element is inserted ("bookmark").
  var bookmark: Int
  /// The index of the furthest block on the stack.
  var furthestBlock: Int
  /// The node that the next clone takes as its child ("last node").
  var lastNode: Int32
}

extension TreeBuilder {
  /// Runs the adoption agency algorithm for an end tag, or for a start tag that implies one.
  mutating func runAdoptionAgency(_ name: UInt16) {
    if currentNode.name == name, currentNode.traits.contains(.html) {
      // In most pages the end tag closes the element that was opened last.
      if let last = activeFormatting.last, last.node == currentNode.node {
        activeFormatting.removeLast()
        return pop()
      }
      if formattingIndex(of: currentNode.node) < 0 { return pop() }
    }
    for _ in 0..<8 {
      guard arena.truncation == nil else { return }
      let active = formattingIndex(ofName: name)
      if active < 0 { return ordinaryEndTag(name) }
      let element = activeFormatting[active].node
      let index = stackIndex(of: element)
      if index < 0 {
        activeFormatting.remove(at: active)
        return
      }
      guard isInScope(at: index) else { return }
      // The furthest block is the topmost special element below the formatting element.
      var block = index + 1
      while block < stackCount, !stack[block].traits.contains(.special) { block += 1 }
      if block - index > 32 { arena.countSteps(block - index) }
      if block == stackCount {
        pop(to: index)
        activeFormatting.remove(at: active)
        return
      }
      var state = AdoptionAgencyState(
        formattingElement: active, bookmark: active, furthestBlock: block,
        lastNode: stack[block].node)
      moveFurthestBlock(outOf: index, &state)
    }
  }

  /// Runs the part of the outer loop that follows if there is a furthest block.
  ///
  /// - Parameter index: the index of the formatting element on the stack.
  private mutating func moveFurthestBlock(outOf index: Int, _ state: inout AdoptionAgencyState) {
    isInDocumentOrder = false
    cloneElements(above: index, &state)
    unlink(state.lastNode)
    link(state.lastNode, at: place(in: stack[index - 1]))
    let clone = createClone(of: activeFormatting[state.formattingElement].node)
    let block = stack[state.furthestBlock].insertionParent
    moveChildren(of: block, to: clone)
    link(clone, at: InsertionPlace(parent: block))
    var entry = activeFormatting.remove(at: state.formattingElement)
    if state.formattingElement < state.bookmark { state.bookmark -= 1 }
    entry.node = clone
    activeFormatting.insert(entry, at: state.bookmark)
    insertIntoStack(openElement(clone), at: state.furthestBlock + 1)
    removeFromStack(at: index)
  }

  /// Runs the inner loop: clones the formatting elements between the furthest block and the
  /// formatting element, each around the node before.
  ///
  /// - Parameter formattingElement: the index of the formatting element on the stack.
  private mutating func cloneElements(
    above formattingElement: Int, _ state: inout AdoptionAgencyState
  ) {
    let furthestNode = state.lastNode
    var index = state.furthestBlock - 1
    var iterations = 0
    while index > formattingElement {
      iterations += 1
      let node = stack[index].node
      var entry = formattingIndex(of: node)
      if iterations > 3, entry >= 0 {
        activeFormatting.remove(at: entry)
        if entry < state.bookmark { state.bookmark -= 1 }
        if entry < state.formattingElement { state.formattingElement -= 1 }
        entry = -1
      }
      if entry < 0 {
        removeFromStack(at: index)
        state.furthestBlock -= 1
        index -= 1
        continue
      }
      let clone = createClone(of: node)
      activeFormatting[entry].node = clone
      replaceOnStack(at: index, by: openElement(clone))
      if state.lastNode == furthestNode { state.bookmark = entry + 1 }
      unlink(state.lastNode)
      link(state.lastNode, at: InsertionPlace(parent: clone))
      state.lastNode = clone
      index -= 1
    }
  }

  private mutating func createClone(of node: Int32) -> Int32 {
    let record = arena.nodes[Int(node)]
    return create(
      name: record.name, namespace: .html, start: record.start, count: record.count,
      sourceOffset: record.sourceOffset)
  }

  private func openElement(_ node: Int32) -> OpenElement {
    let name = arena.nodes[Int(node)].name
    return OpenElement(
      node: node, insertionParent: node, name: name, traits: tables.htmlTraits(name))
  }
}
