/// A scanner that parses ASCII text field by field.
struct ASCIIScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  var offset = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var hasReachedEnd: Bool { offset >= bytes.count }
  /// Whether only white space and control characters follow.
  var hasOnlySpaceLeft: Bool { hasReachedEnd || bytes[offset...].allSatisfy { $0 <= 0x20 } }
  /// Whether a digit follows.
  var isAtDigit: Bool { offset < bytes.count && bytes[offset] &- 0x30 < 10 }

  /// Skips the given ASCII character; returns false if another one follows.
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    skip(UInt8(truncatingIfNeeded: character.value))
  }

  /// Skips the given byte; returns false if another one follows.
  mutating func skip(_ byte: UInt8) -> Bool {
    guard offset < bytes.count, bytes[offset] == byte else { return false }
    offset += 1
    return true
  }

  mutating func skipSpaces() { while offset < bytes.count, bytes[offset] <= 0x20 { offset += 1 } }
  mutating func skipDigits() { while isAtDigit { offset += 1 } }

  /// Parses exactly that many digits; returns nil, and consumes nothing, if there are fewer.
  mutating func number(_ digitCount: Int) -> Int? {
    guard offset + digitCount <= bytes.count else { return nil }
    var value = 0
    for i in offset..<(offset + digitCount) {
      guard bytes[i] &- 0x30 < 10 else { return nil }
      value = value * 10 + Int(bytes[i] - 0x30)
    }
    offset += digitCount
    return value
  }
}
