// DOCTYPE states (13.2.5.53 to 68).

extension Tokenizer {
  /// DOCTYPE state; `position` is after `<!DOCTYPE`.
  mutating func tokenizeDoctype(sourceOffset: Int) {
    var doctype = Doctype()
    var isBogus = false
    skipSpaces()
    if position < count, byte(position) != UInt8(ascii: ">") {
      doctype.name = tokenizeDoctypeName()
      skipSpaces()
      if position < count, byte(position) != UInt8(ascii: ">") {
        isBogus = tokenizeDoctypeIdentifiers(&doctype)
      }
    } else {
      doctype.forcesQuirks = true
    }
    if position < count {
      position += 1
    } else if !isBogus {
      doctype.forcesQuirks = true
    }
    sink.processDoctype(doctype, sourceOffset: sourceOffset)
  }

  private mutating func skipSpaces() {
    position = skipWhitespace(input, from: position, end: count)
  }

  /// DOCTYPE name state.
  private mutating func tokenizeDoctypeName() -> TextRange {
    let bufferStart = sink.arena.textBufferCount
    while position < count, !isWhitespace(byte(position)), byte(position) != UInt8(ascii: ">") {
      appendReplacing(lowercase(byte(position)))
      position += 1
    }
    return sink.arena.bufferRange(from: bufferStart)
  }

  private mutating func appendReplacing(_ byte: UInt8) {
    if byte == 0 {
      Self.replacement.withUTF8Buffer { sink.arena.append($0) }
    } else {
      sink.arena.append(byte)
    }
  }

  /// Runs the states from “after DOCTYPE name” on; sets `position` to the `>` or the end of the input.
  ///
  /// - Returns: whether the bogus DOCTYPE state was reached, in which the end of the input does not
  ///   force quirks mode.
  private mutating func tokenizeDoctypeIdentifiers(_ doctype: inout Doctype) -> Bool {
    if matches("public", at: position) {
      position += 6
      skipSpaces()
      guard let identifier = tokenizeDoctypeIdentifier(&doctype) else { return true }
      doctype.publicIdentifier = identifier
      skipSpaces()
      guard position < count, byte(position) != UInt8(ascii: ">") else { return false }
    } else if matches("system", at: position) {
      position += 6
      skipSpaces()
    } else {
      doctype.forcesQuirks = true
      skipBogusDoctype()
      return true
    }
    guard let identifier = tokenizeDoctypeIdentifier(&doctype) else { return true }
    doctype.systemIdentifier = identifier
    skipSpaces()
    // Anything else in the doctype is ignored.
    let isBogus = position < count && byte(position) != UInt8(ascii: ">")
    skipBogusDoctype()
    return isBogus
  }

  /// A quoted public or system identifier (13.2.5.57 to 65). If it is missing or not closed, the
  /// doctype forces quirks mode.
  ///
  /// - Returns: the identifier; nil if it is missing, with the rest of the doctype skipped.
  private mutating func tokenizeDoctypeIdentifier(_ doctype: inout Doctype) -> TextRange? {
    guard position < count,
      byte(position) == UInt8(ascii: "\"") || byte(position) == UInt8(ascii: "'")
    else {
      doctype.forcesQuirks = true
      skipBogusDoctype()
      return nil
    }
    let quote = byte(position)
    position += 1
    let bufferStart = sink.arena.textBufferCount
    while position < count, byte(position) != quote, byte(position) != UInt8(ascii: ">") {
      appendReplacing(byte(position))
      position += 1
    }
    if position < count, byte(position) == quote {
      position += 1
    } else {
      doctype.forcesQuirks = true
    }
    return sink.arena.bufferRange(from: bufferStart)
  }

  /// Bogus DOCTYPE state.
  private mutating func skipBogusDoctype() {
    position = scan(input, from: position, end: count, UInt8(ascii: ">"))
  }
}
