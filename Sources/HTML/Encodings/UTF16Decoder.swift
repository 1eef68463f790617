/// UTF-16 (Encoding standard, section 14.2): a surrogate without its other half is U+FFFD, and so
/// is an odd byte at the end.
enum UTF16Decoder {
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, bigEndian: Bool) -> DecodedText {
    UTF8Writer.decode(bytes, price: .three) { writer in
      let (high, low) = bigEndian ? (0, 1) : (1, 0)
      func unit(_ at: Int) -> UInt32 { UInt32(bytes[at + high]) << 8 | UInt32(bytes[at + low]) }
      var at = 0
      while at + 1 < bytes.count {
        let first = unit(at)
        at += 2
        if first & 0xF800 != 0xD800 {
          writer.put(first)
        } else if first < 0xDC00, at + 1 < bytes.count, unit(at) & 0xFC00 == 0xDC00 {
          writer.put(0x10000 + (first & 0x3FF) << 10 + unit(at) & 0x3FF)
          at += 2
        } else {
          writer.replace()
        }
      }
      if at < bytes.count { writer.replace() }
    }
  }
}
