/// A 64-bit hash that is the same in every process and version, for keys that are stored.
///
/// It is a multiply-xorshift hash with the finalizer of SplitMix64; it does not resist deliberate
/// collisions.
package struct StableHash {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  package init() {}

  /// Returns the hash of a text's UTF-8 bytes.
  package static func of(_ text: String) -> Int64 { of(Array(text.utf8)) }

  /// Returns the hash of some bytes.
  package static func of(_ bytes: [UInt8]) -> Int64 {
    var hash = StableHash()
    hash.add(bytes)
    return hash.value
  }

  package mutating func add(_ word: UInt64) {
    state = (state ^ word) &* 0x9E37_79B9_7F4A_7C15
    state ^= state >> 29
  }

  /// Adds the bytes, eight at a time, and their count.
  package mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { raw in
      var i = 0
      while i + 8 <= raw.count {
        add(raw.loadUnaligned(fromByteOffset: i, as: UInt64.self).littleEndian)
        i += 8
      }
      var rest: UInt64 = 0
      while i < raw.count {
        rest = rest << 8 | UInt64(raw[i])
        i += 1
      }
      add(rest)
      add(UInt64(raw.count))
    }
  }

  /// The hash of everything added so far.
  package var value: Int64 {
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Int64(bitPattern: mixed ^ mixed >> 31)
  }
}
