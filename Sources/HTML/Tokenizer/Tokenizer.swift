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
  let table = NameTable.shared
  /// The offset of the next byte to look at.
  var at = 0
  /// The name of the last start tag, for which alone an end tag is looked for in raw text.
  var lastStartTag: UInt16 = 0

  let maximumAttributes: Int
  /// By name number: ``tagSerial`` of the last tag with an attribute of that name.
  var lastTag: UnsafeMutablePointer<UInt32>
  var lastTagCapacity: Int
  /// Counts tags with attributes.
  var tagSerial: UInt32 = 0

  /// The sink's store must have the same input.
  init(_ sink: Sink, maximumAttributes: Int) {
    self.sink = sink
    self.maximumAttributes = maximumAttributes
    input = sink.store.input
    count = sink.store.inputCount
    lastTagCapacity = Name.staticCount + 1
    lastTag = Store.allocate(lastTagCapacity)
    lastTag.initialize(repeating: 0, count: lastTagCapacity)
  }

  /// Reads the input to its end, or until the store says that a bound was met. What the standard
  /// has for the end of file is left to the caller.
  mutating func run() {
    while at < count, sink.store.cut == nil {
      switch sink.state {
      case .data: data()
      case .rcdata: rcdata()
      case .rawtext: rawtext()
      case .scriptData: scriptData()
      case .plaintext: plaintext()
      case .cdata: cdata()
      }
    }
    Store.release(lastTag)
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
  mutating func characters(from start: Int, to end: Int) {
    if start < end { sink.characters(from: start, to: end) }
  }

  /// Gives U+FFFD to the sink.
  mutating func replacement(source: Int) {
    Self.replacement.withUTF8Buffer { sink.characters($0, source: source) }
  }

  static var replacement: StaticString { "\u{FFFD}" }
}

@inline(__always)
func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

@inline(__always)
func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || byte &- 0x30 < 10 }
