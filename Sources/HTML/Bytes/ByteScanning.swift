// Searches for the next significant byte, sixteen bytes at a time.
//
// Every function takes a pointer and two offsets. The caller guarantees that `from` is not above
// `end` and that all bytes below `end` are readable. No function reads at or beyond `end`. A search
// without a result returns `end`.

/// Returns the bytes of a mask as two words, in which the first set byte is found by counting bits.
@inline(__always)
private func words(_ mask: SIMDMask<SIMD16<Int8>>) -> SIMD2<UInt64> {
  // Both types are sixteen bytes without padding.
  unsafeBitCast(mask, to: SIMD2<UInt64>.self)
}

@inline(__always)
private func load(_ input: UnsafePointer<UInt8>, _ offset: Int) -> SIMD16<UInt8> {
  UnsafeRawPointer(input + offset).loadUnaligned(as: SIMD16<UInt8>.self)
}

/// Returns the offset of the first byte with a value. Long distances are scanned 64 bytes at a
/// time.
func scan(_ input: UnsafePointer<UInt8>, from: Int, end: Int, _ a: UInt8) -> Int {
  var offset = from
  let va = SIMD16(repeating: a)
  while offset &+ 64 <= end {
    let first = (load(input, offset) .== va) .| (load(input, offset &+ 16) .== va)
    let second = (load(input, offset &+ 32) .== va) .| (load(input, offset &+ 48) .== va)
    let w = words(first .| second)
    if w.x | w.y != 0 { break }
    offset &+= 64
  }
  return scan(input, from: offset, end: end, a, a)
}

/// Returns the offset of the first byte with one of two values.
@inline(__always)
func scan(
  _ input: UnsafePointer<UInt8>, from: Int, end: Int, _ a: UInt8, _ b: UInt8
) -> Int {
  var offset = from
  let va = SIMD16(repeating: a)
  let vb = SIMD16(repeating: b)
  while offset &+ 16 <= end {
    let v = load(input, offset)
    let w = words((v .== va) .| (v .== vb))
    if w.x != 0 { return offset &+ w.x.trailingZeroBitCount &>> 3 }
    if w.y != 0 { return offset &+ 8 &+ w.y.trailingZeroBitCount &>> 3 }
    offset &+= 16
  }
  while offset < end {
    let byte = input[offset]
    if byte == a || byte == b { return offset }
    offset &+= 1
  }
  return end
}

/// Returns the offset of the first byte with one of three values.
@inline(__always)
func scan(
  _ input: UnsafePointer<UInt8>, from: Int, end: Int, _ a: UInt8, _ b: UInt8, _ c: UInt8
) -> Int {
  var offset = from
  let va = SIMD16(repeating: a)
  let vb = SIMD16(repeating: b)
  let vc = SIMD16(repeating: c)
  while offset &+ 16 <= end {
    let v = load(input, offset)
    let w = words((v .== va) .| (v .== vb) .| (v .== vc))
    if w.x != 0 { return offset &+ w.x.trailingZeroBitCount &>> 3 }
    if w.y != 0 { return offset &+ 8 &+ w.y.trailingZeroBitCount &>> 3 }
    offset &+= 16
  }
  while offset < end {
    let byte = input[offset]
    if byte == a || byte == b || byte == c { return offset }
    offset &+= 1
  }
  return end
}

/// Returns the offset of the first pair of bytes with two given values.
@inline(__always)
func scan(
  _ input: UnsafePointer<UInt8>, from: Int, end: Int, pair first: UInt8, _ second: UInt8
) -> Int {
  var offset = from
  let va = SIMD16(repeating: first)
  let vb = SIMD16(repeating: second)
  while offset &+ 17 <= end {
    let w = words((load(input, offset) .== va) .& (load(input, offset &+ 1) .== vb))
    if w.x != 0 { return offset &+ w.x.trailingZeroBitCount &>> 3 }
    if w.y != 0 { return offset &+ 8 &+ w.y.trailingZeroBitCount &>> 3 }
    offset &+= 16
  }
  while offset &+ 1 < end {
    if input[offset] == first, input[offset &+ 1] == second { return offset }
    offset &+= 1
  }
  return end
}

/// Returns the offset of the first byte that is not a space, tab, line feed or form feed.
@inline(__always)
func skipWhitespace(_ input: UnsafePointer<UInt8>, from: Int, end: Int) -> Int {
  var offset = from
  while offset < end {
    let byte = input[offset]
    guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0C else { break }
    offset &+= 1
  }
  return offset
}

/// Returns a word whose lowest byte with a set high bit is the first byte that may end a tag or
/// attribute name; the bytes above it are unspecified.
///
/// The terminators are all bytes up to the space (the caller excludes control characters), `/`, `>`
/// and `=`.
@inline(__always)
func nameTerminators(_ word: UInt64) -> UInt64 {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let highs: UInt64 = 0x8080_8080_8080_8080
  let slash = word ^ (ones &* 0x2F)
  // The lower two bits distinguish `=` (0x3D) and `>` (0x3E) in the block 0x3C to 0x3F.
  let greater = word ^ (ones &* 0x3E)
  let equals = word ^ (ones &* 0x3D)
  let low = (word &- ones &* 0x21) & ~word
  return
    (low | ((slash &- ones) & ~slash) | ((greater &- ones) & ~greater)
    | ((equals &- ones) & ~equals)) & highs
}
