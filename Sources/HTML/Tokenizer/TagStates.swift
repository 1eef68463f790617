// Tag name, attribute name and attribute value states (13.2.5.8 and 32 to 40).

extension Tokenizer {
  /// Tokenizes a start tag; `position` is at its `<`, which a letter follows.
  @inline(__always)
  mutating func tokenizeStartTag() {
    let sourceOffset = position
    position &+= 1
    guard let tag = tokenizeTag(sourceOffset: sourceOffset) else { return }
    lastStartTagName = tag.name
    sink.processStartTag(tag)
  }

  /// Tokenizes an end tag; `position` is at its `<`, which `/` and a letter follow.
  @inline(__always)
  mutating func tokenizeEndTag() {
    let sourceOffset = position
    position &+= 2
    guard let tag = tokenizeTag(sourceOffset: sourceOffset) else { return }
    // An end tag may have attributes, which are ignored.
    sink.arena.attributeCount &-= Int(tag.attributeCount)
    sink.state = .data
    sink.processEndTag(tag)
  }

  /// Tokenizes the rest of a tag; `position` is at the first letter of its name.
  ///
  /// - Returns: nil if the input ends within the tag, which is dropped then.
  @inline(__always)
  private mutating func tokenizeTag(sourceOffset: Int) -> Tag? {
    let number = tokenizeName(endsAtEquals: false)
    var tag = Tag(
      name: number, isSelfClosing: false, sourceOffset: UInt32(truncatingIfNeeded: sourceOffset),
      attributeStart: UInt32(truncatingIfNeeded: sink.arena.attributeCount), attributeCount: 0)
    if position < count, byte(position) == UInt8(ascii: ">") {
      position &+= 1
      return tag
    }
    guard tokenizeAttributes(of: &tag) else { return nil }
    return tag
  }

  /// Runs the states from “before attribute name” to the end of the tag.
  ///
  /// - Returns: false if the input ends within the tag.
  @inline(never)
  private mutating func tokenizeAttributes(of tag: inout Tag) -> Bool {
    tagNumber &+= 1
    let first = sink.arena.attributeCount
    var seen = 0
    while true {
      position = skipWhitespace(input, from: position, end: count)
      guard position < count else { break }
      let start = byte(position)
      if start == UInt8(ascii: ">") {
        position &+= 1
        tag.attributeCount = UInt32(truncatingIfNeeded: sink.arena.attributeCount &- first)
        return true
      }
      if start == UInt8(ascii: "/") {
        // Self-closing start tag state.
        position &+= 1
        if position < count, byte(position) == UInt8(ascii: ">") { tag.isSelfClosing = true }
        continue
      }
      seen &+= 1
      if seen > maximumAttributes {
        if sink.arena.truncation == nil { sink.arena.truncation = .attributes }
        break
      }
      let number = tokenizeName(endsAtEquals: true)
      guard let value = tokenizeAttributeValue() else { break }
      if isFirstAttribute(named: number) {
        sink.arena.add(AttributeRecord(name: number, isNamespaced: false, value: value))
      }
    }
    sink.arena.attributeCount = first
    position = count
    return false
  }

  /// Whether the attribute is the first of the tag with its name; records the name.
  @inline(__always)
  private mutating func isFirstAttribute(named number: UInt16) -> Bool {
    let index = Int(number)
    if index >= lastTagWithAttributeCapacity { growLastTagWithAttribute(index) }
    if lastTagWithAttribute[index] == tagNumber { return false }
    lastTagWithAttribute[index] = tagNumber
    return true
  }

  @inline(never)
  private mutating func growLastTagWithAttribute(_ index: Int) {
    let capacity = index + index / 2
    let grown: UnsafeMutablePointer<UInt32> = ParseArena.allocate(capacity)
    grown.initialize(repeating: 0, count: capacity)
    grown.update(from: lastTagWithAttribute, count: lastTagWithAttributeCapacity)
    ParseArena.release(lastTagWithAttribute)
    lastTagWithAttribute = grown
    lastTagWithAttributeCapacity = capacity
  }

  /// Runs the “after attribute name”, “before attribute value” and attribute value states.
  ///
  /// - Returns: nil if the input ends within the tag.
  @inline(__always)
  private mutating func tokenizeAttributeValue() -> TextRange? {
    if position < count, byte(position) != UInt8(ascii: "=") {
      position = skipWhitespace(input, from: position, end: count)
    }
    guard position < count else { return nil }
    guard byte(position) == UInt8(ascii: "=") else { return TextRange(start: 0, count: 0) }
    position &+= 1
    guard position < count else { return nil }
    if byte(position) <= 0x20 {
      position = skipWhitespace(input, from: position, end: count)
      guard position < count else { return nil }
    }
    let quote = byte(position)
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      position &+= 1
      let start = position
      let end = scan(input, from: start, end: count, quote, UInt8(ascii: "&"), 0)
      guard end < count else { return nil }
      position = end
      if byte(end) == quote {
        position &+= 1
        return range(from: start, to: end)
      }
      return tokenizeDecodedValue(from: start, quote: quote)
    }
    if quote == UInt8(ascii: ">") { return TextRange(start: 0, count: 0) }
    return tokenizeUnquotedValue()
  }

  @inline(__always)
  func range(from start: Int, to end: Int) -> TextRange {
    TextRange(
      start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: end &- start))
  }

  /// Attribute value (unquoted) state (13.2.5.38).
  private mutating func tokenizeUnquotedValue() -> TextRange? {
    let start = position
    while position < count {
      let next = byte(position)
      if next <= 0x20 || next == UInt8(ascii: ">") || next == UInt8(ascii: "&") {
        if next == 0 || next == UInt8(ascii: "&") {
          return tokenizeDecodedValue(from: start, quote: 0)
        }
        if isWhitespace(next) || next == UInt8(ascii: ">") {
          return range(from: start, to: position)
        }
      }
      position &+= 1
    }
    return nil
  }

  /// Tokenizes an attribute value with a character reference or NULL; `position` is at the first
  /// one.
  ///
  /// - Parameters:
  ///   - start: the offset of the value.
  ///   - quote: the quotation mark around the value, 0 if it is unquoted.
  @inline(never)
  private mutating func tokenizeDecodedValue(from start: Int, quote: UInt8) -> TextRange? {
    let bufferStart = sink.arena.textBufferCount
    var start = start
    while true {
      if quote != 0 {
        position = scan(input, from: position, end: count, quote, UInt8(ascii: "&"), 0)
      } else {
        while position < count,
          byte(position) > 0x20 || !isWhitespace(byte(position)) && byte(position) != 0,
          byte(position) != UInt8(ascii: ">"), byte(position) != UInt8(ascii: "&")
        {
          position += 1
        }
      }
      guard position < count else { return nil }
      let found = byte(position)
      if found == UInt8(ascii: "&"), quote != found {
        guard mayBeReference(position + 1),
          let reference = characterReference(after: position + 1, inAttribute: true)
        else {
          position += 1
          continue
        }
        let end = position
        sink.arena.append(input + start, count: end - start)
        reference.append(to: &sink.arena)
        position = reference.end
        start = position
      } else if found == 0 {
        sink.arena.append(input + start, count: position - start)
        Self.replacement.withUTF8Buffer { sink.arena.append($0) }
        position += 1
        start = position
      } else {
        sink.arena.append(input + start, count: position - start)
        if quote != 0 { position += 1 }
        return sink.arena.bufferRange(from: bufferStart)
      }
    }
  }
}
