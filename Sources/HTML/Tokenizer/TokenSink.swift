/// The consumer of the tokenizer's tokens: the tree builder, or a recorder in tests.
protocol TokenSink {
  /// The storage of attributes, names and decoded text.
  var arena: ParseArena { get set }
  /// The state in which the tokenizer continues. The sink sets it on a start tag; the tokenizer
  /// resets it to ``TokenizerState/data`` at the end tag.
  var state: TokenizerState { get set }
  /// Whether there is an adjusted current node that is not an HTML element, so that `<![CDATA[`
  /// begins a CDATA section (HTML standard, 13.2.5.42).
  var allowsCDATA: Bool { get }

  /// Processes a start tag, whose attributes are the last ones in the arena. The sink removes them
  /// if it does not use them.
  mutating func processStartTag(_ tag: Tag)
  /// Processes an end tag.
  mutating func processEndTag(_ tag: Tag)
  /// Processes characters of the page, without NULL.
  mutating func processCharacters(from start: Int, to end: Int)
  /// Processes the characters of a character reference, or the replacement of a NULL. The bytes are
  /// valid during the call.
  mutating func processCharacters(_ decoded: UnsafeBufferPointer<UInt8>, sourceOffset: Int)
  /// Processes a NULL in a state in which the tree construction decides about it.
  mutating func processNull(sourceOffset: Int)
  /// Processes a comment.
  mutating func processComment(_ text: TextRange, sourceOffset: Int)
  /// Processes a doctype.
  mutating func processDoctype(_ doctype: Doctype, sourceOffset: Int)
}

/// The states of the tokenizer between tokens (HTML standard, 13.2.5). The states within a token
/// are positions in the functions that tokenize it.
enum TokenizerState: UInt8 {
  case data, rcdata, rawtext, scriptData, plaintext, cdata
}

/// A start or end tag.
struct Tag {
  /// The number of the ``Name``.
  var name: UInt16
  var isSelfClosing: Bool
  /// The offset of the `<`.
  var sourceOffset: UInt32
  /// The index of the first attribute in the arena.
  var attributeStart: UInt32
  /// The number of attributes.
  var attributeCount: UInt32
}

/// A doctype. A nil part is missing.
struct Doctype {
  var name: TextRange?
  var publicIdentifier: TextRange?
  var systemIdentifier: TextRange?
  var forcesQuirks = false
}
