extension UnsafeBufferPointer<UInt8> {
  /// Returns the index of the first byte at or after `start` that is not printable ASCII (0x20 to
  /// 0x7E), or is one of two given bytes; `count` if there is none. Sixteen bytes are tested at a time.
  package func endOfPrintableASCII(
    from start: Int, or first: UInt8 = 0x7F, _ second: UInt8 = 0x7F
  ) -> Int {
    typealias Block = SIMD16<UInt8>
    let (space, delete) = (Block(repeating: 0x20), Block(repeating: 0x7F))
    let (firsts, seconds) = (Block(repeating: first), Block(repeating: second))
    var index = start
    while index + 16 <= count {
      let block = UnsafeRawPointer(baseAddress! + index).loadUnaligned(as: Block.self)
      // Bytes below 0x20 become negative.
      let outside = block | (block &- space)
      let given = (block .== delete) .| (block .== firsts) .| (block .== seconds)
      // All types are sixteen bytes without padding.
      let found =
        unsafeBitCast(outside, to: SIMD2<UInt64>.self)
        | unsafeBitCast(given, to: SIMD2<UInt64>.self)
      let high: UInt64 = 0x8080_8080_8080_8080
      if found.x & high != 0 { return index + (found.x & high).trailingZeroBitCount >> 3 }
      if found.y & high != 0 { return index + 8 + (found.y & high).trailingZeroBitCount >> 3 }
      index += 16
    }
    while index < count {
      let byte = self[index]
      if byte < 0x20 || byte >= 0x7F || byte == first || byte == second { break }
      index += 1
    }
    return index
  }

  /// Returns the index of the first byte at or after `start` that may begin a control character
  /// (``Unicode/Scalar/isControlForDisplay``), or is one of two given ASCII signs; `count` if there is
  /// none.
  package func nextPossibleControl(
    from start: Int, or first: UInt8 = 0x7F, _ second: UInt8 = 0x7F
  ) -> Int {
    var index = start
    while true {
      index = endOfPrintableASCII(from: index, or: first, second)
      guard index < count, self[index] >= 0x80 else { return index }
      // Texts of other scripts are read without a stop at each letter and space.
      while index < count, self[index] >= 0x80 || self[index] == 0x20 {
        switch self[index] {
        case 0xC2, 0xE2, 0xEF, 0xF3: return index
        default: index += 1
        }
      }
    }
  }
}
