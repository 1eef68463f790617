extension Encoding {
  /// Whether bytes are ISO-2022-JP: ASCII with escape sequences to JIS X 0208 and back.
  static func isISO2022JP(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let bytes = UnsafeBufferPointer(rebasing: bytes.prefix(MetaPrescan.extendedLength))
    var isWithin = false
    var position = 0
    while let escape = nextEscape(in: bytes, from: position), escape + 2 < bytes.count {
      switch (bytes[escape + 1], bytes[escape + 2]) {
      case (UInt8(ascii: "$"), UInt8(ascii: "B")), (UInt8(ascii: "$"), UInt8(ascii: "@")):
        isWithin = true
      case (UInt8(ascii: "("), UInt8(ascii: "B")), (UInt8(ascii: "("), UInt8(ascii: "J")):
        if isWithin { return UTF8Validator.isASCII(bytes) }
      default: break
      }
      position = escape + 1
    }
    return false
  }

  /// Returns the offset of the next escape character. Almost no page has one, so the search
  /// compares 32 bytes at a time. The unchecked loads stay within `bytes`, because a block is
  /// loaded only if 32 bytes are left.
  private static func nextEscape(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return nil }
    var position = start
    let ones = SIMD4<UInt64>(repeating: 0x0101_0101_0101_0101)
    while position + 32 <= bytes.count {
      // A byte of the block is 0 for an escape. The subtraction sets the highest bit of a zero
      // byte.
      let block =
        base.loadUnaligned(fromByteOffset: position, as: SIMD4<UInt64>.self) ^ (ones &* 0x1B)
      let hits = (block &- ones) & ~block
      let all = hits.lowHalf | hits.highHalf
      if (all.x | all.y) & 0x8080_8080_8080_8080 != 0 { break }
      position += 32
    }
    return bytes[position...].firstIndex(of: 0x1B)
  }
}
