/// The ledes and headlines that a source listed before.
struct KnownLedes {
  private var beginnings: Set<UInt64> = []

  var isEmpty: Bool { beginnings.isEmpty }

  /// The number of bytes of folded text that must agree. A lede may now be cut shorter, and two
  /// ledes may begin alike; a match is only evidence.
  private static let length = 40

  init(_ texts: [String]) {
    for text in texts.prefix(2_000) {
      if let hash = KnownLedes.beginning(of: text.utf8) { beginnings.insert(hash) }
    }
  }

  func contains(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let hash = KnownLedes.beginning(of: text) else { return false }
    return beginnings.contains(hash)
  }

  /// Returns the hash of the beginning of a text; nil if the text is too short to identify.
  private static func beginning(of text: some Sequence<UInt8>) -> UInt64? {
    var hash = TextHash()
    var count = 0
    var skip = 0
    for byte in text {
      if skip > 0 {
        skip -= 1
        continue
      }
      switch byte {
      case 0x30...0x39, 0x61...0x7A: hash.combine(UInt64(byte))
      case 0x41...0x5A: hash.combine(UInt64(byte | 0x20))
      case 0xE2:
        // Quotation marks, dashes, ellipses.
        skip = 2
        continue
      case 0xF3:
        // Tags, which known ledes do not have.
        skip = 3
        continue
      case 0x80...: hash.combine(UInt64(byte))
      default: continue
      }
      count += 1
      if count == length { return hash.value }
    }
    return count >= 16 ? hash.value : nil
  }
}
