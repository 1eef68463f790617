import HTML

/// A short text in comparable form: letters in lower case, everything but letters and digits left
/// out.
struct FoldedText {
  /// A hash of the whole text.
  private(set) var hash = TextHash()
  /// A hash of the text after its leading digits.
  private(set) var afterDigits = TextHash()
  /// A hash of the text before its trailing digits.
  private(set) var beforeDigits = TextHash()
  /// The number of bytes of letters and digits.
  private(set) var count = 0
  /// The number of leading digits.
  private(set) var leadingDigits = 0
  private(set) var finalDigits = 0
  /// The value of the trailing digits, up to six.
  private(set) var number = 0
  /// The number of bytes of a character that are left out.
  private var skip: UInt8 = 0
  /// The first byte of a two-byte character, or 0.
  private var lead: UInt8 = 0

  init() {}

  init(_ text: some Sequence<UInt8>) {
    for byte in text { add(byte) }
  }

  init(_ text: UnsafeBufferPointer<UInt8>) { add(text) }

  init(_ text: [UInt8]) { self = text.withUnsafeBufferPointer { FoldedText($0) } }

  init(_ text: StaticString) { self = text.withUTF8Buffer { FoldedText($0) } }

  /// Folds the text inside a node.
  init(textOf node: Node, in document: Document) {
    for i in node.index..<node.end where document[i].isText {
      document[i].withText { add($0) }
    }
  }

  /// Whether the text consists of digits.
  var isNumber: Bool { count > 0 && finalDigits == count }

  private mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
    var i = 0
    while i < text.count {
      if lead | skip > 0 {
        add(text[i])
        i += 1
      } else if text[i] <= 0x20 {
        i += 1
      } else if text[i] | 0x20 &- 0x61 < 26 {
        let start = i
        i += 1
        while i < text.count, text[i] | 0x20 &- 0x61 < 26 { i += 1 }
        add(letters: UnsafeBufferPointer(rebasing: text[start..<i]))
      } else {
        add(text[i])
        i += 1
      }
    }
  }

  /// Adds a run of ASCII letters.
  @inline(__always) private mutating func add(letters: UnsafeBufferPointer<UInt8>) {
    var hash = hash
    for byte in letters { hash.combine(UInt64(byte | 0x20)) }
    if leadingDigits == 0 {
      afterDigits = hash
    } else {
      for byte in letters { afterDigits.combine(UInt64(byte | 0x20)) }
    }
    self.hash = hash
    beforeDigits = hash
    finalDigits = 0
    count += letters.count
  }

  private mutating func add(_ byte: UInt8) {
    if lead > 0 {
      let lead = lead
      self.lead = 0
      let scalar = FoldedText.lower(UInt16(lead & 0x1F) << 6 | UInt16(byte & 0x3F))
      add(letter: UInt8(0xC0 | scalar >> 6))
      add(letter: UInt8(0x80 | scalar & 0x3F))
      return
    }
    if skip > 0 {
      skip -= 1
      return
    }
    switch byte {
    case 0x30...0x39: add(digit: byte)
    case 0x61...0x7A: add(letter: byte)
    case 0x41...0x5A: add(letter: byte | 0x20)
    // Symbols of Latin 1; general punctuation, arrows and shapes.
    case 0xC2: skip = 1
    case 0xE2: skip = 2
    case 0xC3...0xC5, 0xCE...0xD1: lead = byte
    case 0x80...: add(letter: byte)
    default: break
    }
  }

  /// Returns the simple lower-case mapping of Latin, Greek and Cyrillic letters.
  private static func lower(_ scalar: UInt16) -> UInt16 {
    switch scalar {
    case 0xC0...0xD6, 0xD8...0xDE, 0x391...0x3A9, 0x410...0x42F: scalar + 32
    case 0x400...0x40F: scalar + 80
    case 0x386: 0x3AC
    case 0x388...0x38A: scalar + 37
    case 0x38C: 0x3CC
    case 0x38E, 0x38F: scalar + 63
    case 0x100...0x137, 0x14A...0x177: scalar | 1
    case 0x139...0x148, 0x179...0x17E: scalar & 1 == 1 ? scalar + 1 : scalar
    default: scalar
    }
  }

  private mutating func add(letter byte: UInt8) {
    finalDigits = 0
    hash.combine(UInt64(byte))
    afterDigits.combine(UInt64(byte))
    beforeDigits = hash
    count += 1
  }

  private mutating func add(digit byte: UInt8) {
    if finalDigits == 0 { number = 0 }
    finalDigits += 1
    if finalDigits <= 6 { number = number * 10 + Int(byte & 15) }
    if finalDigits == count + 1 { leadingDigits += 1 } else { afterDigits.combine(UInt64(byte)) }
    hash.combine(UInt64(byte))
    count += 1
  }
}
