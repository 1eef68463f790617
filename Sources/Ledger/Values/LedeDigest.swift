/// A normalised lede in some thirty bytes: enough to tell, years later, whether another one is the
/// same, cut shorter or cut longer.
///
/// Beside the count and a hash of the whole there is a byte of the running hash at every fourth
/// byte (beyond 256, at every sixteenth): of two ledes of one day, one cut shorter, that differ
/// only in the last three bytes before the cut nothing is noticed, and else nothing with a chance
/// of one in 256 for each place that is compared.
package struct LedeDigest: Hashable, Sendable {
  /// Bytes of the normalised lede.
  package let count: Int
  /// See `LedeKey.weight`; not more than 255.
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

  /// - Parameters: the texts where they are known, else nothing.
  package func isCompatible(with other: LedeDigest, _ mine: [UInt8], _ theirs: [UInt8]) -> Bool {
    if count == other.count { return whole == other.whole && steps == other.steps }
    let (short, long) = count < other.count ? (self, other) : (other, self)
    guard short.weight >= LedeKey.least, long.steps.starts(with: short.steps) else { return false }
    let text = count < other.count ? theirs : mine
    guard text.count == long.count else { return true }
    var hash = RunningHash()
    for byte in text.prefix(short.count) { hash.add(byte) }
    return hash.value == short.whole
  }

  private static let firstStep = 32
  private static let dense = 256
}

/// FNV-1a, 32 bits: the same in every process and version.
private struct RunningHash {
  private(set) var value: UInt32 = 0x811C_9DC5

  mutating func add(_ byte: UInt8) { value = (value ^ UInt32(byte)) &* 0x0100_0193 }

  var byte: UInt8 { UInt8(truncatingIfNeeded: (value &* 0x9E37_79B1) >> 24) }
}
