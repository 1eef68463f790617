/// A digest of a normalised lede in about thirty bytes, which shows years later whether another lede is
/// the same or is cut shorter or longer.
///
/// It consists of the length, a hash of the whole, and one byte of the running hash after every fourth
/// byte (after byte 256, every sixteenth). A difference within the last three bytes before a cut is not
/// noticed. Any other difference is missed with a probability of 1/256 for each compared position.
package struct LedeDigest: Hashable, Sendable {
  /// The length of the normalised lede in bytes.
  package let count: Int
  /// The information in the lede, see `LedeKey.weight`; at most 255.
  package let weight: Int
  package let whole: UInt32
  package let steps: [UInt8]

  package init(_ bytes: [UInt8], weight: Int) {
    count = bytes.count
    self.weight = min(weight, 255)
    var hash = RunningHash()
    var steps: [UInt8] = []
    var next = LedeDigest.firstStep
    for (i, byte) in bytes.enumerated() {
      hash.add(byte)
      guard i + 1 == next else { continue }
      steps.append(hash.byte)
      next += next < LedeDigest.dense ? 4 : 16
    }
    self.steps = steps
    whole = hash.value
  }

  /// Decodes the stored form; returns nil if the bytes are not a digest.
  package init?(stored bytes: [UInt8]) {
    guard bytes.count >= 7 else { return nil }
    count = Int(bytes[0]) | Int(bytes[1]) << 8
    weight = Int(bytes[2])
    whole = (0..<4).reduce(0) { $0 | UInt32(bytes[3 + $1]) << UInt32($1 * 8) }
    steps = Array(bytes[7...])
  }

  package var stored: [UInt8] {
    [UInt8(truncatingIfNeeded: count), UInt8(truncatingIfNeeded: count >> 8), UInt8(weight)]
      + (0..<4).map { UInt8(truncatingIfNeeded: whole >> UInt32($0 * 8)) } + steps
  }

  /// Returns whether two digests may belong to the same lede, cut at different lengths.
  /// - Parameters:
  ///   - mine: the normalised text of this digest; empty if it is not known.
  ///   - theirs: the normalised text of the other digest; empty if it is not known.
  package func isCompatible(with other: LedeDigest, _ mine: [UInt8], _ theirs: [UInt8]) -> Bool {
    if count == other.count { return whole == other.whole && steps == other.steps }
    let (short, long) = count < other.count ? (self, other) : (other, self)
    guard short.weight >= LedeKey.minimumWeight, long.steps.starts(with: short.steps) else {
      return false
    }
    let text = count < other.count ? theirs : mine
    guard text.count == long.count else { return true }
    var hash = RunningHash()
    for byte in text.prefix(short.count) { hash.add(byte) }
    return hash.value == short.whole
  }

  private static let firstStep = 32
  private static let dense = 256
}

/// FNV-1a with 32 bits, which is stable across processes and versions.
private struct RunningHash {
  private(set) var value: UInt32 = 0x811C_9DC5

  mutating func add(_ byte: UInt8) { value = (value ^ UInt32(byte)) &* 0x0100_0193 }

  var byte: UInt8 { UInt8(truncatingIfNeeded: (value &* 0x9E37_79B1) >> 24) }
}
