// realloc can move memory pages, while Swift's own allocation would copy their contents.
import Glibc

/// The growing arrays that a parse writes to. They become a ``Storage`` at the end.
///
/// Copies of the struct share the memory, so there must be one owner. It passes the memory to
/// ``Storage/init(bytes:arena:quirks:truncation:)``.
///
/// All offsets and indexes fit 31 bits: the input is at most 2 GB, and the growing functions stop
/// the process before they exceed that.
struct ParseArena {
  /// The page; valid during the parse.
  let input: UnsafePointer<UInt8>
  let inputCount: Int

  var nodes: UnsafeMutablePointer<NodeRecord>
  var nodeCount = 0
  private var nodeCapacity: Int

  var attributes: UnsafeMutablePointer<AttributeRecord>
  var attributeCount = 0
  private var attributeCapacity: Int

  var textBuffer: UnsafeMutablePointer<UInt8>
  private(set) var textBufferCount = 0
  private var textBufferCapacity: Int

  var names = InternedNames()

  /// The number of steps left for searches that are rare but possibly long; see
  /// ``Truncation/steps``.
  var remainingSteps: Int
  /// The limit that was exceeded. The tokenizer stops when it is set.
  var truncation: Truncation?

  init(input: UnsafeBufferPointer<UInt8>) {
    precondition(input.count < Int(Int32.max))
    inputCount = input.count
    // An empty buffer may have no address, and nothing is read from it.
    self.input = input.baseAddress ?? UnsafePointer(bitPattern: 16)!
    remainingSteps = 4_000_000 + 8 * input.count
    nodeCapacity = input.count / 32 + 16
    attributeCapacity = input.count / 32 + 16
    textBufferCapacity = 256
    nodes = Self.allocate(nodeCapacity)
    attributes = Self.allocate(attributeCapacity)
    textBuffer = Self.allocate(textBufferCapacity)
  }

  /// Frees the memory if no ``Storage`` takes it over.
  func release() {
    Self.release(nodes)
    Self.release(attributes)
    Self.release(textBuffer)
  }

  /// Returns unused memory to the system.
  mutating func trim() {
    nodes = Self.reallocate(nodes, max(nodeCount, 1))
    attributes = Self.reallocate(attributes, max(attributeCount, 1))
    textBuffer = Self.reallocate(textBuffer, max(textBufferCount, 1))
  }

  /// Subtracts steps from ``remainingSteps``. The parse ends when none are left.
  @inline(__always)
  mutating func countSteps(_ steps: Int) {
    remainingSteps &-= steps
    if remainingSteps < 0, truncation == nil { truncation = .steps }
  }

  // MARK: Nodes

  /// Adds a node and returns its index.
  @inline(__always)
  mutating func add(_ record: NodeRecord) -> Int32 {
    if nodeCount == nodeCapacity { growNodes() }
    nodes[nodeCount] = record
    nodeCount &+= 1
    return Int32(truncatingIfNeeded: nodeCount &- 1)
  }

  @inline(never)
  private mutating func growNodes() {
    nodeCapacity += nodeCapacity / 2 + 16
    precondition(nodeCapacity < Int(Int32.max))
    nodes = Self.reallocate(nodes, nodeCapacity)
  }

  // MARK: Attributes

  @inline(__always)
  mutating func add(_ attribute: AttributeRecord) {
    if attributeCount == attributeCapacity { growAttributes() }
    attributes[attributeCount] = attribute
    attributeCount &+= 1
  }

  @inline(never)
  private mutating func growAttributes() {
    attributeCapacity += attributeCapacity / 2 + 16
    precondition(attributeCapacity < Int(Int32.max))
    attributes = Self.reallocate(attributes, attributeCapacity)
  }

  // MARK: Text of its own

  /// Appends bytes to the text buffer. They must not be part of the buffer, which may move.
  mutating func append(_ bytes: UnsafePointer<UInt8>, count: Int) {
    let start = reserve(count)
    (textBuffer + start).update(from: bytes, count: count)
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    if let base = bytes.baseAddress { append(base, count: bytes.count) }
  }

  mutating func append(_ byte: UInt8) {
    let start = reserve(1)
    textBuffer[start] = byte
  }

  /// Appends uninitialised space for `count` bytes and returns its offset.
  mutating func reserve(_ count: Int) -> Int {
    if textBufferCapacity - textBufferCount < count {
      textBufferCapacity = max(textBufferCapacity * 2, textBufferCount + count)
      precondition(textBufferCapacity < Int(Int32.max))
      textBuffer = Self.reallocate(textBuffer, textBufferCapacity)
    }
    let start = textBufferCount
    textBufferCount += count
    return start
  }

  /// Removes everything from an offset on.
  mutating func truncateTextBuffer(to start: Int) { textBufferCount = start }

  /// Returns the range from an offset to the end of the text buffer.
  func bufferRange(from start: Int) -> TextRange {
    TextRange(
      start: UInt32(truncatingIfNeeded: start) | TextRange.bufferFlag,
      count: UInt32(truncatingIfNeeded: textBufferCount - start))
  }

  /// Returns the bytes of a range; valid until the text buffer grows.
  @inline(__always)
  func text(_ range: TextRange) -> UnsafeBufferPointer<UInt8> {
    let start = Int(range.start & ~TextRange.bufferFlag)
    let base = range.start & TextRange.bufferFlag != 0 ? UnsafePointer(textBuffer) : input
    return UnsafeBufferPointer(start: base + start, count: Int(range.count))
  }

  // MARK: Memory

  /// Allocates uninitialised memory.
  ///
  /// - Precondition: `Element` is a trivial type.
  static func allocate<Element>(_ count: Int) -> UnsafeMutablePointer<Element> {
    guard let memory = malloc(count * MemoryLayout<Element>.stride) else {
      fatalError("out of memory")
    }
    return memory.bindMemory(to: Element.self, capacity: count)
  }

  /// Frees memory of ``allocate(_:)``.
  static func release<Element>(_ memory: UnsafeMutablePointer<Element>) { Glibc.free(memory) }

  /// Resizes memory and keeps its contents; the old pointer becomes invalid.
  static func reallocate<Element>(
    _ old: UnsafeMutablePointer<Element>, _ count: Int
  ) -> UnsafeMutablePointer<Element> {
    guard let memory = realloc(old, count * MemoryLayout<Element>.stride) else {
      fatalError("out of memory")
    }
    return memory.bindMemory(to: Element.self, capacity: count)
  }
}
