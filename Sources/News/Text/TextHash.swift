/// The hash of texts: FNV-1a, 64 bits (draft-eastlake-fnv). It is the same in every process.
struct TextHash {
  /// The hash of an empty text.
  static let offsetBasis: UInt64 = 0xCBF2_9CE4_8422_2325

  private(set) var value = TextHash.offsetBasis

  mutating func combine(_ word: UInt64) { value = (value ^ word) &* 0x100_0000_01B3 }

  /// Returns the hash of a text in UTF-8.
  static func hash(of text: some Sequence<UInt8>) -> UInt64 {
    text.reduce(offsetBasis) { adding($1, to: $0) }
  }

  /// Returns the hash of a text and one more byte.
  @inline(__always) static func adding(_ byte: UInt8, to hash: UInt64) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }
}

/// Mixes two hashes into one.
func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
  var x = a &* 0x9E37_79B9_7F4A_7C15 ^ b
  x = (x ^ x >> 29) &* 0xBF58_476D_1CE4_E5B9
  return x ^ x >> 32
}

/// Returns a hash of bytes, computed eight bytes at a time.
func hash64(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt64 = 0) -> UInt64 {
  var hash = seed ^ UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
  let raw = UnsafeRawBufferPointer(bytes)
  var at = 0
  while at + 8 <= raw.count {
    hash = mixed(hash, raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
    at += 8
  }
  var rest: UInt64 = 0
  while at < raw.count {
    rest = rest << 8 | UInt64(raw[at])
    at += 1
  }
  return mixed(hash, rest)
}
