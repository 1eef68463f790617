// Traversal of the tree. None of these members allocates memory.

extension Node {
  /// The parent; nil for the document.
  @inlinable public var parent: Node? { Node(storage, optional: record.parent) }

  /// The first child.
  @inlinable public var firstChild: Node? {
    record.end > slot + 1 ? Node(storage, slot + 1) : nil
  }

  /// The last child.
  @inlinable public var lastChild: Node? { Node(storage, optional: record.lastChild) }

  /// The next sibling.
  @inlinable public var nextSibling: Node? {
    let record = self.record
    guard record.parent >= 0, record.end < storage.node(record.parent).end else { return nil }
    return Node(storage, record.end)
  }

  /// The previous sibling.
  @inlinable public var previousSibling: Node? { Node(storage, optional: record.previousSibling) }

  /// The parent, if it is an element.
  @inlinable public var parentElement: Node? {
    guard let parent, parent.isElement else { return nil }
    return parent
  }

  /// The first child that is an element.
  @inlinable public var firstElementChild: Node? {
    var node = firstChild
    while let this = node, !this.isElement { node = this.nextSibling }
    return node
  }

  /// The last child that is an element.
  @inlinable public var lastElementChild: Node? {
    var node = lastChild
    while let this = node, !this.isElement { node = this.previousSibling }
    return node
  }

  /// The next sibling that is an element.
  @inlinable public var nextElementSibling: Node? {
    var node = nextSibling
    while let this = node, !this.isElement { node = this.nextSibling }
    return node
  }

  /// The previous sibling that is an element.
  @inlinable public var previousElementSibling: Node? {
    var node = previousSibling
    while let this = node, !this.isElement { node = this.previousSibling }
    return node
  }

  /// The number of ancestors, including the document.
  @inlinable public var depth: Int {
    var depth = 0
    var nextIndex = record.parent
    while nextIndex >= 0 {
      depth += 1
      nextIndex = storage.node(nextIndex).parent
    }
    return depth
  }

  /// Whether `other` is this node or one of its descendants.
  @inlinable
  public func contains(_ other: Node) -> Bool {
    storage === other.storage && other.slot >= slot && other.slot < record.end
  }

  /// The children in document order.
  @inlinable public var children: Siblings {
    Siblings(storage, from: slot + 1, to: record.end, includesElementsOnly: false)
  }

  /// The children that are elements, in document order.
  @inlinable public var childElements: Siblings {
    Siblings(storage, from: slot + 1, to: record.end, includesElementsOnly: true)
  }

  /// The descendants in document order, including the contents of templates.
  @inlinable public var descendants: Descendants {
    Descendants(storage, from: slot + 1, to: record.end, includesElementsOnly: false)
  }

  /// The descendants that are elements, in document order.
  @inlinable public var descendantElements: Descendants {
    Descendants(storage, from: slot + 1, to: record.end, includesElementsOnly: true)
  }

  /// The ancestors, from the parent to the document.
  @inlinable public var ancestors: Ancestors { Ancestors(storage, record.parent) }
}

/// The children of a node.
public struct Siblings: Sequence, IteratorProtocol, Sendable {
  @usableFromInline let storage: Storage
  @usableFromInline var nextIndex: Int32
  @usableFromInline let end: Int32
  @usableFromInline let includesElementsOnly: Bool

  @inlinable
  init(_ storage: Storage, from: Int32, to: Int32, includesElementsOnly: Bool) {
    self.storage = storage
    nextIndex = from
    end = to
    self.includesElementsOnly = includesElementsOnly
  }

  /// Returns the next node, nil at the end.
  @inlinable
  public mutating func next() -> Node? {
    while nextIndex < end {
      let this = nextIndex
      let record = storage.node(this)
      nextIndex = record.end
      if !includesElementsOnly || record.kind == .element { return Node(storage, this) }
    }
    return nil
  }
}

/// A range of nodes in document order.
public struct Descendants: Sequence, IteratorProtocol, Sendable {
  @usableFromInline let storage: Storage
  @usableFromInline var nextIndex: Int32
  @usableFromInline let end: Int32
  @usableFromInline let includesElementsOnly: Bool

  @inlinable
  init(_ storage: Storage, from: Int32, to: Int32, includesElementsOnly: Bool) {
    self.storage = storage
    nextIndex = from
    end = to
    self.includesElementsOnly = includesElementsOnly
  }

  /// Returns the next node, nil at the end.
  @inlinable
  public mutating func next() -> Node? {
    while nextIndex < end {
      let this = nextIndex
      nextIndex += 1
      if !includesElementsOnly || storage.node(this).kind == .element { return Node(storage, this) }
    }
    return nil
  }
}

/// The ancestors of a node, nearest first.
public struct Ancestors: Sequence, IteratorProtocol, Sendable {
  @usableFromInline let storage: Storage
  @usableFromInline var nextIndex: Int32

  @inlinable
  init(_ storage: Storage, _ nextIndex: Int32) {
    self.storage = storage
    self.nextIndex = nextIndex
  }

  /// Returns the next ancestor, nil at the end.
  @inlinable
  public mutating func next() -> Node? {
    guard nextIndex >= 0 else { return nil }
    let this = nextIndex
    nextIndex = storage.node(this).parent
    return Node(storage, this)
  }
}
