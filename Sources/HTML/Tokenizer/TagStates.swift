// Tag name, attribute name and attribute value states (13.2.5.8, 32 to 40).

extension Tokenizer {
  /// A start tag; `at` is at its `<`, a letter after it.
  @inline(__always)
  mutating func startTag() {
    let source = at
    at &+= 1
    guard let tag = tag(source: source) else { return }
    lastStartTag = tag.name
    sink.startTag(tag)
  }

  /// An end tag; `at` is at its `<`, `/` and a letter after it.
  @inline(__always)
  mutating func endTag() {
    let source = at
    at &+= 2
    guard let tag = tag(source: source) else { return }
    // An end tag may have attributes; they count for nothing.
    sink.store.attributeCount &-= Int(tag.attributeCount)
    sink.state = .data
    sink.endTag(tag)
  }

  /// The rest of a tag; `at` is at the first letter of its name.
  ///
  /// - Returns: nil where the input ends within the tag: it is dropped, and `at` is at the end.
  @inline(__always)
  private mutating func tag(source: Int) -> Tag? {
    let number = name(endsAtEquals: false)
    var tag = Tag(
      name: number, isSelfClosing: false, source: UInt32(truncatingIfNeeded: source),
      attributeStart: UInt32(truncatingIfNeeded: sink.store.attributeCount), attributeCount: 0)
    if at < count, byte(at) == UInt8(ascii: ">") {
      at &+= 1
      return tag
    }
    guard attributes(&tag) else { return nil }
    return tag
  }

  /// Before attribute name state and all that may follow up to the end of the tag.
  ///
  /// - Returns: false where the input ends first.
  @inline(never)
  private mutating func attributes(_ tag: inout Tag) -> Bool {
    tagSerial &+= 1
    let first = sink.store.attributeCount
    var seen = 0
    while true {
      at = skipWhitespace(input, from: at, end: count)
      guard at < count else { break }
      let start = byte(at)
      if start == UInt8(ascii: ">") {
        at &+= 1
        tag.attributeCount = UInt32(truncatingIfNeeded: sink.store.attributeCount &- first)
        return true
      }
      if start == UInt8(ascii: "/") {
        // Self-closing start tag state.
        at &+= 1
        if at < count, byte(at) == UInt8(ascii: ">") { tag.isSelfClosing = true }
        continue
      }
      seen &+= 1
      if seen > maximumAttributes {
        if sink.store.cut == nil { sink.store.cut = .attributes }
        break
      }
      let number = name(endsAtEquals: true)
      guard let value = value() else { break }
      if isFirst(number) {
        sink.store.add(AttributeRecord(name: number, isNamespaced: false, value: value))
      }
    }
    sink.store.attributeCount = first
    at = count
    return false
  }

  /// Whether the tag had no attribute of this name yet; from now on it has.
  @inline(__always)
  private mutating func isFirst(_ number: UInt16) -> Bool {
    let index = Int(number)
    if index >= lastTagCapacity { growLastTag(index) }
    if lastTag[index] == tagSerial { return false }
    lastTag[index] = tagSerial
    return true
  }

  @inline(never)
  private mutating func growLastTag(_ index: Int) {
    let capacity = index + index / 2
    let grown: UnsafeMutablePointer<UInt32> = Store.allocate(capacity)
    grown.initialize(repeating: 0, count: capacity)
    grown.update(from: lastTag, count: lastTagCapacity)
    Store.release(lastTag)
    lastTag = grown
    lastTagCapacity = capacity
  }

  /// After attribute name, before attribute value and attribute value states.
  ///
  /// - Returns: nil where the input ends first.
  @inline(__always)
  private mutating func value() -> TextRange? {
    if at < count, byte(at) != UInt8(ascii: "=") {
      at = skipWhitespace(input, from: at, end: count)
    }
    guard at < count else { return nil }
    guard byte(at) == UInt8(ascii: "=") else { return TextRange(start: 0, count: 0) }
    at &+= 1
    guard at < count else { return nil }
    if byte(at) <= 0x20 {
      at = skipWhitespace(input, from: at, end: count)
      guard at < count else { return nil }
    }
    let quote = byte(at)
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      at &+= 1
      let start = at
      let end = scan(input, from: start, end: count, quote, UInt8(ascii: "&"), 0)
      guard end < count else { return nil }
      at = end
      if byte(end) == quote {
        at &+= 1
        return range(from: start, to: end)
      }
      return decodedValue(from: start, quote: quote)
    }
    if quote == UInt8(ascii: ">") { return TextRange(start: 0, count: 0) }
    return unquotedValue()
  }

  @inline(__always)
  func range(from start: Int, to end: Int) -> TextRange {
    TextRange(
      start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: end &- start))
  }

  /// The value of an attribute without quotes (13.2.5.38).
  private mutating func unquotedValue() -> TextRange? {
    let start = at
    while at < count {
      let next = byte(at)
      if next <= 0x20 || next == UInt8(ascii: ">") || next == UInt8(ascii: "&") {
        if next == 0 || next == UInt8(ascii: "&") { return decodedValue(from: start, quote: 0) }
        if isWhitespace(next) || next == UInt8(ascii: ">") { return range(from: start, to: at) }
      }
      at &+= 1
    }
    return nil
  }

  /// The value of an attribute in which something has to be replaced; `at` is there.
  ///
  /// - Parameter quote: 0 where there is none.
  @inline(never)
  private mutating func decodedValue(from start: Int, quote: UInt8) -> TextRange? {
    let ownStart = sink.store.ownCount
    var start = start
    while true {
      if quote != 0 {
        at = scan(input, from: at, end: count, quote, UInt8(ascii: "&"), 0)
      } else {
        while at < count, byte(at) > 0x20 || !isWhitespace(byte(at)) && byte(at) != 0,
          byte(at) != UInt8(ascii: ">"), byte(at) != UInt8(ascii: "&")
        {
          at += 1
        }
      }
      guard at < count else { return nil }
      let found = byte(at)
      if found == UInt8(ascii: "&"), quote != found {
        guard mayBeReference(at + 1),
          let reference = reference(after: at + 1, inAttribute: true)
        else {
          at += 1
          continue
        }
        let end = at
        sink.store.append(input + start, count: end - start)
        reference.append(to: &sink.store)
        at = reference.end
        start = at
      } else if found == 0 {
        sink.store.append(input + start, count: at - start)
        Self.replacement.withUTF8Buffer { sink.store.append($0) }
        at += 1
        start = at
      } else {
        sink.store.append(input + start, count: at - start)
        if quote != 0 { at += 1 }
        return sink.store.ownRange(from: ownStart)
      }
    }
  }
}
