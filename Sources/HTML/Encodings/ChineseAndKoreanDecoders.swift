// Each decoder is the algorithm of its section of the Encoding standard, turned from "a byte at a
// time" to "a character at a time". An error consumes the bytes looked at, but never an ASCII byte
// in a trail's place: it could be the `<` of a tag.

/// gb18030 and GBK, which the standard decodes alike (section 10.2).
enum GB18030Decoder {
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> DecodedText {
    let index = CodeIndex.gb18030
    return UTF8Writer.decode(bytes, price: .threeForHighBytes) { writer in
      var at = 0
      while at < bytes.count {
        let lead = bytes[at]
        if lead < 0x80 {
          writer.copyASCII(bytes, &at)
          continue
        }
        if lead == 0x80 || lead == 0xFF {
          if lead == 0x80 { writer.put(0x20AC) } else { writer.replace() }
          at += 1
          continue
        }
        guard at + 1 < bytes.count else {
          writer.replace()
          return
        }
        let trail = bytes[at + 1]
        if trail &- 0x30 < 10 {
          at += fourBytes(bytes, at, &writer)
          continue
        }
        let isTrail = trail >= 0x40 && trail != 0x7F && trail != 0xFF
        let offset = trail < 0x7F ? 0x40 : 0x41
        let packed = isTrail ? index[(Int(lead) - 0x81) * 190 + Int(trail) - offset] : 0
        if packed != 0 { writer.put(packed: packed) } else { writer.replace() }
        at += packed != 0 || trail >= 0x80 ? 2 : 1
      }
    }
  }

  /// A lead and a digit stand at `at`.
  /// - Returns: how many bytes were consumed.
  private static func fourBytes(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ writer: inout UTF8Writer
  ) -> Int {
    guard at + 2 < bytes.count, (0x81...0xFE).contains(bytes[at + 2]) else {
      writer.replace()
      return at + 2 < bytes.count ? 1 : 2
    }
    guard at + 3 < bytes.count, bytes[at + 3] &- 0x30 < 10 else {
      writer.replace()
      return at + 3 < bytes.count ? 1 : 3
    }
    let pointer =
      ((Int(bytes[at]) - 0x81) * 10 + Int(bytes[at + 1]) - 0x30) * 1260
      + (Int(bytes[at + 2]) - 0x81) * 10 + Int(bytes[at + 3]) - 0x30
    if pointer < 39420 {
      let packed = CodeIndex.gb18030FourBytes[pointer]
      if packed != 0 { writer.put(packed: packed) } else { writer.replace() }
    } else if (189_000...1_237_575).contains(pointer) {
      writer.put(UInt32(0x10000 + pointer - 189_000))
    } else {
      writer.replace()
    }
    return 4
  }
}

/// Big5 with the Hong Kong supplement (section 11.1).
enum Big5Decoder {
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> DecodedText {
    let index = CodeIndex.big5
    return UTF8Writer.decode(bytes, price: .threeForHighBytes) { writer in
      var at = 0
      while at < bytes.count {
        let lead = bytes[at]
        if lead < 0x80 {
          writer.copyASCII(bytes, &at)
          continue
        }
        guard lead != 0x80, lead != 0xFF, at + 1 < bytes.count else {
          writer.replace()
          at += 1
          continue
        }
        let trail = bytes[at + 1]
        let isTrail = (0x40...0x7E).contains(trail) || (0xA1...0xFE).contains(trail)
        let offset = trail < 0x7F ? 0x40 : 0x62
        let pointer = isTrail ? (Int(lead) - 0x81) * 157 + Int(trail) - offset : -1
        at += 2
        if let pair = combined(pointer) {
          writer.put(pair.base)
          writer.put(pair.mark)
          continue
        }
        let packed = isTrail ? index[pointer] : 0
        if packed != 0 {
          writer.put(packed: packed)
        } else {
          writer.replace()
          if trail < 0x80 { at -= 1 }
        }
      }
    }
  }

  /// Four codes stand for a letter with a mark that has no scalar of its own.
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

/// EUC-KR as Windows extends it (section 13.1).
enum EUCKRDecoder {
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> DecodedText {
    let index = CodeIndex.eucKR
    return UTF8Writer.decode(bytes, price: .threeForHighBytes) { writer in
      var at = 0
      while at < bytes.count {
        let lead = bytes[at]
        if lead < 0x80 {
          writer.copyASCII(bytes, &at)
          continue
        }
        guard lead != 0x80, lead != 0xFF, at + 1 < bytes.count else {
          writer.replace()
          at += 1
          continue
        }
        let trail = bytes[at + 1]
        let isTrail = (0x41...0xFE).contains(trail)
        let packed = isTrail ? index[(Int(lead) - 0x81) * 190 + Int(trail) - 0x41] : 0
        if packed != 0 { writer.put(packed: packed) } else { writer.replace() }
        at += packed != 0 || trail >= 0x80 ? 2 : 1
      }
    }
  }
}
