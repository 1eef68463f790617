import Glibc

/// The immutable contents of a document.
///
/// `@unchecked Sendable` is safe because the parser, the only writer, hands the memory over once,
/// and nothing writes to it afterwards.
@usableFromInline
final class Storage: @unchecked Sendable {
  /// The page as UTF-8 with normalised newlines.
  @usableFromInline let bytes: [UInt8]
  /// The nodes in document order.
  @usableFromInline let nodes: UnsafePointer<NodeRecord>
  @usableFromInline let nodeCount: Int
  @usableFromInline let attributes: UnsafePointer<AttributeRecord>
  @usableFromInline let attributeCount: Int
  /// The text that is not a range of the page, because it was decoded, joined or added.
  @usableFromInline let textBuffer: UnsafePointer<UInt8>
  @usableFromInline let textBufferCount: Int
  /// The names that are not static; a name's number is its index plus ``Name/staticCount`` plus 1.
  let names: [TextRange]
  let quirks: QuirksMode
  let truncation: Truncation?

  /// Takes over the memory of an arena, whose input must have been `bytes`.
  init(bytes: [UInt8], arena: consuming ParseArena, quirks: QuirksMode, truncation: Truncation?) {
    arena.trim()
    self.bytes = bytes
    nodes = UnsafePointer(arena.nodes)
    nodeCount = arena.nodeCount
    attributes = UnsafePointer(arena.attributes)
    attributeCount = arena.attributeCount
    textBuffer = UnsafePointer(arena.textBuffer)
    textBufferCount = arena.textBufferCount
    names = arena.names.ranges
    self.quirks = quirks
    self.truncation = truncation
  }

  deinit {
    free(UnsafeMutablePointer(mutating: nodes))
    free(UnsafeMutablePointer(mutating: attributes))
    free(UnsafeMutablePointer(mutating: textBuffer))
  }

  /// Returns the record of a node.
  @inlinable
  func node(_ index: Int32) -> NodeRecord {
    precondition(index >= 0 && Int(index) < nodeCount, "node index out of range")
    return nodes[Int(index)]
  }

  /// Returns the record of an attribute.
  @inlinable
  func attribute(_ index: Int) -> AttributeRecord {
    precondition(index >= 0 && index < attributeCount, "attribute index out of range")
    return attributes[index]
  }

  /// Calls `body` with the bytes of a range, which are valid UTF-8.
  @inlinable
  func withText<R>(_ range: TextRange, _ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows
    -> R
  {
    let count = Int(range.count)
    if range.start & TextRange.bufferFlag != 0 {
      let start = Int(range.start & ~TextRange.bufferFlag)
      precondition(start + count <= textBufferCount)
      return try body(UnsafeBufferPointer(start: textBuffer + start, count: count))
    }
    return try bytes.withUnsafeBufferPointer { all in
      try body(UnsafeBufferPointer(rebasing: all[Int(range.start)..<Int(range.start) + count]))
    }
  }

  /// Returns the text of a range.
  func string(_ range: TextRange) -> String {
    withText(range) { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with the bytes of a name of this document.
  func withName<R>(_ number: UInt16, _ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R
  {
    let index = Int(number) - Name.staticCount - 1
    if index < 0 { return try body(NameTable.shared.bytes(of: number)) }
    return try withText(names[index], body)
  }

  /// Returns the text of a name of this document.
  func nameString(_ number: UInt16) -> String {
    withName(number) { String(decoding: $0, as: UTF8.self) }
  }
}
