// Creating and inserting nodes (13.2.6.1).

/// A place in the tree: as the last child of `parent`, or before one of its children.
struct InsertionPlace {
  var parent: Int32
  /// -1 for the end.
  var before: Int32 = -1
}

extension TreeBuilder {
  // MARK: The place

  /// The appropriate place for inserting a node, with no override target.
  @inline(__always)
  mutating func place() -> InsertionPlace {
    if fosterParenting, top.traits.contains(.fosters) { return fosterPlace() }
    return InsertionPlace(parent: top.home)
  }

  /// The appropriate place where the target is a given element on the stack.
  mutating func place(in target: OpenElement) -> InsertionPlace {
    if fosterParenting, target.traits.contains(.fosters) { return fosterPlace() }
    return InsertionPlace(parent: target.home)
  }

  /// Where what does not belong in a table goes: before it, as a rule.
  private mutating func fosterPlace() -> InsertionPlace {
    isOrdered = false
    var index = stackCount - 1
    while index > 0 {
      let element = stack[index]
      if element.isHTML(.template) { return InsertionPlace(parent: element.home) }
      if element.isHTML(.table) { break }
      index -= 1
    }
    spendSearch(from: index)
    guard index > 0 else { return InsertionPlace(parent: stack[0].home) }
    let table = stack[index].node
    let parent = store.nodes[Int(table)].parent
    if parent >= 0 { return InsertionPlace(parent: parent, before: table) }
    return InsertionPlace(parent: stack[index - 1].home)
  }

  // MARK: Links

  /// Adds a node as the last child of `parent`.
  @inline(__always)
  mutating func append(
    _ kind: Node.Kind, to parent: Int32, name: UInt16 = 0, namespace: Namespace = .html,
    start: UInt32, count: UInt32, source: UInt32
  ) -> Int32 {
    let previous = store.nodes[Int(parent)].last
    let node = store.add(
      NodeRecord(
        parent: parent, end: 0, previous: previous, last: -1, start: start, count: count,
        source: source, name: name, kind: kind, namespace: namespace))
    store.nodes[Int(parent)].last = node
    if Int(node) >= maximumNodes, store.cut == nil { store.cut = .nodes }
    return node
  }

  /// Links a node that has no parent in at a place.
  mutating func link(_ node: Int32, at place: InsertionPlace) {
    let nodes = store.nodes
    nodes[Int(node)].parent = place.parent
    if place.before >= 0 {
      nodes[Int(node)].previous = nodes[Int(place.before)].previous
      nodes[Int(place.before)].previous = node
    } else {
      nodes[Int(node)].previous = nodes[Int(place.parent)].last
      nodes[Int(place.parent)].last = node
    }
  }

  /// Takes a node out of its parent.
  mutating func unlink(_ node: Int32) {
    let nodes = store.nodes
    let parent = nodes[Int(node)].parent
    guard parent >= 0 else { return }
    let previous = nodes[Int(node)].previous
    nodes[Int(node)].parent = -1
    nodes[Int(node)].previous = -1
    if nodes[Int(parent)].last == node {
      nodes[Int(parent)].last = previous
      return
    }
    // The link to the next is not kept; it is among the last, as a rule.
    var next = nodes[Int(parent)].last
    var steps = 0
    while nodes[Int(next)].previous != node {
      next = nodes[Int(next)].previous
      steps += 1
    }
    if steps > 32 { store.spend(steps) }
    nodes[Int(next)].previous = previous
  }

  /// Makes all children of a node children of another that has none.
  mutating func moveChildren(of node: Int32, to other: Int32) {
    let nodes = store.nodes
    let last = nodes[Int(node)].last
    nodes[Int(other)].last = last
    nodes[Int(node)].last = -1
    var child = last
    var steps = 0
    while child >= 0 {
      nodes[Int(child)].parent = other
      child = nodes[Int(child)].previous
      steps += 1
    }
    store.spend(steps)
  }

  // MARK: Elements

