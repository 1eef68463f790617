/// A hash table of the names of a document that are not static.
struct InternedNames {
  /// The text of the names; a name's number is its index plus ``Name/staticCount`` plus 1.
  private(set) var ranges: [TextRange] = []
  private var hashes: [UInt64] = []
  /// The hash slots (open addressing): an index into `ranges` plus one, 0 for an empty slot.
  private var slots: [UInt16] = []

  /// The maximum number of names, so that the number of a name fits 16 bits.
  static let maximum = 60_000
}

extension InternedNames {
  /// Returns the index of a name plus one, 0 for a new name, and the number of search steps.
  ///
  /// - Parameter bytes: the name in lower case.
  func find(_ bytes: UnsafeBufferPointer<UInt8>, hash: UInt64, in arena: borrowing ParseArena)
    -> (index: Int, steps: Int)
  {
    guard !slots.isEmpty else { return (0, 0) }
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    var steps = 0
    while true {
      let index = Int(slots[slot])
      if index == 0 { return (0, steps) }
      if hashes[index - 1] == hash, Self.equal(arena.text(ranges[index - 1]), bytes) {
        return (index, steps)
      }
      slot = (slot + 1) & (slots.count - 1)
      steps += 1
    }
  }

  /// Adds a new name and returns its index plus one.
  mutating func add(_ range: TextRange, hash: UInt64) -> Int {
    ranges.append(range)
    hashes.append(hash)
    if slots.count < ranges.count * 2 {
      slots = [UInt16](repeating: 0, count: max(64, slots.count * 2))
      for index in ranges.indices { fillSlot(for: index) }
    } else {
      fillSlot(for: ranges.count - 1)
    }
    return ranges.count
  }

  private mutating func fillSlot(for index: Int) {
    var slot = Int(truncatingIfNeeded: hashes[index]) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt16(index + 1)
  }

  /// Returns a hash of all bytes of a name.
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    var hash = UInt64(truncatingIfNeeded: bytes.count)
    var offset = 0
    while offset &+ 8 <= bytes.count {
      hash = (hash ^ word(bytes, offset)) &* factor
      hash ^= hash &>> 32
      offset &+= 8
    }
    var rest: UInt64 = 0
    while offset < bytes.count {
      rest = rest &<< 8 | UInt64(bytes[offset])
      offset &+= 1
    }
    hash = (hash ^ rest) &* factor
    return hash ^ hash &>> 32
  }

  /// Returns eight bytes as a word.
  ///
  /// - Precondition: there are eight bytes from `offset` on.
  @inline(__always)
  private static func word(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> UInt64 {
    UnsafeRawPointer(bytes.baseAddress! + offset).loadUnaligned(as: UInt64.self)
  }

  static func equal(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
    guard a.count == b.count else { return false }
    var offset = 0
    while offset &+ 8 <= a.count {
      if word(a, offset) != word(b, offset) { return false }
      offset &+= 8
    }
    while offset < a.count {
      if a[offset] != b[offset] { return false }
      offset &+= 1
    }
    return true
  }
}
