// For realloc, which moves pages of memory where Swift's own allocation would have to copy.
import Glibc

/// The arrays a parse writes to, growing. What they hold becomes a ``Storage`` at the end.
///
/// The memory is the holder's: copies of the struct share it, so there is one holder, and it calls
/// ``Storage/init(bytes:store:quirks:cut:)``, which takes the memory over.
///
/// All offsets and indexes fit 31 bits: the input is at most 2 GB, and the growing functions stop
/// the process rather than go beyond.
struct ParseArena {
  /// The page; valid for the time of the parse.
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

  /// Steps that rare, possibly long searches may still take; see ``Cut/work``.
  var remainingSteps: Int
  /// The bound that was met. The tokenizer stops as soon as it sees one.
  var truncation: Truncation?

  init(input: UnsafeBufferPointer<UInt8>) {
    precondition(input.count < Int(Int32.max))
    inputCount = input.count
    // An empty buffer may have no address; nothing is read from it then.
    self.input = input.baseAddress ?? UnsafePointer(bitPattern: 16)!
    remainingSteps = 4_000_000 + 8 * input.count
    nodeCapacity = input.count / 32 + 16
    attributeCapacity = input.count / 32 + 16
    textBufferCapacity = 256
    nodes = Self.allocate(nodeCapacity)
    attributes = Self.allocate(attributeCapacity)
    textBuffer = Self.allocate(textBufferCapacity)
  }

  /// Frees the memory, where no ``Storage`` takes it over.
  func release() {
    Self.release(nodes)
    Self.release(attributes)
    Self.release(textBuffer)
  }

  /// Gives back what was not needed.
  mutating func trim() {
    nodes = Self.reallocate(nodes, max(nodeCount, 1))
    attributes = Self.reallocate(attributes, max(attributeCount, 1))
    textBuffer = Self.reallocate(textBuffer, max(textBufferCount, 1))
  }

  /// Takes steps off ``work``; when none are left the parse ends.
  @inline(__always)
  mutating func countSteps(_ steps: Int) {
    remainingSteps &-= steps
    if remainingSteps < 0, truncation == nil { truncation = .remainingSteps }
  }

  // MARK: Nodes

  /// Adds a record and gives its index.
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

  /// Appends bytes. They must not lie in the own text itself, which may move.
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

  /// Appends space for `count` bytes, not initialised, and gives its offset.
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

  /// Takes back what was appended from an offset on.
  mutating func truncateTextBuffer(to start: Int) { textBufferCount = start }

  /// The own text from an offset to its end.
  func bufferRange(from start: Int) -> TextRange {
    TextRange(
      start: UInt32(truncatingIfNeeded: start) | TextRange.bufferFlag,
      count: UInt32(truncatingIfNeeded: textBufferCount - start))
  }

  /// The bytes of a range; valid until the own text grows.
  @inline(__always)
  func text(_ range: TextRange) -> UnsafeBufferPointer<UInt8> {
    let start = Int(range.start & ~TextRange.bufferFlag)
    let base = range.start & TextRange.bufferFlag != 0 ? UnsafePointer(textBuffer) : input
    return UnsafeBufferPointer(start: base + start, count: Int(range.count))
  }

  // MARK: Memory

  /// - Precondition: `Element` is trivial.
  static func allocate<Element>(_ count: Int) -> UnsafeMutablePointer<Element> {
    guard let memory = malloc(count * MemoryLayout<Element>.stride) else { fatalError("no memory") }
    return memory.bindMemory(to: Element.self, capacity: count)
  }

  /// Frees memory that ``allocate(_:)`` gave.
  static func release<Element>(_ memory: UnsafeMutablePointer<Element>) { Glibc.free(memory) }

  /// Memory for `count` elements with the old ones in it; the old pointer is void.
  static func reallocate<Element>(
    _ old: UnsafeMutablePointer<Element>, _ count: Int
  ) -> UnsafeMutablePointer<Element> {
    guard let memory = realloc(old, count * MemoryLayout<Element>.stride) else {
      fatalError("no memory")
    }
    return memory.bindMemory(to: Element.self, capacity: count)
  }
}
