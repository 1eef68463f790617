/// A decoder of UTF-8 that returns one Unicode scalar at a time, and U+FFFD for ill-formed bytes.
struct ScalarDecoder {
  let bytes: UnsafeBufferPointer<UInt8>
  /// The offset of the next scalar, in bytes.
  var offset: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  /// Returns the scalar at the offset and moves behind it; returns nil at the end.
  @inline(__always)
  mutating func next() -> UInt32? {
    guard offset < bytes.count else { return nil }
    let lead = bytes[offset]
    offset += 1
    if lead < 0x80 { return UInt32(lead) }
    return decodeSequence(after: UInt32(lead))
  }

  private mutating func decodeSequence(after lead: UInt32) -> UInt32 {
    let length: Int
    var scalar: UInt32
    switch lead {
    case 0xC2...0xDF: (length, scalar) = (1, lead & 0x1F)
    case 0xE0...0xEF: (length, scalar) = (2, lead & 0x0F)
    case 0xF0...0xF4: (length, scalar) = (3, lead & 0x07)
    default: return 0xFFFD
    }
    guard offset + length <= bytes.count else {
      offset = bytes.count
      return 0xFFFD
    }
    for _ in 0..<length {
      let byte = UInt32(bytes[offset])
      guard byte & 0xC0 == 0x80 else { return 0xFFFD }
      scalar = scalar << 6 | (byte & 0x3F)
      offset += 1
    }
    return scalar
  }
}
