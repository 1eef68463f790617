// Comment states (13.2.5.41, 43 to 52).

extension Tokenizer {
  /// Bogus comment state; `at` is at the first character of the comment.
  mutating func bogusComment(source: Int) {
    let start = at
    let end = scan(input, from: start, end: count, UInt8(ascii: ">"))
    at = min(end + 1, count)
    emitComment(from: start, to: end, source: source)
  }

  /// Comment start state and all up to the end of the comment; `at` is after `<!--`.
  ///
  /// A comment ends with `-->` or `--!>`; of more dashes the last two count.
  mutating func comment(source: Int) {
    let start = at
    if start < count, byte(start) == UInt8(ascii: ">") {
      at = start + 1
      return emitComment(from: start, to: start, source: source)
    }
    if start + 1 < count, byte(start) == UInt8(ascii: "-"), byte(start + 1) == UInt8(ascii: ">") {
      at = start + 2
      return emitComment(from: start, to: start, source: source)
    }
    var look = start
    while true {
      look = scan(input, from: look, end: count, pair: UInt8(ascii: "-"), UInt8(ascii: "-"))
      guard look < count else { break }
      // Comment end state, and comment end bang state.
      var next = look + 2
      while next < count, byte(next) == UInt8(ascii: "-") { next += 1 }
      let end = next - 2
      if next < count, byte(next) == UInt8(ascii: "!") { next += 1 }
      if next < count, byte(next) == UInt8(ascii: ">") {
        at = next + 1
        return emitComment(from: start, to: end, source: source)
      }
      look = next
    }
    at = count
    emitComment(from: start, to: endOfUnended(from: start), source: source)
  }

  /// Where the text of a comment ends that the input ends in: what might have been its end is not
  /// part of it.
  private func endOfUnended(from start: Int) -> Int {
    func ends(_ tail: StaticString) -> Bool {
      count - start >= tail.utf8CodeUnitCount && matches(tail, at: count - tail.utf8CodeUnitCount)
    }
    return count - (ends("--!") ? 3 : ends("--") ? 2 : ends("-") ? 1 : 0)
  }

  /// Gives a comment to the sink, with U+FFFD in place of each NUL.
  private mutating func emitComment(from start: Int, to end: Int, source: Int) {
    var look = scan(input, from: start, end: end, 0)
    if look == end {
      sink.comment(range(from: start, to: end), source: source)
      return
    }
    let ownStart = sink.store.ownCount
    var start = start
    while look < end {
      sink.store.append(input + start, count: look - start)
      Self.replacement.withUTF8Buffer { sink.store.append($0) }
      start = look + 1
      look = scan(input, from: start, end: end, 0)
    }
    sink.store.append(input + start, count: end - start)
    sink.comment(sink.store.ownRange(from: ownStart), source: source)
  }
}
