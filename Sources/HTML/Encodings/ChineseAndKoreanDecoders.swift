// Each decoder implements the algorithm of its section of the Encoding standard, per character
// instead of per byte. An error consumes the bytes of the malformed sequence, but never an ASCII
// byte in place of a trail: it could be the `<` of a tag.

/// gb18030 and GBK, which the standard decodes alike (section 10.2).
enum GB18030Decoder {
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> DecodedText {
    let index = CodeIndex.gb18030
    return UTF8Writer.decode(bytes, expansion: .threeForNonASCII) { writer in
      var position = 0
      while position < bytes.count {
        let lead = bytes[position]
        if lead < 0x80 {
          writer.copyASCII(bytes, &position)
          continue
        }
        if lead == 0x80 || lead == 0xFF {
          if lead == 0x80 { writer.write(0x20AC) } else { writer.writeReplacement() }
          position += 1
          continue
        }
        guard position + 1 < bytes.count else {
          writer.writeReplacement()
          return
        }
        let trail = bytes[position + 1]
        if trail &- 0x30 < 10 {
          position += fourBytes(bytes, position, &writer)
          continue
        }
        let isTrail = trail >= 0x40 && trail != 0x7F && trail != 0xFF
        let offset = trail < 0x7F ? 0x40 : 0x41
        let packed = isTrail ? index[(Int(lead) - 0x81) * 190 + Int(trail) - offset] : 0
        if packed != 0 { writer.write(packed: packed) } else { writer.writeReplacement() }
        position += packed != 0 || trail >= 0x80 ? 2 : 1
      }
    }
  }

  /// Decodes a four-byte code; a lead and a digit are at `position`.
  ///
  /// - Returns: the number of consumed bytes.
  private static func fourBytes(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ writer: inout UTF8Writer
  ) -> Int {
    guard position + 2 < bytes.count, (0x81...0xFE).contains(bytes[position + 2]) else {
      writer.writeReplacement()
      return position + 2 < bytes.count ? 1 : 2
    }
    guard position + 3 < bytes.count, bytes[position + 3] &- 0x30 < 10 else {
      writer.writeReplacement()
      return position + 3 < bytes.count ? 1 : 3
    }
    let pointer =
      ((Int(bytes[position]) - 0x81) * 10 + Int(bytes[position + 1]) - 0x30) * 1260
      + (Int(bytes[position + 2]) - 0x81) * 10 + Int(bytes[position + 3]) - 0x30
    if pointer < 39420 {
      let packed = CodeIndex.gb18030FourBytes[pointer]
      if packed != 0 { writer.write(packed: packed) } else { writer.writeReplacement() }
    } else if (189_000...1_237_575).contains(pointer) {
      writer.write(UInt32(0x10000 + pointer - 189_000))
    } else {
      writer.writeReplacement()
    }
    return 4
  }
}

/// Big5 with the Hong Kong supplement (section 11.1).
enum Big5Decoder {
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> DecodedText {
    let index = CodeIndex.big5
    return UTF8Writer.decode(bytes, expansion: .threeForNonASCII) { writer in
      var position = 0
      while position < bytes.count {
        let lead = bytes[position]
        if lead < 0x80 {
          writer.copyASCII(bytes, &position)
          continue
        }
        guard lead != 0x80, lead != 0xFF, position + 1 < bytes.count else {
          writer.writeReplacement()
          position += 1
          continue
        }
        let trail = bytes[position + 1]
        let isTrail = (0x40...0x7E).contains(trail) || (0xA1...0xFE).contains(trail)
        let offset = trail < 0x7F ? 0x40 : 0x62
        let pointer = isTrail ? (Int(lead) - 0x81) * 157 + Int(trail) - offset : -1
        position += 2
        if let pair = combined(pointer) {
          writer.write(pair.base)
          writer.write(pair.mark)
          continue
        }
        let packed = isTrail ? index[pointer] : 0
        if packed != 0 {
          writer.write(packed: packed)
        } else {
          writer.writeReplacement()
          if trail < 0x80 { position -= 1 }
        }
      }
    }
  }

  /// Returns the two scalars of one of the four codes that stand for a letter with a combining
  /// mark.
  private static func combined(_ pointer: Int) -> (base: UInt32, mark: UInt32)? {
    switch pointer {
    case 1133: (0xCA, 0x304)
    case 1135: (0xCA, 0x30C)
    case 1164: (0xEA, 0x304)
    case 1166: (0xEA, 0x30C)
    default: nil
    }
  }
}

/// EUC-KR with the extensions of Windows (section 13.1).
enum EUCKRDecoder {
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> DecodedText {
    let index = CodeIndex.eucKR
    return UTF8Writer.decode(bytes, expansion: .threeForNonASCII) { writer in
      var position = 0
      while position < bytes.count {
        let lead = bytes[position]
        if lead < 0x80 {
          writer.copyASCII(bytes, &position)
          continue
        }
        guard lead != 0x80, lead != 0xFF, position + 1 < bytes.count else {
          writer.writeReplacement()
          position += 1
          continue
        }
        let trail = bytes[position + 1]
        let isTrail = (0x41...0xFE).contains(trail)
        let packed = isTrail ? index[(Int(lead) - 0x81) * 190 + Int(trail) - 0x41] : 0
        if packed != 0 { writer.write(packed: packed) } else { writer.writeReplacement() }
        position += packed != 0 || trail >= 0x80 ? 2 : 1
      }
    }
  }
}
