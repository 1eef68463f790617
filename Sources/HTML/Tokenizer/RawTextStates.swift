// RCDATA, RAWTEXT, PLAINTEXT and CDATA section states (13.2.5.2, 3, 5, 9 to 14 and 69 to 71).

extension Tokenizer {
  /// RCDATA state, up to the end tag of the element.
  mutating func tokenizeRCDATA() {
    var start = position
    var cursor = position
    while true {
      cursor = scan(input, from: cursor, end: count, UInt8(ascii: "<"), UInt8(ascii: "&"), 0)
      guard cursor < count else { break }
      switch byte(cursor) {
      case UInt8(ascii: "<"):
        if isAppropriateEndTag(cursor) {
          emitCharacters(from: start, to: cursor)
          position = cursor
          tokenizeEndTag()
          return
        }
        cursor += 1
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
      default:
        emitCharacters(from: start, to: cursor)
        emitReplacement(sourceOffset: cursor)
        cursor += 1
        start = cursor
      }
    }
    position = count
    emitCharacters(from: start, to: count)
  }

  /// RAWTEXT state, up to the end tag of the element.
  mutating func tokenizeRawText() {
    var start = position
    var cursor = position
    while true {
      cursor = scan(input, from: cursor, end: count, UInt8(ascii: "<"), 0)
      guard cursor < count else { break }
      if byte(cursor) == 0 {
        emitCharacters(from: start, to: cursor)
        emitReplacement(sourceOffset: cursor)
        cursor += 1
        start = cursor
      } else if isAppropriateEndTag(cursor) {
        emitCharacters(from: start, to: cursor)
        position = cursor
        tokenizeEndTag()
        return
      } else {
        cursor += 1
      }
    }
    position = count
    emitCharacters(from: start, to: count)
  }

  /// PLAINTEXT state, up to the end of the input.
  mutating func tokenizePlaintext() {
    var start = position
    while true {
      let cursor = scan(input, from: start, end: count, 0)
      emitCharacters(from: start, to: cursor)
      guard cursor < count else { break }
      emitReplacement(sourceOffset: cursor)
      start = cursor + 1
    }
    position = count
  }

  /// CDATA section state. The tree construction decides how to process a NULL.
  mutating func tokenizeCDATASection() {
    sink.state = .data
    var end = position
    while true {
      end = scan(input, from: end, end: count, pair: UInt8(ascii: "]"), UInt8(ascii: "]"))
      if end >= count || end + 2 < count && byte(end + 2) == UInt8(ascii: ">") { break }
      end += 1
    }
    var start = position
    while start < end {
      let cursor = scan(input, from: start, end: end, 0)
      emitCharacters(from: start, to: cursor)
      guard cursor < end else { break }
      sink.processNull(sourceOffset: cursor)
      start = cursor + 1
    }
    position = min(end + 3, count)
  }

  /// Whether an appropriate end tag, which has the name of the last start tag, begins at an offset.
  func isAppropriateEndTag(_ offset: Int) -> Bool {
    guard offset + 1 < count, byte(offset + 1) == UInt8(ascii: "/") else { return false }
    let letters = sink.arena.nameBytes(of: lastStartTagName)
    let end = offset + 2 + letters.count
    guard letters.count > 0, end < count else { return false }
    for index in 0..<letters.count
    where lowercase(byte(offset + 2 + index)) != letters[index] {
      return false
    }
    return isWhitespace(byte(end)) || byte(end) == UInt8(ascii: "/")
      || byte(end) == UInt8(ascii: ">")
  }
}
