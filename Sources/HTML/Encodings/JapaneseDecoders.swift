/// EUC-JP (Encoding standard, section 12.1).
enum EUCJPDecoder {
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> DecodedText {
    let index = CodeIndex.jis0208
    return UTF8Writer.decode(bytes, expansion: .threeForNonASCII) { writer in
      var position = 0
      while position < bytes.count {
        let lead = bytes[position]
        if lead < 0x80 {
          writer.copyASCII(bytes, &position)
          continue
        }
        guard lead == 0x8E || lead == 0x8F || isKuten(lead), position + 1 < bytes.count else {
          writer.writeReplacement()
          position += 1
          continue
        }
        let trail = bytes[position + 1]
        if lead == 0x8E, (0xA1...0xDF).contains(trail) {
          writer.write(0xFF61 - 0xA1 + UInt32(trail))
          position += 2
        } else if lead == 0x8F, isKuten(trail) {
          position += 1
          decodePair(CodeIndex.jis0212, bytes, &position, &writer)
        } else {
          decodePair(index, bytes, &position, &writer)
        }
      }
    }
  }

  private static func isKuten(_ byte: UInt8) -> Bool { (0xA1...0xFE).contains(byte) }

  /// Decodes the lead at `position` and the byte after it.
  @inline(__always)
  private static func decodePair(
    _ index: CodeIndex, _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int,
    _ writer: inout UTF8Writer
  ) {
    guard position + 1 < bytes.count else {
      writer.writeReplacement()
      position += 1
      return
    }
    let lead = bytes[position]
    let trail = bytes[position + 1]
    let isPair = isKuten(lead) && isKuten(trail)
    let packed = isPair ? index[(Int(lead) - 0xA1) * 94 + Int(trail) - 0xA1] : 0
    if packed != 0 { writer.write(packed: packed) } else { writer.writeReplacement() }
    position += packed != 0 || trail >= 0x80 ? 2 : 1
  }
}

/// Shift_JIS with the extensions of Windows (section 12.3).
enum ShiftJISDecoder {
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> DecodedText {
    let index = CodeIndex.jis0208
    return UTF8Writer.decode(bytes, expansion: .threeForNonASCII) { writer in
      var position = 0
      while position < bytes.count {
        let lead = bytes[position]
        if lead < 0x80 {
          writer.copyASCII(bytes, &position)
          continue
        }
        if lead == 0x80 || (0xA1...0xDF).contains(lead) {
          writer.write(lead == 0x80 ? 0x80 : 0xFF61 - 0xA1 + UInt32(lead))
          position += 1
          continue
        }
        guard lead != 0xA0, lead <= 0xFC, position + 1 < bytes.count else {
          writer.writeReplacement()
          position += 1
          continue
        }
        let trail = bytes[position + 1]
        let isTrail = (0x40...0x7E).contains(trail) || (0x80...0xFC).contains(trail)
        let leadOffset = lead < 0xA0 ? 0x81 : 0xC1
        let offset = trail < 0x7F ? 0x40 : 0x41
        let pointer = (Int(lead) - leadOffset) * 188 + Int(trail) - offset
        var packed: UInt32 = 0
        if isTrail, (8836...10715).contains(pointer) {
          // A user-defined character, in the private use area.
          packed = UTF8Writer.pack(UInt32(0xE000 - 8836 + pointer))
        } else if isTrail {
          packed = index[pointer]
        }
        if packed != 0 { writer.write(packed: packed) } else { writer.writeReplacement() }
        position += packed != 0 || trail >= 0x80 ? 2 : 1
      }
    }
  }
}

/// ISO-2022-JP (section 12.2), the only encoding with states, which escape sequences change.
struct ISO2022JPDecoder {
  private enum State { case ascii, roman, katakana, lead, trail }

  /// The state, and the state that the last escape set. They differ only between a lead and its
  /// trail.
  private var state = State.ascii
  private var output = State.ascii
  private var lead: UInt8 = 0
  /// Whether the previous bytes are an escape. Two escapes in a row are an error, because they can
  /// hide ASCII from filters.
  private var followsEscape = false

  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> DecodedText {
    UTF8Writer.decode(bytes, expansion: .three) { writer in
      var decoder = ISO2022JPDecoder()
      var position = 0
      while position < bytes.count {
        if bytes[position] == 0x1B {
          position += decoder.applyEscape(bytes, position, &writer)
        } else {
          decoder.decode(bytes[position], &writer)
          position += 1
        }
      }
      if decoder.state == .trail { writer.writeReplacement() }
    }
  }

  private mutating func decode(_ byte: UInt8, _ writer: inout UTF8Writer) {
    switch state {
    case .ascii, .roman:
      followsEscape = false
      switch byte {
      case 0x0E, 0x0F, 0x80...: writer.writeReplacement()
      case 0x5C where state == .roman: writer.write(0xA5)
      case 0x7E where state == .roman: writer.write(0x203E)
      default: writer.write(ascii: byte)
      }
    case .katakana:
      followsEscape = false
      if (0x21...0x5F).contains(byte) {
        writer.write(0xFF61 - 0x21 + UInt32(byte))
      } else {
        writer.writeReplacement()
      }
    case .lead:
      followsEscape = false
      if (0x21...0x7E).contains(byte) {
        lead = byte
        state = .trail
      } else {
        writer.writeReplacement()
      }
    case .trail:
      state = .lead
      let isTrail = (0x21...0x7E).contains(byte)
      let packed = isTrail ? CodeIndex.jis0208[(Int(lead) - 0x21) * 94 + Int(byte) - 0x21] : 0
      if packed != 0 { writer.write(packed: packed) } else { writer.writeReplacement() }
    }
  }

  /// Decodes an escape sequence.
  ///
  /// - Returns: the number of consumed bytes.
  private mutating func applyEscape(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ writer: inout UTF8Writer
  ) -> Int {
    if state == .trail { writer.writeReplacement() }
    guard
      let next = position + 2 < bytes.count ? target(bytes[position + 1], bytes[position + 2]) : nil
    else {
      writer.writeReplacement()
      followsEscape = false
      state = output
      return 1
    }
    if followsEscape { writer.writeReplacement() }
    followsEscape = true
    state = next
    output = next
    return 3
  }
  private func target(_ first: UInt8, _ second: UInt8) -> State? {
    switch (first, second) {
    case (0x28, 0x42): .ascii
    case (0x28, 0x4A): .roman
    case (0x28, 0x49): .katakana
    case (0x24, 0x40), (0x24, 0x42): .lead
    default: nil
    }
  }
}
