// Character reference states (13.2.5.72 to 80).

/// A character reference in the input.
struct CharacterReference {
  /// The offset after the reference.
  let end: Int
  /// The UTF-8 of a named reference; nil for a numeric one.
  let named: UnsafeBufferPointer<UInt8>?
  let scalar: Unicode.Scalar

  func withBytes(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    if let named { return body(named) }
    var bytes: (UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0)
    let encoded = UTF8.encode(scalar)!
    withUnsafeMutableBytes(of: &bytes) { buffer in
      for (index, byte) in encoded.enumerated() { buffer[index] = byte }
      // `buffer` has four bytes, the maximum length of a scalar in UTF-8.
      let start = buffer.baseAddress!.assumingMemoryBound(to: UInt8.self)
      body(UnsafeBufferPointer(start: start, count: encoded.count))
    }
  }

  func append(to arena: inout ParseArena) {
    withBytes { arena.append($0) }
  }
}

extension Tokenizer {
  /// Whether the text after an `&` may be a character reference; cheaper than the search for one.
  @inline(__always)
  func mayBeReference(_ start: Int) -> Bool {
    start < count && (isASCIIAlphanumeric(byte(start)) || byte(start) == UInt8(ascii: "#"))
  }

  /// Returns the character reference after an `&`, nil if the `&` is text.
  ///
  /// - Parameter start: the offset after the `&`.
  @inline(never)
  func characterReference(after start: Int, inAttribute: Bool) -> CharacterReference? {
    guard start < count else { return nil }
    if byte(start) == UInt8(ascii: "#") { return numericCharacterReference(start + 1) }
    let rest = UnsafeBufferPointer(start: input + start, count: count - start)
    guard let match = NamedReference.match(rest) else { return nil }
    let end = start + match.length
    if inAttribute, !match.hasSemicolon, end < count {
      // A URL parameter that looks like a reference without a semicolon is text, for historical
      // reasons.
      let next = byte(end)
      if next == UInt8(ascii: "=") || isASCIIAlphanumeric(next) { return nil }
    }
    return CharacterReference(end: end, named: match.utf8, scalar: "\0")
  }

  /// Numeric character reference state and the states that follow it.
  private func numericCharacterReference(_ start: Int) -> CharacterReference? {
    var position = start
    var radix: UInt32 = 10
    if position < count, byte(position) | 0x20 == UInt8(ascii: "x") {
      radix = 16
      position += 1
    }
    let digits = position
    var number: UInt32 = 0
    while position < count, let digit = hexDigitValue(byte(position)), digit < radix {
      // A number above the last code point stops growing, so that it cannot overflow.
      if number <= 0x10FFFF { number = number * radix + UInt32(digit) }
      position += 1
    }
    guard position > digits else { return nil }
    if position < count, byte(position) == UInt8(ascii: ";") { position += 1 }
    return CharacterReference(end: position, named: nil, scalar: NumericReference.scalar(number))
  }

  /// Emits the characters of a reference and continues after it.
  mutating func emit(_ reference: CharacterReference, sourceOffset: Int) {
    position = reference.end
    reference.withBytes { sink.processCharacters($0, sourceOffset: sourceOffset) }
  }
}
