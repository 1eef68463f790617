/// The decoder of UTF-8 (Encoding standard, 8.1.1). Valid bytes stay unchanged; each maximal part
/// of an incomplete sequence is replaced by one U+FFFD.
enum UTF8Decoder {
  static func decode(_ bytes: [UInt8], skipping mark: Int) -> DecodedText {
    bytes.withUnsafeBufferPointer { all in
      let text = UnsafeBufferPointer(rebasing: all[mark...])
      guard let error = UTF8Validator.firstInvalid(in: text) else {
        return DecodedText(utf8: mark == 0 ? bytes : Array(text), replacementCount: 0)
      }
      return repair(text, firstError: error)
    }
  }

  private static func repair(
    _ bytes: UnsafeBufferPointer<UInt8>, firstError: Int
  ) -> DecodedText {
    UTF8Writer.decode(bytes, expansion: .three) { writer in
      var done = 0
      var next: Int? = firstError
      while let error = next {
        writer.copy(bytes, done..<error)
        var position = error
        // Errors come in series if the encoding was declared wrongly.
        while position < bytes.count {
          let length = UTF8Validator.sequence(in: bytes, at: position)
          if length > 0 { break }
          writer.writeReplacement()
          position -= length
        }
        done = position
        next = UTF8Validator.firstInvalid(in: bytes, from: position)
      }
      writer.copy(bytes, done..<bytes.count)
    }
  }
}
