/// A node of a ``Document``: a reference to the document's storage, and an index.
///
/// Indexes are in document order: the descendants of a node are exactly the nodes from its
/// ``index`` plus one up to, but not including, its ``end``.
public struct Node: Sendable {
  /// The kind of a node.
  public enum Kind: UInt8, Sendable, Hashable {
    case document, doctype, element, text, comment
    /// The contents of a `<template>` element, of which it is the only child.
    case fragment
  }

  @usableFromInline let storage: Storage
  @usableFromInline let slot: Int32

  @inlinable
  init(_ storage: Storage, _ slot: Int32) {
    self.storage = storage
    self.slot = slot
  }

  @inlinable
  init?(_ storage: Storage, optional slot: Int32) {
    if slot < 0 { return nil }
    self.init(storage, slot)
  }

  @inlinable var record: NodeRecord { storage.node(slot) }

  /// The index in document order; 0 for the document.
  @inlinable public var index: Int { Int(slot) }
  /// The index after the last descendant; ``index`` + 1 for a node without descendants.
  @inlinable public var end: Int { Int(record.end) }
  /// The kind of the node.
  @inlinable public var kind: Kind { record.kind }
  /// The tag name of an element; for other nodes, a name that no element has.
  @inlinable public var name: Name { Name(number: record.name) }
  /// The namespace of an element; HTML for other nodes.
  @inlinable public var namespace: Namespace { record.namespace }

  /// Whether the node is an element.
  @inlinable public var isElement: Bool { record.kind == .element }
  /// Whether the node is a text node.
  @inlinable public var isText: Bool { record.kind == .text }

  /// Whether the node is the HTML element with a name.
  @inlinable
  public func isElement(_ name: Name) -> Bool {
    let record = self.record
    return record.name == name.number && record.kind == .element && record.namespace == .html
  }

  /// The text of an element's tag name, in the case that the standard gives SVG names; the name of
  /// a doctype; empty for other nodes.
  public var localName: String {
    record.kind == .doctype ? self[.name] ?? "" : storage.nameString(record.name)
  }

  /// The line of the page, from 1, on which the tag, text or comment begins. Counts the lines up to
  /// it.
  public var line: Int {
    let sourceOffset = min(Int(record.sourceOffset), storage.bytes.count)
    return storage.bytes.withUnsafeBufferPointer { bytes in
      1 + bytes[..<sourceOffset].count { $0 == 0x0A }
    }
  }
}

extension Node: Hashable {
  /// Whether both are the same node of the same document.
  @inlinable
  public static func == (left: Node, right: Node) -> Bool {
    left.slot == right.slot && left.storage === right.storage
  }

  /// Hashes the index; nodes of different documents may collide.
  @inlinable
  public func hash(into hasher: inout Hasher) {
    hasher.combine(slot)
  }
}

extension Node: CustomStringConvertible {
  /// The node without its descendants, for messages.
  public var description: String {
    switch kind {
    case .document: "document"
    case .doctype: "<!DOCTYPE \(localName)>"
    case .element: "<\(localName)>"
    case .text: "text"
    case .comment: "comment"
    case .fragment: "fragment"
    }
  }
}
