extension UnsafeBufferPointer<UInt8> {
  /// Returns the index of the first byte at or after `start` that is not printable ASCII (0x20 to
  /// 0x7E), or is one of two given bytes; `count` if there is none. Eight bytes are tested at a time.
  package func endOfPrintableASCII(
    from start: Int, or first: UInt8 = 0x7F, _ second: UInt8 = 0x7F
  ) -> Int {
    func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }
    // A byte of `word` that is smaller than that of `limit` sets the highest bit of its place, and
    // perhaps those after it.
    func less(_ word: UInt64, than limit: UInt64) -> UInt64 { (word &- limit) & ~word }
    let (high, space, delete, one) = (repeated(0x80), repeated(0x20), repeated(0x7F), repeated(1))
    let (firsts, seconds) = (repeated(first), repeated(second))
    var index = start
    while index + 8 <= count {
      let word = UnsafeRawPointer(baseAddress! + index).loadUnaligned(as: UInt64.self)
      let found =
        word | less(word, than: space) | less(word ^ delete, than: one)
        | less(word ^ firsts, than: one) | less(word ^ seconds, than: one)
      if found & high != 0 { break }
      index += 8
    }
    while index < count {
      let byte = self[index]
      if byte < 0x20 || byte >= 0x7F || byte == first || byte == second { break }
      index += 1
    }
    return index
  }
}
