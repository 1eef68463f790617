/// The tokenizer of the HTML standard (13.2.5), for a complete page in UTF-8 with normalised
/// newlines.
///
/// All of the input is available, so the states within a token are positions in functions, and a
/// ``TokenizerState`` is needed between tokens only. Parse errors are not reported.
///
/// The unchecked reads rely on two invariants: `0 <= position <= count`, and only offsets below
/// `count` are read. The input stays valid and unchanged during ``run()``.
struct Tokenizer<Sink: TokenSink> {
  var sink: Sink
  let input: UnsafePointer<UInt8>
  let count: Int
  let nameTable = NameTable.shared
  /// The offset of the next byte.
  var position = 0
  /// The name of the last start tag. In raw text only an end tag with this name is a tag.
  var lastStartTagName: UInt16 = 0

  let maximumAttributes: Int
  /// The ``tagNumber`` of the last tag with an attribute, by the number of the attribute's name.
  var lastTagWithAttribute: UnsafeMutablePointer<UInt32>
  var lastTagWithAttributeCapacity: Int
  /// The number of tags with attributes so far.
  var tagNumber: UInt32 = 0

  /// Creates a tokenizer for the input of the sink's arena.
  init(_ sink: Sink, maximumAttributes: Int) {
    self.sink = sink
    self.maximumAttributes = maximumAttributes
    input = sink.arena.input
    count = sink.arena.inputCount
    lastTagWithAttributeCapacity = Name.staticCount + 1
    lastTagWithAttribute = ParseArena.allocate(lastTagWithAttributeCapacity)
    lastTagWithAttribute.initialize(repeating: 0, count: lastTagWithAttributeCapacity)
  }

  /// Tokenizes the input up to its end, or until the arena records a truncation. The caller
  /// processes the end of the file.
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

  /// Whether the input continues with a pattern at an offset, ignoring the case of ASCII letters.
  ///
  /// - Parameter letters: ASCII, in lower case.
  func matches(_ letters: StaticString, at offset: Int) -> Bool {
    guard offset + letters.utf8CodeUnitCount <= count else { return false }
    for index in 0..<letters.utf8CodeUnitCount
    where lowercase(input[offset + index]) != letters.utf8Start[index] {
      return false
    }
    return true
  }

  /// Emits the characters of a range.
  @inline(__always)
  mutating func emitCharacters(from start: Int, to end: Int) {
    if start < end { sink.processCharacters(from: start, to: end) }
  }

  /// Emits U+FFFD.
  mutating func emitReplacement(sourceOffset: Int) {
    Self.replacement.withUTF8Buffer { sink.processCharacters($0, sourceOffset: sourceOffset) }
  }

  static var replacement: StaticString { "\u{FFFD}" }
}
