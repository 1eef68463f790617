import Glibc

/// What a parsed page consists of.
///
/// `@unchecked Sendable` is safe because nothing writes to it after the parse: the parser, the only
/// writer, makes it, fills it and hands it over once.
@usableFromInline
final class Storage: @unchecked Sendable {
  /// The page as UTF-8 with line feeds only, as the tokenizer read it.
  @usableFromInline let bytes: [UInt8]
  /// `nodeCount` records, in document order.
  @usableFromInline let nodes: UnsafePointer<NodeRecord>
  @usableFromInline let nodeCount: Int
  @usableFromInline let attributes: UnsafePointer<AttributeRecord>
  @usableFromInline let attributeCount: Int
  /// Text that is not a range of the page: decoded, joined, or made up.
  @usableFromInline let textBuffer: UnsafePointer<UInt8>
  @usableFromInline let textBufferCount: Int
  /// Names that are not static, by number less ``Name/staticCount`` less 1.
  let names: [TextRange]
  let quirks: QuirksMode
  let truncation: Truncation?

  /// Takes over the memory of `store`, whose input must have been `bytes`.
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

  /// The record of a node.
  @inlinable
  func node(_ index: Int32) -> NodeRecord {
    precondition(index >= 0 && Int(index) < nodeCount, "no such node")
    return nodes[Int(index)]
  }

  @inlinable
  func attribute(_ index: Int) -> AttributeRecord {
    precondition(index >= 0 && index < attributeCount, "no such attribute")
    return attributes[index]
  }

  /// Calls `body` with the bytes of `range`, valid UTF-8.
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

  func string(_ range: TextRange) -> String {
    withText(range) { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with the letters of a name of this document.
  func withName<R>(_ number: UInt16, _ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R
  {
    let index = Int(number) - Name.staticCount - 1
    if index < 0 { return try body(NameTable.shared.bytes(of: number)) }
    return try withText(names[index], body)
  }

  func nameString(_ number: UInt16) -> String {
    withName(number) { String(decoding: $0, as: UTF8.self) }
  }
}
