/// The hashes of a text's words, computed without creating strings: lower-cased runs of ASCII
/// letters and digits, runs of letters of other scripts, and single characters of scripts without
/// spaces.
struct WordHashes: Sequence, IteratorProtocol {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func next() -> UInt64? {
    var hash = TextHash.offsetBasis
    var length = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte < 0x80 {
        let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
        guard lower >= 0x61 && lower <= 0x7A || lower >= 0x30 && lower <= 0x39 else {
          at += 1
          if length > 0 { return hash }
          continue
        }
        hash = TextHash.adding(lower, to: hash)
        length += 1
        at += 1
        continue
      }
      let size = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      let end = Swift.min(at + size, bytes.count)
      let kind = Self.kind(byte, at + 1 < end ? bytes[at + 1] : 0)
      if kind == .mark {
        at = end
        if length > 0 { return hash }
        continue
      }
      if kind == .dense, length > 0 { return hash }
      for k in at..<end { hash = TextHash.adding(bytes[k], to: hash) }
      length += 1
      at = end
      if kind == .dense { return hash }
    }
    return length > 0 ? hash : nil
  }

  private enum Kind { case letter, dense, mark }

  private static func kind(_ lead: UInt8, _ second: UInt8) -> Kind {
    switch (lead, second) {
    // Latin-1 punctuation and symbols, general punctuation and symbols, CJK and fullwidth
    // punctuation.
    case (0xC2, _), (0xE2, 0x80...0xAF), (0xE3, 0x80), (0xEF, 0xBC...0xBD): .mark
    // Thai, Lao, Khmer; kana; Han.
    case (0xE0, 0xB8...0xBB), (0xE1, 0x9E...0x9F), (0xE3, _), (0xE4...0xE9, _), (0xEF, _): .dense
    default: .letter
    }
  }

  /// Calls `body` with the hash of each run of `size` words, or of all words if there are fewer.
  static func shingles(
    of bytes: UnsafeBufferPointer<UInt8>, size: Int, _ body: (UInt64) -> Void
  ) {
    var window: [UInt64] = []
    var hasShingle = false
    for word in WordHashes(bytes) {
      window.append(word)
      guard window.count >= size else { continue }
      if window.count > size { window.removeFirst() }
      body(combine(window))
      hasShingle = true
    }
    if !hasShingle, !window.isEmpty { body(combine(window)) }
  }

  private static func combine(_ words: [UInt64]) -> UInt64 {
    words.reduce(0x9E37_79B9_7F4A_7C15) { hash, word in
      var mixed = (hash ^ word) &* 0xBF58_476D_1CE4_E5B9
      mixed ^= mixed >> 29
      return mixed &* 0x94D0_49BB_1331_11EB ^ mixed >> 32
    }
  }
}
