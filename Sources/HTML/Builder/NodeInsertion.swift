// Creating and inserting nodes (13.2.6.1).

/// A place in the tree: the end of a parent's children, or the place before one of them.
struct InsertionPlace {
  var parent: Int32
  /// The child to insert before, -1 for the end.
  var before: Int32 = -1
}

extension TreeBuilder {
  // MARK: The place

  /// Returns the appropriate place for inserting a node, without an override target.
  @inline(__always)
  mutating func place() -> InsertionPlace {
    if isFosterParentingEnabled, currentNode.traits.contains(.triggersFosterParenting) {
      return fosterParentingPlace()
    }
    return InsertionPlace(parent: currentNode.insertionParent)
  }

  /// Returns the appropriate place for inserting a node into an element on the stack.
  mutating func place(in target: OpenElement) -> InsertionPlace {
    if isFosterParentingEnabled, target.traits.contains(.triggersFosterParenting) {
      return fosterParentingPlace()
    }
    return InsertionPlace(parent: target.insertionParent)
  }

  /// Returns the place of misplaced table content, which is usually before the table.
  private mutating func fosterParentingPlace() -> InsertionPlace {
    isInDocumentOrder = false
    var index = stackCount - 1
    while index > 0 {
      let element = stack[index]
      if element.isHTML(.template) { return InsertionPlace(parent: element.insertionParent) }
      if element.isHTML(.table) { break }
      index -= 1
    }
    countSearchSteps(from: index)
    guard index > 0 else { return InsertionPlace(parent: stack[0].insertionParent) }
    let table = stack[index].node
    let parent = arena.nodes[Int(table)].parent
    if parent >= 0 { return InsertionPlace(parent: parent, before: table) }
    return InsertionPlace(parent: stack[index - 1].insertionParent)
  }

  // MARK: Links

  /// Appends a node to the children of `parent` and returns its index.
  @inline(__always)
  mutating func append(
    _ kind: Node.Kind, to parent: Int32, name: UInt16 = 0, namespace: Namespace = .html,
    start: UInt32, count: UInt32, sourceOffset: UInt32
  ) -> Int32 {
    let previous = arena.nodes[Int(parent)].lastChild
    let node = arena.add(
      NodeRecord(
        parent: parent, end: 0, previousSibling: previous, lastChild: -1, start: start,
        count: count,
        sourceOffset: sourceOffset, name: name, kind: kind, namespace: namespace))
    arena.nodes[Int(parent)].lastChild = node
    if Int(node) >= maximumNodes, arena.truncation == nil { arena.truncation = .nodes }
    return node
  }

  /// Links a node without a parent into the tree.
  mutating func link(_ node: Int32, at place: InsertionPlace) {
    let nodes = arena.nodes
    nodes[Int(node)].parent = place.parent
    if place.before >= 0 {
      nodes[Int(node)].previousSibling = nodes[Int(place.before)].previousSibling
      nodes[Int(place.before)].previousSibling = node
    } else {
      nodes[Int(node)].previousSibling = nodes[Int(place.parent)].lastChild
      nodes[Int(place.parent)].lastChild = node
    }
  }

  /// Removes a node from its parent.
  mutating func unlink(_ node: Int32) {
    let nodes = arena.nodes
    let parent = nodes[Int(node)].parent
    guard parent >= 0 else { return }
    let previous = nodes[Int(node)].previousSibling
    nodes[Int(node)].parent = -1
    nodes[Int(node)].previousSibling = -1
    if nodes[Int(parent)].lastChild == node {
      nodes[Int(parent)].lastChild = previous
      return
    }
    // Nodes have no link to their next sibling, so the search starts at the last child. The node is
    // usually near it.
    var next = nodes[Int(parent)].lastChild
    var steps = 0
    while nodes[Int(next)].previousSibling != node {
      next = nodes[Int(next)].previousSibling
      steps += 1
    }
    if steps > 32 { arena.countSteps(steps) }
    nodes[Int(next)].previousSibling = previous
  }

  /// Moves all children of a node to another node, which has none.
  mutating func moveChildren(of node: Int32, to other: Int32) {
    let nodes = arena.nodes
    let last = nodes[Int(node)].lastChild
    nodes[Int(other)].lastChild = last
    nodes[Int(node)].lastChild = -1
    var child = last
    var steps = 0
    while child >= 0 {
      nodes[Int(child)].parent = other
      child = nodes[Int(child)].previousSibling
      steps += 1
    }
    arena.countSteps(steps)
  }

