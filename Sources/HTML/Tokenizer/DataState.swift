// Data, tag open, end tag open and markup declaration open states (13.2.5.1, 6, 7 and 42).

extension Tokenizer {
  /// Data state, until a token changes the state.
  mutating func tokenizeData() {
    var start = position
    var cursor = position
    while true {
      cursor = scan(input, from: cursor, end: count, UInt8(ascii: "<"), UInt8(ascii: "&"), 0)
      guard cursor < count else {
        position = count
        return emitCharacters(from: start, to: count)
      }
      switch byte(cursor) {
      case UInt8(ascii: "<"):
        let textLength = tokenizeTagOpen(at: cursor, charactersFrom: start)
        if textLength > 0 {
          cursor += textLength
          continue
        }
        if sink.state != .data || sink.arena.truncation != nil { return }
        start = position
        cursor = position
      case UInt8(ascii: "&"):
        guard mayBeReference(cursor + 1),
          let reference = characterReference(after: cursor + 1, inAttribute: false)
        else {
          cursor += 1
          continue
        }
        emitCharacters(from: start, to: cursor)
        emit(reference, sourceOffset: cursor)
        start = position
        cursor = position
        if sink.arena.truncation != nil { return }
      default:
        emitCharacters(from: start, to: cursor)
        sink.processNull(sourceOffset: cursor)
        cursor += 1
        start = cursor
        position = cursor
      }
    }
  }

  /// Tag open state.
  ///
  /// - Parameters:
  ///   - offset: the offset of the `<`.
  ///   - start: the offset of the characters that are emitted before a token.
  /// - Returns: 0 after a token, else the number of bytes that are text.
  @inline(__always)
  private mutating func tokenizeTagOpen(at offset: Int, charactersFrom start: Int) -> Int {
    guard offset + 1 < count else { return 1 }
    let next = byte(offset + 1)
    if isASCIILetter(next) {
      emitCharacters(from: start, to: offset)
      position = offset
      tokenizeStartTag()
    } else if next == UInt8(ascii: "/") {
      guard offset + 2 < count else { return 2 }
      emitCharacters(from: start, to: offset)
      position = offset
      tokenizeEndTagOpen()
    } else if next == UInt8(ascii: "!") {
      emitCharacters(from: start, to: offset)
      position = offset + 2
      tokenizeMarkupDeclarationOpen()
    } else if next == UInt8(ascii: "?") {
      emitCharacters(from: start, to: offset)
      position = offset + 1
      tokenizeBogusComment(sourceOffset: offset)
    } else {
      return 1
    }
    return 0
  }

  /// End tag open state; `position` is at the `<`, and at least one byte follows the `/`.
  @inline(__always)
  private mutating func tokenizeEndTagOpen() {
    let next = byte(position + 2)
    if isASCIILetter(next) {
      tokenizeEndTag()
    } else if next == UInt8(ascii: ">") {
      position += 3
    } else {
      let sourceOffset = position
      position += 2
      tokenizeBogusComment(sourceOffset: sourceOffset)
    }
  }

  /// Markup declaration open state; `position` is after `<!`.
  @inline(never)
  private mutating func tokenizeMarkupDeclarationOpen() {
    let sourceOffset = position - 2
    if matches("--", at: position) {
      position += 2
      tokenizeComment(sourceOffset: sourceOffset)
    } else if matches("doctype", at: position) {
      position += 7
      tokenizeDoctype(sourceOffset: sourceOffset)
    } else if sink.allowsCDATA, isCDATA(position) {
      position += 7
      sink.state = .cdata
    } else {
      tokenizeBogusComment(sourceOffset: sourceOffset)
    }
  }

  private func isCDATA(_ offset: Int) -> Bool {
    // The match is case-sensitive, unlike that of `matches`.
    let letters: StaticString = "[CDATA["
    guard offset + 7 <= count else { return false }
    for index in 0..<7 where byte(offset + index) != letters.utf8Start[index] { return false }
    return true
  }
}
