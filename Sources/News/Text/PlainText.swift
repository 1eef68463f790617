/// The tests of sixteen bytes of plain text at a time.
///
/// The highest bit of each byte represents a condition, because additions and bitwise operators are
/// single instructions, while comparisons for order are loops.
enum PlainText {
  private typealias Chunk = SIMD16<UInt8>

  /// Returns the number of commas, full stops, semicolons, exclamation and question marks in sixteen
  /// bytes; nil if a byte is not printable ASCII, or if a space follows another one.
  ///
  /// - Parameter start: the first byte. One more byte precedes it.
  @inline(__always) static func marks(in start: UnsafePointer<UInt8>) -> Int? {
    let block = load(start)
    let space = Chunk(repeating: 0x20)
    let spaces = (block .== space) .& (load(start - 1) .== space)
    let other =
      block | (block &- space) | bits(block .== Chunk(repeating: 0x7F)) | bits(spaces)
    guard isZero(other & Chunk(repeating: 0x80)) else { return nil }
    let marks =
      (block .== Chunk(repeating: 0x2E)) .| (block .== Chunk(repeating: 0x2C))
      .| (block .== Chunk(repeating: 0x3B)) .| (block .== Chunk(repeating: 0x21))
      .| (block .== Chunk(repeating: 0x3F))
    let words = unsafeBitCast(marks, to: SIMD2<UInt64>.self)
    if words.x | words.y == 0 { return 0 }
    return (words.x.nonzeroBitCount + words.y.nonzeroBitCount) >> 3
  }

  @inline(__always) private static func load(_ start: UnsafePointer<UInt8>) -> Chunk {
    UnsafeRawPointer(start).loadUnaligned(as: Chunk.self)
  }

  // The types of the following casts are sixteen bytes without padding.

  @inline(__always) private static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> Chunk {
    unsafeBitCast(mask, to: Chunk.self)
  }

  @inline(__always) private static func isZero(_ block: Chunk) -> Bool {
    let words = unsafeBitCast(block, to: SIMD2<UInt64>.self)
    return words.x | words.y == 0
  }
}
