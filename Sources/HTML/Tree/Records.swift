/// A node of the flat tree: 32 bytes.
@frozen @usableFromInline
struct NodeRecord {
  /// The index of the parent, -1 for the document.
  @usableFromInline var parent: Int32
  /// The index after the last descendant; set when the parse ends.
  @usableFromInline var end: Int32
  /// The index of the previous sibling, -1 if there is none.
  @usableFromInline var previousSibling: Int32
  /// The index of the last child, -1 if there is none.
  @usableFromInline var lastChild: Int32
  /// The offset of the text of a text or comment node (see ``TextRange``), or the index of the first
  /// attribute of an element or doctype.
  @usableFromInline var start: UInt32
  /// The length of the text in bytes, or the number of attributes.
  @usableFromInline var count: UInt32
  /// The offset in the page of the token that created the node.
  @usableFromInline var sourceOffset: UInt32
  /// The number of the ``Name``, 0 for a node without one.
  @usableFromInline var name: UInt16
  /// The kind of the node.
  @usableFromInline var kind: Node.Kind
  /// The namespace of an element; HTML for other nodes.
  @usableFromInline var namespace: Namespace
}

/// An attribute of an element, or a part of a doctype.
@frozen @usableFromInline
struct AttributeRecord {
  /// The number of the ``Name``.
  @usableFromInline var name: UInt16
  /// Whether the prefix of the name (`xlink:`, `xml:`, `xmlns`) stands for a namespace.
  @usableFromInline var isNamespaced: Bool
  /// The value.
  @usableFromInline var value: TextRange
}

/// A range of text: in the page's bytes if they could be used unchanged, else in the text buffer.
@frozen @usableFromInline
struct TextRange {
  /// An offset in the page, or, with ``bufferFlag`` set, in the text buffer.
  @usableFromInline var start: UInt32
  /// The length in bytes.
  @usableFromInline var count: UInt32

  /// The bit of ``start`` that marks an offset in the text buffer.
  @usableFromInline static var bufferFlag: UInt32 { 0x8000_0000 }

  @usableFromInline init(start: UInt32, count: UInt32) {
    self.start = start
    self.count = count
  }
}
