// RCDATA, RAWTEXT, PLAINTEXT and CDATA section states (13.2.5.2, 3, 5, 9 to 14, 69 to 71).

extension Tokenizer {
  /// RCDATA state up to its end tag.
  mutating func rcdata() {
    var start = at
    var look = at
    while true {
      look = scan(input, from: look, end: count, UInt8(ascii: "<"), UInt8(ascii: "&"), 0)
      guard look < count else { break }
      switch byte(look) {
      case UInt8(ascii: "<"):
        if isAppropriateEndTag(look) {
          characters(from: start, to: look)
          at = look
          endTag()
          return
        }
        look += 1
      case UInt8(ascii: "&"):
        guard mayBeReference(look + 1),
          let reference = reference(after: look + 1, inAttribute: false)
        else {
          look += 1
          continue
        }
        characters(from: start, to: look)
        emit(reference, source: look)
        start = at
        look = at
      default:
        characters(from: start, to: look)
        replacement(source: look)
        look += 1
        start = look
      }
    }
    at = count
    characters(from: start, to: count)
  }

  /// RAWTEXT state up to its end tag.
  mutating func rawtext() {
    var start = at
    var look = at
    while true {
      look = scan(input, from: look, end: count, UInt8(ascii: "<"), 0)
      guard look < count else { break }
      if byte(look) == 0 {
        characters(from: start, to: look)
        replacement(source: look)
        look += 1
        start = look
      } else if isAppropriateEndTag(look) {
        characters(from: start, to: look)
        at = look
        endTag()
        return
      } else {
        look += 1
      }
    }
    at = count
    characters(from: start, to: count)
  }

  /// PLAINTEXT state, which nothing ends.
  mutating func plaintext() {
    var start = at
    while true {
      let look = scan(input, from: start, end: count, 0)
      characters(from: start, to: look)
      guard look < count else { break }
      replacement(source: look)
      start = look + 1
    }
    at = count
  }

  /// CDATA section state; what a NUL becomes is for the tree to say.
  mutating func cdata() {
    sink.state = .data
    var end = at
    while true {
      end = scan(input, from: end, end: count, pair: UInt8(ascii: "]"), UInt8(ascii: "]"))
      if end >= count || end + 2 < count && byte(end + 2) == UInt8(ascii: ">") { break }
      end += 1
    }
    var start = at
    while start < end {
      let look = scan(input, from: start, end: end, 0)
      characters(from: start, to: look)
      guard look < end else { break }
      sink.nul(source: look)
      start = look + 1
    }
    at = min(end + 3, count)
  }

  /// Whether an end tag with the name of the last start tag begins at an offset.
  func isAppropriateEndTag(_ offset: Int) -> Bool {
    guard offset + 1 < count, byte(offset + 1) == UInt8(ascii: "/") else { return false }
    let letters = sink.store.letters(of: lastStartTag)
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

extension Store {
  /// The letters of a name; valid until the own text grows.
  func letters(of number: UInt16) -> UnsafeBufferPointer<UInt8> {
    let index = Int(number) - Name.staticCount - 1
    return index < 0 ? NameTable.shared.letters(of: number) : text(names.ranges[index])
  }
}