  /// Insert an HTML element for a token: into the tree, and onto the stack.
  @inline(__always)
  mutating func insert(_ tag: Tag) {
    let traits = tables.htmlTraits(tag.name)
    let node = insertNode(tag)
    push(OpenElement(node: node, home: node, name: tag.name, traits: traits))
  }

  /// Insert an HTML element that can have no content: into the tree only.
  @inline(__always)
  mutating func insertVoid(_ tag: Tag) {
    _ = insertNode(tag)
  }

  @inline(__always)
  private mutating func insertNode(_ tag: Tag) -> Int32 {
    keepsAttributes = true
    if fosterParenting { return insertNodeFostered(tag, name: tag.name, namespace: .html) }
    return append(
      .element, to: top.home, name: tag.name, start: tag.attributeStart,
      count: tag.attributeCount, source: tag.source)
  }

  @inline(never)
  private mutating func insertNodeFostered(_ tag: Tag, name: UInt16, namespace: Namespace)
    -> Int32
  {
    insertNode(
      name: name, namespace: namespace, start: tag.attributeStart, count: tag.attributeCount,
      source: tag.source, at: place())
  }

  /// Makes an element and puts it at a place; gives its index.
  mutating func insertNode(
    name: UInt16, namespace: Namespace, start: UInt32, count: UInt32, source: UInt32,
    at place: InsertionPlace
  ) -> Int32 {
    if place.before < 0 {
      return append(
        .element, to: place.parent, name: name, namespace: namespace, start: start, count: count,
        source: source)
    }
    let node = create(
      name: name, namespace: namespace, start: start, count: count, source: source)
    link(node, at: place)
    return node
  }

  /// Makes an element that has no parent yet.
  mutating func create(
    name: UInt16, namespace: Namespace, start: UInt32, count: UInt32, source: UInt32
  ) -> Int32 {
    let node = store.add(
      NodeRecord(
        parent: -1, end: 0, previous: -1, last: -1, start: start, count: count, source: source,
        name: name, kind: .element, namespace: namespace))
    if Int(node) >= maximumNodes, store.cut == nil { store.cut = .nodes }
    return node
  }

  /// Insert a foreign element for a token, its attributes adjusted already.
  ///
  /// - Parameter name: the name as adjusted; `tag` has it as found.
  mutating func insertForeign(
    _ tag: Tag, name: UInt16, namespace: Namespace, traits: ElementTraits
  ) {
    keepsAttributes = true
    let node = insertNodeFostered(tag, name: name, namespace: namespace)
    // A self-closing element is never the current node for anything.
    if tag.isSelfClosing { return }
    push(OpenElement(node: node, home: node, name: tag.name, traits: traits))
  }

  /// Inserts an HTML element without attributes that the page does not have.
  mutating func insertImplied(_ name: Name, source: UInt32) {
    let keeps = keepsAttributes
    insert(
      Tag(
        name: name.number, isSelfClosing: false, source: source, attributeStart: 0,
        attributeCount: 0))
    keepsAttributes = keeps
  }

  /// Inserts a template and the fragment that its contents go to.
  mutating func insertTemplate(_ tag: Tag) {
    keepsAttributes = true
    let node = insertNodeFostered(tag, name: tag.name, namespace: .html)
    let contents = append(.fragment, to: node, start: 0, count: 0, source: tag.source)
    push(
      OpenElement(
        node: node, home: contents, name: tag.name, traits: tables.htmlTraits(tag.name)))
  }

  // MARK: Comments and doctypes

  mutating func insertComment(_ text: TextRange, source: Int, to place: InsertionPlace) {
    let node = store.add(
      NodeRecord(
        parent: -1, end: 0, previous: -1, last: -1, start: text.start, count: text.count,
        source: UInt32(truncatingIfNeeded: source), name: 0, kind: .comment, namespace: .html))
    link(node, at: place)
    if Int(node) >= maximumNodes, store.cut == nil { store.cut = .nodes }
  }
}
