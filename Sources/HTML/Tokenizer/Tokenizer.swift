/// The tokenizer of the HTML standard (13.2.5) over a page held whole: UTF-8 with line feeds only.
///
/// As all of the input is there, the states within a token are places in functions, and what has
/// to be remembered between tokens is one ``TokenizerState``. Errors in the page are not reported.
///
/// Invariant of all unchecked reads: `0 <= at <= count`, and only offsets below `count` are read;
/// the input stays valid and unchanged during ``run()``.
struct Tokenizer<Sink: TokenSink> {
  var sink: Sink
  let input: UnsafePointer<UInt8>
  let count: Int
  let nameTable = NameTable.shared
  /// The offset of the next byte to look at.
  var position = 0
  /// The name of the last start tag, for which alone an end tag is looked for in raw text.
  var lastStartTagName: UInt16 = 0

  let maximumAttributes: Int
  /// By name number: ``tagSerial`` of the last tag with an attribute of that name.
  var lastTagWithAttribute: UnsafeMutablePointer<UInt32>
  var lastTagWithAttributeCapacity: Int
  /// Counts tags with attributes.
  var tagNumber: UInt32 = 0

  /// The sink's store must have the same input.
  init(_ sink: Sink, maximumAttributes: Int) {
    self.sink = sink
    self.maximumAttributes = maximumAttributes
    input = sink.arena.input
    count = sink.arena.inputCount
    lastTagWithAttributeCapacity = Name.staticCount + 1
    lastTagWithAttribute = ParseArena.allocate(lastTagWithAttributeCapacity)
    lastTagWithAttribute.initialize(repeating: 0, count: lastTagWithAttributeCapacity)
  }

  /// Reads the input to its end, or until the store says that a bound was met. What the standard
  /// has for the end of file is left to the caller.
  mutating func run() {
    while position < count, sink.arena.truncation == nil {
      switch sink.state {
      case .data: tokenizeData()
      case .rcdata: tokenizeRCDATA()
      case .rawtext: tokenizeRawText()
      case .scriptData: tokenizeScriptData()
      case .plaintext: tokenizePlaintext()
      case .cdata: tokenizeCDATASection()
      }
    }
    ParseArena.release(lastTagWithAttribute)
  }

  @inline(__always)
  func byte(_ offset: Int) -> UInt8 { input[offset] }

  /// Whether the input goes on with these letters at an offset; capitals in it count as small.
  func matches(_ letters: StaticString, at offset: Int) -> Bool {
    guard offset + letters.utf8CodeUnitCount <= count else { return false }
    for index in 0..<letters.utf8CodeUnitCount
    where lowercase(input[offset + index]) != letters.utf8Start[index] {
      return false
    }
    return true
  }

  /// Gives the characters of a range to the sink.
  @inline(__always)
  mutating func emitCharacters(from start: Int, to end: Int) {
    if start < end { sink.processCharacters(from: start, to: end) }
  }

  /// Gives U+FFFD to the sink.
  mutating func emitReplacement(sourceOffset: Int) {
    Self.replacement.withUTF8Buffer { sink.processCharacters($0, sourceOffset: sourceOffset) }
  }

  static var replacement: StaticString { "\u{FFFD}" }
}
