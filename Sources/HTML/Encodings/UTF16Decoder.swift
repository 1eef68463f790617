/// UTF-16 (Encoding standard, section 14.2). An unpaired surrogate is U+FFFD, and so is an odd byte
/// at the end.
enum UTF16Decoder {
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, isBigEndian: Bool) -> DecodedText {
    UTF8Writer.decode(bytes, expansion: .three) { writer in
      let (high, low) = isBigEndian ? (0, 1) : (1, 0)
      func unit(_ position: Int) -> UInt32 {
        UInt32(bytes[position + high]) << 8 | UInt32(bytes[position + low])
      }
      var position = 0
      while position + 1 < bytes.count {
        let first = unit(position)
        position += 2
        if first & 0xF800 != 0xD800 {
          writer.write(first)
        } else if first < 0xDC00, position + 1 < bytes.count, unit(position) & 0xFC00 == 0xDC00 {
          writer.write(0x10000 + (first & 0x3FF) << 10 + unit(position) & 0x3FF)
          position += 2
        } else {
          writer.writeReplacement()
        }
      }
      if position < bytes.count { writer.writeReplacement() }
    }
  }
}
