@testable import HTML

/// A sink that records tokens in the form of the html5lib suite, with adjacent characters as one token.
struct TokenRecorder: TokenSink {
  enum Token: Hashable {
    case doctype(name: String?, publicIdentifier: String?, systemIdentifier: String?, Bool)
    case start(String, [String: String], isSelfClosing: Bool)
    case end(String)
    case comment(String)
    case characters(String)
  }

  var arena: ParseArena
  var state = TokenizerState.data
  var allowsCDATA = false
  /// The states that start tags switch to, by name, instead of the tree construction.
  var states: [String: TokenizerState] = [:]
  var tokens: [Token] = []
  /// The names of the attributes of each start tag, in order.
  var attributeNames: [[String]] = []

  init(arena: ParseArena) { self.arena = arena }

  /// Returns the tokens of a text.
  static func tokens(
    _ text: String, state: TokenizerState = .data, lastStartTag: String? = nil,
    states: [String: TokenizerState] = [:], allowsCDATA: Bool = false
  ) -> [Token] {
    record(
      text, state: state, lastStartTag: lastStartTag, states: states, allowsCDATA: allowsCDATA
    ).tokens
  }

  /// Returns a recorder with the tokens of a text.
  static func record(
    _ text: String, state: TokenizerState = .data, lastStartTag: String? = nil,
    states: [String: TokenizerState] = [:], allowsCDATA: Bool = false
  ) -> TokenRecorder {
    let bytes = normalizedNewlines(Array(text.utf8))
    return bytes.withUnsafeBufferPointer { input in
      var recorder = TokenRecorder(arena: ParseArena(input: input))
      recorder.state = state
      recorder.states = states
      recorder.allowsCDATA = allowsCDATA
      var tokenizer = Tokenizer(recorder, maximumAttributes: 1000)
      if let lastStartTag {
        let start = tokenizer.sink.arena.textBufferCount
        for byte in lastStartTag.utf8 { tokenizer.sink.arena.append(byte) }
        let range = tokenizer.sink.arena.bufferRange(from: start)
        tokenizer.lastStartTagName = tokenizer.sink.arena.number(of: range).number
      }
      tokenizer.run()
      let recorded = tokenizer.sink
      recorded.arena.release()
      return recorded
    }
  }

  private func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  private func string(_ range: TextRange) -> String { string(arena.text(range)) }

  private func name(_ number: UInt16) -> String { string(arena.nameBytes(of: number)) }

  private mutating func add(_ characters: String) {
    if case .characters(let before) = tokens.last {
      tokens[tokens.count - 1] = .characters(before + characters)
    } else {
      tokens.append(.characters(characters))
    }
  }

  mutating func processStartTag(_ tag: Tag) {
    var attributes: [String: String] = [:]
    var names: [String] = []
    let first = Int(tag.attributeStart)
    for index in first..<first + Int(tag.attributeCount) {
      let attribute = arena.attributes[index]
      names.append(name(attribute.name))
      attributes[name(attribute.name)] = string(attribute.value)
    }
    attributeNames.append(names)
    tokens.append(.start(name(tag.name), attributes, isSelfClosing: tag.isSelfClosing))
    if let next = states[name(tag.name)] { state = next }
  }

  mutating func processEndTag(_ tag: Tag) { tokens.append(.end(name(tag.name))) }

  mutating func processCharacters(from start: Int, to end: Int) {
    add(string(UnsafeBufferPointer(start: arena.input + start, count: end - start)))
  }

  mutating func processCharacters(_ decoded: UnsafeBufferPointer<UInt8>, sourceOffset: Int) {
    add(string(decoded))
  }

  mutating func processNull(sourceOffset: Int) { add("\0") }

  mutating func processComment(_ text: TextRange, sourceOffset: Int) {
    tokens.append(.comment(string(text)))
  }

  mutating func processDoctype(_ doctype: Doctype, sourceOffset: Int) {
    tokens.append(
      .doctype(
        name: doctype.name.map { string($0) },
        publicIdentifier: doctype.publicIdentifier.map { string($0) },
        systemIdentifier: doctype.systemIdentifier.map { string($0) }, !doctype.forcesQuirks))
  }
}
