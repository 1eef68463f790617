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
private func load(_ input: UnsafePointer<UInt8>, _ at: Int) -> SIMD16<UInt8> {
  UnsafeRawPointer(input + at).loadUnaligned(as: SIMD16<UInt8>.self)
}

/// The first byte of that value; the one that long stretches are searched for.
func scan(_ input: UnsafePointer<UInt8>, from: Int, end: Int, _ a: UInt8) -> Int {
  var at = from
  let va = SIMD16(repeating: a)
  while at &+ 64 <= end {
    let first = (load(input, at) .== va) .| (load(input, at &+ 16) .== va)
    let second = (load(input, at &+ 32) .== va) .| (load(input, at &+ 48) .== va)
    let w = words(first .| second)
    if w.x | w.y != 0 { break }
    at &+= 64
  }
  return scan(input, from: at, end: end, a, a)
}

/// The first of two bytes.
@inline(__always)
func scan(
  _ input: UnsafePointer<UInt8>, from: Int, end: Int, _ a: UInt8, _ b: UInt8
) -> Int {
  var at = from
  let va = SIMD16(repeating: a)
  let vb = SIMD16(repeating: b)
  while at &+ 16 <= end {
    let v = load(input, at)
    let w = words((v .== va) .| (v .== vb))
    if w.x != 0 { return at &+ w.x.trailingZeroBitCount &>> 3 }
    if w.y != 0 { return at &+ 8 &+ w.y.trailingZeroBitCount &>> 3 }
    at &+= 16
  }
  while at < end {
    let byte = input[at]
    if byte == a || byte == b { return at }
    at &+= 1
  }
  return end
}

/// The first of three bytes.
@inline(__always)
func scan(
  _ input: UnsafePointer<UInt8>, from: Int, end: Int, _ a: UInt8, _ b: UInt8, _ c: UInt8
) -> Int {
  var at = from
  let va = SIMD16(repeating: a)
  let vb = SIMD16(repeating: b)
  let vc = SIMD16(repeating: c)
  while at &+ 16 <= end {
    let v = load(input, at)
    let w = words((v .== va) .| (v .== vb) .| (v .== vc))
    if w.x != 0 { return at &+ w.x.trailingZeroBitCount &>> 3 }
    if w.y != 0 { return at &+ 8 &+ w.y.trailingZeroBitCount &>> 3 }
    at &+= 16
  }
  while at < end {
    let byte = input[at]
    if byte == a || byte == b || byte == c { return at }
    at &+= 1
  }
  return end
}

/// The first place where `first` is followed by `second`.
@inline(__always)
func scan(
  _ input: UnsafePointer<UInt8>, from: Int, end: Int, pair first: UInt8, _ second: UInt8
) -> Int {
  var at = from
  let va = SIMD16(repeating: first)
  let vb = SIMD16(repeating: second)
  while at &+ 17 <= end {
    let w = words((load(input, at) .== va) .& (load(input, at &+ 1) .== vb))
    if w.x != 0 { return at &+ w.x.trailingZeroBitCount &>> 3 }
    if w.y != 0 { return at &+ 8 &+ w.y.trailingZeroBitCount &>> 3 }
    at &+= 16
  }
  while at &+ 1 < end {
    if input[at] == first, input[at &+ 1] == second { return at }
    at &+= 1
  }
  return end
}

/// The first byte that is not whitespace (space, tab, line feed, form feed).
@inline(__always)
func skipWhitespace(_ input: UnsafePointer<UInt8>, from: Int, end: Int) -> Int {
  var at = from
  while at < end {
    let byte = input[at]
    guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0C else { break }
    at &+= 1
  }
  return at
}

/// What ends a tag or attribute name, as a word whose lowest byte with the high bit set is the
/// first such byte; bytes above it may be set wrongly.
///
/// Ends are the bytes up to the space (controls among them, which are for the caller to look at),
/// `/`, `>` and `=`.
@inline(__always)
func nameEnds(_ word: UInt64) -> UInt64 {
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

/// Eight bytes with ASCII capitals made small.
@inline(__always)
func lowercase(_ word: UInt64) -> UInt64 {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let low = word & (ones &* 0x7F)
  let fromA = low &+ ones &* (0x80 - 0x41)
  let aboveZ = low &+ ones &* (0x7F - 0x5A)
  let capitals = (fromA ^ aboveZ) & ~word & (ones &* 0x80)
  return word | capitals &>> 2
}
