/// Finding the first byte that is not UTF-8.
///
/// The unchecked loads below stay within `bytes`: a block of 32 is read only where 32 bytes are
/// left, and the three bytes before a block exist because no block begins before offset 3.
enum UTF8Validator {
  private typealias Block = SIMD32<UInt8>
  private typealias Half = SIMD16<UInt8>

  /// The offset of the first byte at or after `start` that begins no valid sequence; `nil` when
  /// all is valid. `start` is the beginning of a sequence.
  static func firstInvalid(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0
  ) -> Int? {
    var position = start
    // Sequence by sequence until a block has three bytes before it.
    while position < bytes.count, position < start + 3 {
      let length = sequence(in: bytes, at: position)
      if length <= 0 { return position }
      position += length
    }
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return nil }
    while position + 32 <= bytes.count {
      let block = base.loadUnaligned(fromByteOffset: position, as: Block.self)
      // Also where this block is all ASCII, a sequence begun in the last one may lack its end.
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

  static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    firstNonASCII(in: bytes) == nil
  }

  /// The offset of the first byte at or after `start` that is not ASCII.
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

  /// Whether a byte of the block continues what it should not, fails to continue what it should,
  /// or is out of the range that the byte before it leaves (table 3-7 of the Unicode standard).
  private static func hasError(_ block: Block, _ position: UnsafeRawPointer) -> Bool {
    hasErrorInHalf(block.lowHalf, position) || hasErrorInHalf(block.highHalf, position + 16)
  }

  /// The same for sixteen bytes. Conditions are told by the highest bit of each byte, for additions
  /// and bitwise operators are single instructions where comparisons for order are loops.
  @inline(__always)
  private static func hasErrorInHalf(_ byte: Half, _ position: UnsafeRawPointer) -> Bool {
    let before = (position - 1).loadUnaligned(as: Half.self)
    let before2 = (position - 2).loadUnaligned(as: Half.self)
    let before3 = (position - 3).loadUnaligned(as: Half.self)
    // The bit that was second, third, fourth from the top.
    let second = byte &+ byte
    let third = second &+ second
    let fourth = third &+ third
    let continuation = byte & ~second
    let two = before & (before &+ before)
    let three = before2 & (before2 &+ before2) & ((before2 &+ before2) &+ (before2 &+ before2))
    let four = before3 & bytesAtLeast(before3, 0xF0)
    var error = continuation ^ (two | three | four)
    // 0xC0, 0xC1 and all from 0xF5 on.
    error |=
      bits((byte & Half(repeating: 0xFE)) .== Half(repeating: 0xC0))
      | (byte & bytesAtLeast(byte, 0xF5))
    // Overlong: 0xE0 and less than 0xA0, 0xF0 and less than 0x90.
    error |= bits(before .== Half(repeating: 0xE0)) & ~third
    error |= bits(before .== Half(repeating: 0xF0)) & ~(third | fourth)
    // Surrogates: 0xED and 0xA0 or more. Beyond Unicode: 0xF4 and 0x90 or more.
    error |= bits(before .== Half(repeating: 0xED)) & third
    error |= bits(before .== Half(repeating: 0xF4)) & (third | fourth)
    let words = unsafeBitCast(error, to: SIMD2<UInt64>.self)
    return (words.x | words.y) & 0x8080_8080_8080_8080 != 0
  }

  /// Bytes with the highest bit set where the lower bits are at least those of `least`, which has
  /// its highest bit set; for bytes that have theirs set too.
  @inline(__always)
  private static func bytesAtLeast(_ bytes: Half, _ minimum: UInt8) -> Half {
    (bytes & Half(repeating: 0x7F)) &+ Half(repeating: 0 &- minimum)
  }

  @inline(__always)
  private static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> Half {
    // Both are sixteen bytes of plain bits.
    unsafeBitCast(mask, to: Half.self)
  }

  /// The beginning of the sequence that reaches over `end`, or `end` itself.
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

  /// The length of the sequence at `at` when it is valid; else the length of the longest part of
  /// one, negated, which a single U+FFFD stands for (at least 1).
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