  // MARK: Elements

  /// Inserts an HTML element for a token and pushes it onto the stack.
  @inline(__always)
  mutating func insert(_ tag: Tag) {
    let traits = tables.htmlTraits(tag.name)
    let node = insertNode(tag)
    push(OpenElement(node: node, insertionParent: node, name: tag.name, traits: traits))
  }

  /// Inserts an HTML element without content, which is not pushed onto the stack.
  @inline(__always)
  mutating func insertVoid(_ tag: Tag) {
    _ = insertNode(tag)
  }

  @inline(__always)
  private mutating func insertNode(_ tag: Tag) -> Int32 {
    usesTagAttributes = true
    if isFosterParentingEnabled { return insertNodeFostered(tag, name: tag.name, namespace: .html) }
    return append(
      .element, to: currentNode.insertionParent, name: tag.name, start: tag.attributeStart,
      count: tag.attributeCount, sourceOffset: tag.sourceOffset)
  }

  @inline(never)
  private mutating func insertNodeFostered(_ tag: Tag, name: UInt16, namespace: Namespace)
    -> Int32
  {
    insertNode(
      name: name, namespace: namespace, start: tag.attributeStart, count: tag.attributeCount,
      sourceOffset: tag.sourceOffset, at: place())
  }

  /// Creates an element, inserts it at a place and returns its index.
  mutating func insertNode(
    name: UInt16, namespace: Namespace, start: UInt32, count: UInt32, sourceOffset: UInt32,
    at place: InsertionPlace
  ) -> Int32 {
    if place.before < 0 {
      return append(
        .element, to: place.parent, name: name, namespace: namespace, start: start, count: count,
        sourceOffset: sourceOffset)
    }
    let node = create(
      name: name, namespace: namespace, start: start, count: count, sourceOffset: sourceOffset)
    link(node, at: place)
    return node
  }

  /// Creates an element without a parent and returns its index.
  mutating func create(
    name: UInt16, namespace: Namespace, start: UInt32, count: UInt32, sourceOffset: UInt32
  ) -> Int32 {
    let node = arena.add(
      NodeRecord(
        parent: -1, end: 0, previousSibling: -1, lastChild: -1, start: start, count: count,
        sourceOffset: sourceOffset,
        name: name, kind: .element, namespace: namespace))
    if Int(node) >= maximumNodes, arena.truncation == nil { arena.truncation = .nodes }
    return node
  }

  /// Inserts a foreign element for a token, whose attributes are already adjusted.
  ///
  /// - Parameters:
  ///   - tag: the token with the name as tokenized.
  ///   - name: the adjusted name.
  mutating func insertForeign(
    _ tag: Tag, name: UInt16, namespace: Namespace, traits: ElementTraits
  ) {
    usesTagAttributes = true
    let node = insertNodeFostered(tag, name: name, namespace: namespace)
    // A self-closing element never is the current node.
    if tag.isSelfClosing { return }
    push(OpenElement(node: node, insertionParent: node, name: tag.name, traits: traits))
  }

  /// Inserts an HTML element that is not in the page, without attributes.
  mutating func insertImplied(_ name: Name, sourceOffset: UInt32) {
    let usedTagAttributes = usesTagAttributes
    insert(
      Tag(
        name: name.number, isSelfClosing: false, sourceOffset: sourceOffset, attributeStart: 0,
        attributeCount: 0))
    usesTagAttributes = usedTagAttributes
  }

  /// Inserts a template element and the fragment for its contents.
  mutating func insertTemplate(_ tag: Tag) {
    usesTagAttributes = true
    let node = insertNodeFostered(tag, name: tag.name, namespace: .html)
    let contents = append(.fragment, to: node, start: 0, count: 0, sourceOffset: tag.sourceOffset)
    push(
      OpenElement(
        node: node, insertionParent: contents, name: tag.name, traits: tables.htmlTraits(tag.name)))
  }

  // MARK: Comments and doctypes

  mutating func insertComment(_ text: TextRange, sourceOffset: Int, to place: InsertionPlace) {
    let node = arena.add(
      NodeRecord(
        parent: -1, end: 0, previousSibling: -1, lastChild: -1, start: text.start,
        count: text.count,
        sourceOffset: UInt32(truncatingIfNeeded: sourceOffset), name: 0, kind: .comment,
        namespace: .html))
    link(node, at: place)
    if Int(node) >= maximumNodes, arena.truncation == nil { arena.truncation = .nodes }
  }
}
