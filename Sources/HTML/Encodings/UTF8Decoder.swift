/// Decoding of UTF-8 (Encoding standard, 8.1.1): valid bytes as they are, U+FFFD for each longest
/// part of a sequence that does not become one.
enum UTF8Repair {
  static func decode(_ bytes: [UInt8], skipping mark: Int) -> DecodedText {
    bytes.withUnsafeBufferPointer { all in
      let text = UnsafeBufferPointer(rebasing: all[mark...])
      guard let fault = UTF8Validation.firstInvalid(in: text) else {
        return DecodedText(utf8: mark == 0 ? bytes : Array(text), replacements: 0)
      }
      return repair(text, firstFault: fault)
    }
  }

  private static func repair(
    _ bytes: UnsafeBufferPointer<UInt8>, firstFault: Int
  ) -> DecodedText {
    UTF8Writer.decode(bytes, price: .three) { writer in
      var done = 0
      var next: Int? = firstFault
      while let fault = next {
        writer.copy(bytes, done..<fault)
        var at = fault
        // Faults come in rows where the encoding was declared wrongly.
        while at < bytes.count {
          let length = UTF8Validation.sequence(in: bytes, at: at)
          if length > 0 { break }
          writer.replace()
          at -= length
        }
        done = at
        next = UTF8Validation.firstInvalid(in: bytes, from: at)
      }
      writer.copy(bytes, done..<bytes.count)
    }
  }
}
