// Names of tags and attributes.

extension Tokenizer {
  /// Returns the number of the name at `position`, and moves `position` after the name.
  ///
  /// A name ends before whitespace, `/` or `>`, and an attribute name also before `=`. The first
  /// character always belongs to the name.
  @inline(__always)
  mutating func tokenizeName(endsAtEquals: Bool) -> UInt16 {
    if position &+ 8 <= count {
      let raw = UnsafeRawPointer(input + position).loadUnaligned(as: UInt64.self).littleEndian
      let ends = nameTerminators(raw)
      if ends != 0 {
        let bits = UInt64(ends.trailingZeroBitCount) & ~7
        let length = Int(truncatingIfNeeded: bits &>> 3)
        let end = byte(position &+ length)
        // Other control characters do not end a name, and `=` does not end a tag name.
        if length > 0, end > 0x20 || isWhitespace(end),
          endsAtEquals || end != UInt8(ascii: "=")
        {
          let word = lowercase(raw) & ((1 &<< bits) &- 1)
          let number = nameTable.find(word: word, bytes: input + position, count: length)
          if number != 0 {
            position &+= length
            return number
          }
        }
      }
    }
    return tokenizeLongName(endsAtEquals: endsAtEquals)
  }

  /// Returns the number of a name that is longer than seven bytes, new, near the end of the input,
  /// or contains unusual characters.
  @inline(never)
  private mutating func tokenizeLongName(endsAtEquals: Bool) -> UInt16 {
    let start = position
    var capitals: UInt64 = 0
    var end = start
    while end &+ 8 <= count {
      var raw = UnsafeRawPointer(input + end).loadUnaligned(as: UInt64.self).littleEndian
      let ends = nameTerminators(raw)
      if ends == 0 {
        capitals |= raw ^ lowercase(raw)
        end &+= 8
        continue
      }
      let bits = UInt64(ends.trailingZeroBitCount) & ~7
      raw &= (1 &<< bits) &- 1
      capitals |= raw ^ lowercase(raw)
      end &+= Int(truncatingIfNeeded: bits &>> 3)
      let last = byte(end)
      guard end > start, last > 0x20 || isWhitespace(last),
        endsAtEquals || last != UInt8(ascii: "=")
      else { break }
      position = end
      return intern(from: start, to: end, needsCopy: capitals != 0)
    }
    return tokenizeNameBytewise(endsAtEquals: endsAtEquals)
  }

  /// Returns the number of a name that is parsed byte by byte.
  private mutating func tokenizeNameBytewise(endsAtEquals: Bool) -> UInt16 {
    let start = position
    var needsCopy = false
    while position < count {
      let next = byte(position)
      if next <= 0x20 {
        if isWhitespace(next) { break }
        if next == 0 { needsCopy = true }
      } else if next == UInt8(ascii: ">") || next == UInt8(ascii: "/") {
        break
      } else if next == UInt8(ascii: "="), endsAtEquals, position > start {
        break
      } else if next &- 0x41 < 26 {
        needsCopy = true
      }
      position &+= 1
    }
    return intern(from: start, to: position, needsCopy: needsCopy)
  }

  private mutating func intern(from start: Int, to end: Int, needsCopy: Bool) -> UInt16 {
    var range = self.range(from: start, to: end)
    let bufferStart = sink.arena.textBufferCount
    if needsCopy {
      for offset in start..<end {
        if byte(offset) == 0 {
          Self.replacement.withUTF8Buffer { sink.arena.append($0) }
        } else {
          sink.arena.append(lowercase(byte(offset)))
        }
      }
      range = sink.arena.bufferRange(from: bufferStart)
    }
    let number = sink.arena.number(of: range)
    if needsCopy, number.isKnown { sink.arena.truncateTextBuffer(to: bufferStart) }
    return number.number
  }
}
