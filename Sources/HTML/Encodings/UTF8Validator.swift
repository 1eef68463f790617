/// The search for the first byte that is not UTF-8.
///
/// The unchecked loads below stay within `bytes`: a block of 32 is loaded only if 32 bytes are
/// left, and three bytes precede a block because no block begins before offset 3.
enum UTF8Validator {
  private typealias Block = SIMD32<UInt8>
  private typealias Half = SIMD16<UInt8>

  /// Returns the offset of the first byte at or after `start` that does not begin a valid sequence,
  /// nil if all bytes are valid.
  ///
  /// - Parameter start: the offset of the beginning of a sequence.
  static func firstInvalid(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0
  ) -> Int? {
    var position = start
    // Single sequences come first, until a block has three bytes before it.
    while position < bytes.count, position < start + 3 {
      let length = sequence(in: bytes, at: position)
      if length <= 0 { return position }
      position += length
    }
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return nil }
    while position + 32 <= bytes.count {
      let block = base.loadUnaligned(fromByteOffset: position, as: Block.self)
      // The last sequence of the previous block may be incomplete even if this block is ASCII.
      if isASCII(block) && base.load(fromByteOffset: position - 1, as: UInt8.self) < 0x80 {
        position += 32
        continue
      }
      if hasError(block, base + position) { break }
      position += 32
    }
    position = sequenceStart(in: bytes, before: position, notBefore: start)
    while position < bytes.count {
      let length = sequence(in: bytes, at: position)
      if length <= 0 { return position }
      position += length
    }
    return nil
  }

  /// Whether all bytes are ASCII.
  static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    firstNonASCII(in: bytes) == nil
  }

  /// Returns the offset of the first byte at or after `start` that is not ASCII.
  static func firstNonASCII(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0
  ) -> Int? {
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return nil }
    var position = start
    while position + 32 <= bytes.count {
      if !isASCII(base.loadUnaligned(fromByteOffset: position, as: Block.self)) { break }
      position += 32
    }
    return bytes[position...].firstIndex { $0 >= 0x80 }
  }

  @inline(__always)
  private static func isASCII(_ block: Block) -> Bool {
    let words = unsafeBitCast(block, to: SIMD4<UInt64>.self)
    let low = words.lowHalf | words.highHalf
    return (low.x | low.y) & 0x8080_8080_8080_8080 == 0
  }

  /// Whether a byte of the block is an unexpected continuation, lacks an expected continuation, or
  /// is outside the range that the previous byte allows (table 3-7 of the Unicode standard).
  private static func hasError(_ block: Block, _ position: UnsafeRawPointer) -> Bool {
    hasErrorInHalf(block.lowHalf, position) || hasErrorInHalf(block.highHalf, position + 16)
  }

  /// Whether sixteen bytes have an error. The highest bit of each byte represents a condition,
  /// because additions and bitwise operators are single instructions, while comparisons for order
  /// are loops.
  @inline(__always)
  private static func hasErrorInHalf(_ byte: Half, _ position: UnsafeRawPointer) -> Bool {
    let before = (position - 1).loadUnaligned(as: Half.self)
    let before2 = (position - 2).loadUnaligned(as: Half.self)
    let before3 = (position - 3).loadUnaligned(as: Half.self)
    // The second, third and fourth highest bits.
    let second = byte &+ byte
    let third = second &+ second
    let fourth = third &+ third
    let continuation = byte & ~second
    let two = before & (before &+ before)
    let three = before2 & (before2 &+ before2) & ((before2 &+ before2) &+ (before2 &+ before2))
    let four = before3 & bytesAtLeast(before3, 0xF0)
    var error = continuation ^ (two | three | four)
    // The bytes 0xC0, 0xC1 and 0xF5 to 0xFF.
    error |=
      bits((byte & Half(repeating: 0xFE)) .== Half(repeating: 0xC0))
      | (byte & bytesAtLeast(byte, 0xF5))
    // Overlong: 0xE0 before a byte below 0xA0, 0xF0 before a byte below 0x90.
    error |= bits(before .== Half(repeating: 0xE0)) & ~third
    error |= bits(before .== Half(repeating: 0xF0)) & ~(third | fourth)
    // Surrogates: 0xED before 0xA0 or more. Beyond Unicode: 0xF4 before 0x90 or more.
    error |= bits(before .== Half(repeating: 0xED)) & third
    error |= bits(before .== Half(repeating: 0xF4)) & (third | fourth)
    let words = unsafeBitCast(error, to: SIMD2<UInt64>.self)
    return (words.x | words.y) & 0x8080_8080_8080_8080 != 0
  }

  /// Returns bytes whose highest bit is set where a byte is at least `minimum`. Both the bytes of
  /// interest and `minimum` have their highest bit set.
  @inline(__always)
  private static func bytesAtLeast(_ bytes: Half, _ minimum: UInt8) -> Half {
    (bytes & Half(repeating: 0x7F)) &+ Half(repeating: 0 &- minimum)
  }

  @inline(__always)
  private static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> Half {
    // Both types are sixteen bytes without padding.
    unsafeBitCast(mask, to: Half.self)
  }

  /// Returns the beginning of the sequence that extends beyond `end`, or `end` if there is none.
  private static func sequenceStart(
    in bytes: UnsafeBufferPointer<UInt8>, before end: Int, notBefore start: Int
  ) -> Int {
    var position = end
    while position > start, position > end - 3 {
      position -= 1
      let byte = bytes[position]
      if byte < 0x80 { return end }
      if byte >= 0xC0 { return position }
    }
    return end
  }

  /// Returns the length of the valid sequence at a position. For a malformed one, returns the
  /// negated length of its maximal valid part (at least 1), which one U+FFFD replaces.
  static func sequence(in bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Int {
    let first = bytes[position]
    if first < 0x80 { return 1 }
    let length: Int
    var range: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, range) = (3, 0xA0...0xBF)
    case 0xED: (length, range) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, range) = (4, 0x90...0xBF)
    case 0xF4: (length, range) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return -1
    }
    for offset in 1..<length {
      guard position + offset < bytes.count, range.contains(bytes[position + offset]) else {
        return -offset
      }
      range = 0x80...0xBF
    }
    return length
  }
}
