// Comment states (13.2.5.41 and 43 to 52).

extension Tokenizer {
  /// Bogus comment state; `position` is the offset of the comment's first character.
  mutating func tokenizeBogusComment(sourceOffset: Int) {
    let start = position
    let end = scan(input, from: start, end: count, UInt8(ascii: ">"))
    position = min(end + 1, count)
    emitComment(from: start, to: end, sourceOffset: sourceOffset)
  }

  /// Comment start state and all states up to the end of the comment; `position` is after `<!--`.
  ///
  /// A comment ends with `-->` or `--!>`. If there are more than two dashes, the last two belong to
  /// the end.
  mutating func tokenizeComment(sourceOffset: Int) {
    let start = position
    if start < count, byte(start) == UInt8(ascii: ">") {
      position = start + 1
      return emitComment(from: start, to: start, sourceOffset: sourceOffset)
    }
    if start + 1 < count, byte(start) == UInt8(ascii: "-"), byte(start + 1) == UInt8(ascii: ">") {
      position = start + 2
      return emitComment(from: start, to: start, sourceOffset: sourceOffset)
    }
    var cursor = start
    while true {
      cursor = scan(input, from: cursor, end: count, pair: UInt8(ascii: "-"), UInt8(ascii: "-"))
      guard cursor < count else { break }
      // Comment end state and comment end bang state.
      var next = cursor + 2
      while next < count, byte(next) == UInt8(ascii: "-") { next += 1 }
      let end = next - 2
      if next < count, byte(next) == UInt8(ascii: "!") { next += 1 }
      if next < count, byte(next) == UInt8(ascii: ">") {
        position = next + 1
        return emitComment(from: start, to: end, sourceOffset: sourceOffset)
      }
      cursor = next
    }
    position = count
    emitComment(from: start, to: endOfUnterminatedComment(from: start), sourceOffset: sourceOffset)
  }

  /// Returns the end of the text of a comment that is not closed. A partial `-->` or `--!>` at the
  /// end of the input is not part of the text.
  private func endOfUnterminatedComment(from start: Int) -> Int {
    func ends(_ tail: StaticString) -> Bool {
      count - start >= tail.utf8CodeUnitCount && matches(tail, at: count - tail.utf8CodeUnitCount)
    }
    return count - (ends("--!") ? 3 : ends("--") ? 2 : ends("-") ? 1 : 0)
  }

  /// Emits a comment with each NULL replaced by U+FFFD.
  private mutating func emitComment(from start: Int, to end: Int, sourceOffset: Int) {
    var cursor = scan(input, from: start, end: end, 0)
    if cursor == end {
      sink.processComment(range(from: start, to: end), sourceOffset: sourceOffset)
      return
    }
    let bufferStart = sink.arena.textBufferCount
    var start = start
    while cursor < end {
      sink.arena.append(input + start, count: cursor - start)
      Self.replacement.withUTF8Buffer { sink.arena.append($0) }
      start = cursor + 1
      cursor = scan(input, from: start, end: end, 0)
    }
    sink.arena.append(input + start, count: end - start)
    sink.processComment(sink.arena.bufferRange(from: bufferStart), sourceOffset: sourceOffset)
  }
}
