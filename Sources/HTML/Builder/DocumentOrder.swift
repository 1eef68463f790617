// Document order, which the immutable tree needs and the tree construction may violate.

extension TreeBuilder {
  /// Sets the end of each node's descendants, with the nodes in document order.
  mutating func setEnds() {
    let nodes = arena.nodes
    for index in (1..<arena.nodeCount).reversed() {
      // `end` is 0 for elements off the stack, and may still be the capacity of a text.
      let minimumEnd = Int32(truncatingIfNeeded: index &+ 1)
      let end = nodes[index].kind == .text ? minimumEnd : max(nodes[index].end, minimumEnd)
      nodes[index].end = end
      let parent = Int(nodes[index].parent)
      if nodes[parent].end < end { nodes[parent].end = end }
    }
    if arena.nodeCount == 1 { nodes[0].end = 1 }
  }

  /// Sorts the nodes into document order, sets the end of each node's descendants, and drops the
  /// nodes that are not in the tree.
  mutating func reorder() {
    let indexes: UnsafeMutablePointer<Int32> = ParseArena.allocate(arena.nodeCount)
    indexes.initialize(repeating: -1, count: arena.nodeCount)
    defer { ParseArena.release(indexes) }
    let detachedCount = numberNodesInReverse(indexes)
    let count = arena.nodeCount - Int(detachedCount)
    // Nodes outside the tree go to the end.
    var detachedIndex = Int32(truncatingIfNeeded: count)
    for node in 0..<arena.nodeCount {
      guard indexes[node] >= 0 else {
        indexes[node] = detachedIndex
        detachedIndex += 1
        continue
      }
      indexes[node] -= detachedCount
      arena.nodes[node].end -= detachedCount
    }
    renumberLinks(indexes, count: count)
    permute(arena.nodes, indexes)
    arena.nodeCount = count
  }

  /// Numbers the nodes of the tree in document order and sets the end of each node's descendants.
  ///
  /// The traversal goes backwards because nodes have links to their last child and their previous
  /// sibling only. It counts down from the number of all nodes.
  ///
  /// - Parameter indexes: receives the number of each node in the tree.
  /// - Returns: the lowest number, which is the number of nodes that are not in the tree.
  private func numberNodesInReverse(_ indexes: UnsafeMutablePointer<Int32>) -> Int32 {
    let nodes = arena.nodes
    var next = Int32(truncatingIfNeeded: arena.nodeCount)
    var node: Int32 = 0
    nodes[0].end = next
    while true {
      // Down to the last descendant.
      while nodes[Int(node)].lastChild >= 0 {
        node = nodes[Int(node)].lastChild
        nodes[Int(node)].end = next
      }
      // Up to the nearest ancestor with a previous sibling.
      while true {
        next -= 1
        indexes[Int(node)] = next
        if nodes[Int(node)].previousSibling >= 0 || node == 0 { break }
        node = nodes[Int(node)].parent
      }
      if node == 0 { return next }
      node = nodes[Int(node)].previousSibling
      nodes[Int(node)].end = next
    }
  }

  /// Replaces the links between nodes by their new indexes.
  ///
  /// - Parameter count: the number of nodes in the tree.
  private func renumberLinks(_ indexes: UnsafeMutablePointer<Int32>, count: Int) {
    let nodes = arena.nodes
    for node in 0..<arena.nodeCount where Int(indexes[node]) < count {
      let record = nodes[node]
      if record.parent >= 0 { nodes[node].parent = indexes[Int(record.parent)] }
      if record.previousSibling >= 0 {
        nodes[node].previousSibling = indexes[Int(record.previousSibling)]
      }
      if record.lastChild >= 0 { nodes[node].lastChild = indexes[Int(record.lastChild)] }
    }
  }

  /// Moves each record to its new index in place, by swapping along the cycles of the permutation.
  ///
  /// - Parameter indexes: a permutation of the indexes of all nodes; the identity afterwards.
  private func permute(
    _ nodes: UnsafeMutablePointer<NodeRecord>, _ indexes: UnsafeMutablePointer<Int32>
  ) {
    for node in 0..<arena.nodeCount {
      while Int(indexes[node]) != node {
        let target = Int(indexes[node])
        swap(&nodes[node], &nodes[target])
        swap(&indexes[node], &indexes[target])
      }
    }
  }
}
