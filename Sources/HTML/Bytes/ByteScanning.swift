// Finding the next byte that means something, sixteen at a time.
//
// All take a pointer and offsets; the caller sees to it that `from` is not above `end` and that all
// bytes below `end` may be read. None reads at or beyond `end`.

/// The bytes of a mask as two words, so that the first that is set can be found.
@inline(__always)
private func words(_ mask: SIMDMask<SIMD16<Int8>>) -> SIMD2<UInt64> {
  // Both are sixteen bytes of plain bits.
  unsafeBitCast(mask, to: SIMD2<UInt64>.self)
}

@inline(__always)
private func load(_ input: UnsafePointer<UInt8>, _ offset: Int) -> SIMD16<UInt8> {
  UnsafeRawPointer(input + offset).loadUnaligned(as: SIMD16<UInt8>.self)
}

/// The first byte of that value; the one that long stretches are searched for.
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

/// The first of two bytes.
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

/// The first of three bytes.
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

/// The first place where `first` is followed by `second`.
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

/// The first byte that is not whitespace (space, tab, line feed, form feed).
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

/// What ends a tag or attribute name, as a word whose lowest byte with the high bit set is the
/// first such byte; bytes above it may be set wrongly.
///
/// Ends are the bytes up to the space (controls among them, which are for the caller to look at),
/// `/`, `>` and `=`.
@inline(__always)
func nameTerminators(_ word: UInt64) -> UInt64 {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let highs: UInt64 = 0x8080_8080_8080_8080
  let slash = word ^ (ones &* 0x2F)
  // `=` and `>` differ from 0x3C..0x3F in the low bits: 0x3D, 0x3E.
  let greater = word ^ (ones &* 0x3E)
  let equals = word ^ (ones &* 0x3D)
  let low = (word &- ones &* 0x21) & ~word
  return
    (low | ((slash &- ones) & ~slash) | ((greater &- ones) & ~greater)
    | ((equals &- ones) & ~equals)) & highs
}
