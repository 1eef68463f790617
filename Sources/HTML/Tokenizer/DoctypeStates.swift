// DOCTYPE states (13.2.5.53 to 68).

extension Tokenizer {
  /// DOCTYPE state; `at` is after `<!DOCTYPE`.
  mutating func doctype(source: Int) {
    var doctype = Doctype()
    var isBogus = false
    skip()
    if at < count, byte(at) != UInt8(ascii: ">") {
      doctype.name = doctypeName()
      skip()
      if at < count, byte(at) != UInt8(ascii: ">") {
        isBogus = afterName(&doctype)
      }
    } else {
      doctype.forcesQuirks = true
    }
    if at < count {
      at += 1
    } else if !isBogus {
      doctype.forcesQuirks = true
    }
    sink.doctype(doctype, source: source)
  }

  private mutating func skip() {
    at = skipWhitespace(input, from: at, end: count)
  }

  /// DOCTYPE name state.
  private mutating func doctypeName() -> TextRange {
    let ownStart = sink.store.ownCount
    while at < count, !isWhitespace(byte(at)), byte(at) != UInt8(ascii: ">") {
      appendReplacing(lowercase(byte(at)))
      at += 1
    }
    return sink.store.ownRange(from: ownStart)
  }

  private mutating func appendReplacing(_ byte: UInt8) {
    if byte == 0 {
      Self.replacement.withUTF8Buffer { sink.store.append($0) }
    } else {
      sink.store.append(byte)
    }
  }

  /// After DOCTYPE name state; leaves `at` at the `>` or at the end.
  ///
  /// - Returns: whether it came to the bogus DOCTYPE state, where the end of the input matters no
  ///   more.
  private mutating func afterName(_ doctype: inout Doctype) -> Bool {
    if matches("public", at: at) {
      at += 6
      skip()
      guard let identifier = identifier(&doctype) else { return true }
      doctype.publicIdentifier = identifier
      skip()
      guard at < count, byte(at) != UInt8(ascii: ">") else { return false }
    } else if matches("system", at: at) {
      at += 6
      skip()
    } else {
      doctype.forcesQuirks = true
      bogus()
      return true
    }
    guard let identifier = identifier(&doctype) else { return true }
    doctype.systemIdentifier = identifier
    skip()
    // What else there is does no harm.
    let isBogus = at < count && byte(at) != UInt8(ascii: ">")
    bogus()
    return isBogus
  }

  /// A public or system identifier in quotes (13.2.5.57 to 65). Where there is none, or the doctype
  /// ends within it, the doctype forces quirks.
  ///
  /// - Returns: nil where there is none; the rest of the doctype has been skipped then.
  private mutating func identifier(_ doctype: inout Doctype) -> TextRange? {
    guard at < count, byte(at) == UInt8(ascii: "\"") || byte(at) == UInt8(ascii: "'") else {
      doctype.forcesQuirks = true
      bogus()
      return nil
    }
    let quote = byte(at)
    at += 1
    let ownStart = sink.store.ownCount
    while at < count, byte(at) != quote, byte(at) != UInt8(ascii: ">") {
      appendReplacing(byte(at))
      at += 1
    }
    if at < count, byte(at) == quote {
      at += 1
    } else {
      doctype.forcesQuirks = true
    }
    return sink.store.ownRange(from: ownStart)
  }

  /// Bogus DOCTYPE state.
  private mutating func bogus() {
    at = scan(input, from: at, end: count, UInt8(ascii: ">"))
  }
}
