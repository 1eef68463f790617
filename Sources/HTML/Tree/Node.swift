/// A node of a ``Document``: a reference to the document's storage and an index.
///
/// Indexes are in document order: the descendants of a node are exactly those from its ``index``
/// plus one up to, not including, its ``end``.
public struct Node: Sendable {
  public enum Kind: UInt8, Sendable, Hashable {
    case document, doctype, element, text, comment
    /// What a `<template>` contains: its only child.
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

  /// Place in document order; 0 is the document.
  @inlinable public var index: Int { Int(slot) }
  /// One past the index of the last descendant; ``index`` + 1 where there is none.
  @inlinable public var end: Int { Int(record.end) }
  @inlinable public var kind: Kind { record.kind }
  /// The tag name of an element; a name that equals no other for other nodes.
  @inlinable public var name: Name { Name(number: record.name) }
  @inlinable public var namespace: Namespace { record.namespace }

  @inlinable public var isElement: Bool { record.kind == .element }
  @inlinable public var isText: Bool { record.kind == .text }

  /// Whether this is the HTML element of that name.
  @inlinable
  public func isElement(_ name: Name) -> Bool {
    let record = self.record
    return record.name == name.number && record.kind == .element && record.namespace == .html
  }

  /// The letters of the tag name of an element (SVG's in the case the standard gives them); of a
  /// doctype, the name it declares. Empty for other nodes.
  public var localName: String {
    record.kind == .doctype ? self[.name] ?? "" : storage.nameString(record.name)
  }

  /// The line of the page, from 1, that the tag, text or comment began in. Counted when asked.
  public var line: Int {
    let sourceOffset = min(Int(record.sourceOffset), storage.bytes.count)
    return storage.bytes.withUnsafeBufferPointer { bytes in
      1 + bytes[..<sourceOffset].count { $0 == 0x0A }
    }
  }
}

extension Node: Hashable {
  @inlinable
  public static func == (left: Node, right: Node) -> Bool {
    left.slot == right.slot && left.storage === right.storage
  }

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
