/// What the tokenizer gives its tokens to: the tree builder, or a test that writes them down.
protocol TokenSink {
  /// Where tokens keep attributes, names and decoded text.
  var arena: ParseArena { get set }
  /// The state the tokenizer is to go on in. The sink sets it on start tags; the tokenizer sets it
  /// back to ``TokenizerState/data`` at the end tag.
  var state: TokenizerState { get set }
  /// Whether the adjusted current node is there and not an HTML element, so that `<![CDATA[`
  /// begins a section (HTML standard, 13.2.5.42).
  var allowsCDATA: Bool { get }

  /// A start tag. Its attributes are the last in the store; the sink takes them off if it does
  /// not keep them.
  mutating func processStartTag(_ tag: Tag)
  mutating func processEndTag(_ tag: Tag)
  /// Characters as they stand in the page, no NUL among them.
  mutating func processCharacters(from start: Int, to end: Int)
  /// Characters made from a reference or in place of a NUL; valid during the call.
  mutating func processCharacters(_ decoded: UnsafeBufferPointer<UInt8>, sourceOffset: Int)
  /// A NUL where the tree decides what becomes of it.
  mutating func processNull(sourceOffset: Int)
  mutating func processComment(_ text: TextRange, sourceOffset: Int)
  mutating func processDoctype(_ doctype: Doctype, sourceOffset: Int)
}

/// The states of the tokenizer between tokens (HTML standard, 13.2.5). The states within a token
/// are places in the functions that read it.
enum TokenizerState: UInt8 {
  case data, rcdata, rawtext, scriptData, plaintext, cdata
}

/// A start or end tag.
struct Tag {
  /// Number of the ``Name``.
  var name: UInt16
  var isSelfClosing: Bool
  /// Offset of its `<`.
  var sourceOffset: UInt32
  /// Its attributes in the store.
  var attributeStart: UInt32
  var attributeCount: UInt32
}

/// A doctype; nil is what the standard calls missing.
struct Doctype {
  var name: TextRange?
  var publicIdentifier: TextRange?
  var systemIdentifier: TextRange?
  var forcesQuirks = false
}
