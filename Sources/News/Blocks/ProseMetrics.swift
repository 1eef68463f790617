/// Measures that distinguish prose from labels, link lists and notices.
enum Prose {
  /// Returns the characters of prose in a block: 0 for labels and blocks that are mostly links.
  static func amount(in outline: Outline, block i: Int) -> Int {
    let block = outline.blocks[i]
    let own = block.length - block.linkLength
    guard own * 2 > block.length, block.length >= 25 else { return 0 }
    guard block.length >= 80 && block.marks > 0 || endsSentence(outline, i) else { return 0 }
    return outline.withBytes(of: i) { bytes in
      // A short line with many digits is a date, a score or a price.
      let isNumbers =
        block.length < 80 && bytes.count { $0 >= 0x30 && $0 <= 0x39 } * 5 >= bytes.count
      return isNumbers || Consent.isMeant(by: bytes) ? 0 : own
    }
  }

  /// Returns the number of full stops, question marks and exclamation marks that end a word, in any
  /// script.
  static func sentences(_ outline: Outline, _ block: Int) -> Int {
    outline.withBytes(of: block) { bytes in
      var count = 0
      for i in bytes.indices {
        switch bytes[i] {
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
          let next = i + 1 < bytes.count ? bytes[i + 1] : 0x20
          if next == 0x20 || next >= 0x80 || next == UInt8(ascii: "\"") { count += 1 }
        case 0x82 where i >= 2 && bytes[i - 1] == 0x80 && bytes[i - 2] == 0xE3: count += 1
        case 0xA4 where i >= 2 && bytes[i - 1] == 0xA5 && bytes[i - 2] == 0xE0: count += 1
        case 0x94 where i >= 1 && bytes[i - 1] == 0xDB: count += 1
        default: break
        }
      }
      return count
    }
  }

  static func endsSentence(_ outline: Outline, _ block: Int) -> Bool {
    outline.withBytes(of: block) { endsSentence($0) }
  }

  /// Whether a text ends like a sentence: with a full stop of any script, optionally followed by
  /// closing quotation marks or brackets.
  static func endsSentence(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var end = bytes.count
    for _ in 0..<4 where end > 0 {
      let last = bytes[end - 1]
      if last < 0x80 {
        switch last {
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ":"),
          UInt8(ascii: ";"):
          return true
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "]"):
          end -= 1
          continue
        default: return false
        }
      }
      var start = end - 1
      while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
      let scalar = bytes[start..<end].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      if stops.contains(scalar) { return true }
      guard closers.contains(scalar) else { return false }
      end = start
    }
    return false
  }

  private static func packed(_ characters: String) -> Set<UInt32> {
    Set(
      characters.unicodeScalars.map { String($0).utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } })
  }

  private static let stops = packed("…。！？।॥؟۔។።၊」』")
  private static let closers = packed("”“’»›）】〉》")
}

/// Words of cookie consent requests.
enum Consent {
  /// Whether a text requests consent to cookies or explains them.
  static func isMeant(by text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count < 3000 else { return false }
    var about = 0
    for word in subjects where contains(text, word) { about += 1 }
    guard about > 0 else { return false }
    for word in reasons where contains(text, word) { about += 1 }
    return about >= 2
  }

  private static let subjects: [StaticString] = ["ookie", "CCPA", "GDPR", "DSGVO"]
  private static let reasons: [StaticString] = [
    "browser", "Browser", "consent", "Consent", "website", "Website", "Webseite", "personal",
    "privacy", "Privacy", "Datenschutz", "inwillig", "zustimm", "partner", "Partner", "navega",
    "confidentialité", "sito", "settings", "functional",
  ]

  static func contains(_ text: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard text.count >= count else { return false }
    let needle = UnsafeBufferPointer(start: word.utf8Start, count: count)
    let first = needle[0]
    var i = 0
    let last = text.count - count
    while i <= last {
      if text[i] == first {
        var k = 1
        while k < count, text[i + k] == needle[k] { k += 1 }
        if k == count { return true }
      }
      i += 1
    }
    return false
  }
}
