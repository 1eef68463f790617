/// The names of a document that are not static, by hash.
struct InternedNames {
  /// By number less ``Name/staticCount`` less 1.
  private(set) var ranges: [TextRange] = []
  private var hashes: [UInt64] = []
  /// Open addressing; a slot holds an index into `ranges` plus one, 0 where it is empty.
  private var slots: [UInt16] = []

  /// No more than this many; 16 bits are to suffice for a number.
  static let maximum = 60_000
}

extension InternedNames {
  /// The index plus one of a name, 0 where it is new; and how many steps that took.
  ///
  /// - Parameter letters: the name in lower case.
  func find(_ letters: UnsafeBufferPointer<UInt8>, hash: UInt64, in store: borrowing Store)
    -> (index: Int, steps: Int)
  {
    guard !slots.isEmpty else { return (0, 0) }
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    var steps = 0
    while true {
      let index = Int(slots[slot])
      if index == 0 { return (0, steps) }
      if hashes[index - 1] == hash, Self.equal(store.text(ranges[index - 1]), letters) {
        return (index, steps)
      }
      slot = (slot + 1) & (slots.count - 1)
      steps += 1
    }
  }

  /// Adds a name that is not there and gives its index plus one.
  mutating func add(_ range: TextRange, hash: UInt64) -> Int {
    ranges.append(range)
    hashes.append(hash)
    if slots.count < ranges.count * 2 {
      slots = [UInt16](repeating: 0, count: max(64, slots.count * 2))
      for index in ranges.indices { place(index) }
    } else {
      place(ranges.count - 1)
    }
    return ranges.count
  }

  private mutating func place(_ index: Int) {
    var slot = Int(truncatingIfNeeded: hashes[index]) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt16(index + 1)
  }

  /// A hash of all letters, eight at a time.
  static func hash(_ letters: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    var hash = UInt64(truncatingIfNeeded: letters.count)
    var at = 0
    while at &+ 8 <= letters.count {
      hash = (hash ^ word(letters, at)) &* factor
      hash ^= hash &>> 32
      at &+= 8
    }
    var rest: UInt64 = 0
    while at < letters.count {
      rest = rest &<< 8 | UInt64(letters[at])
      at &+= 1
    }
    hash = (hash ^ rest) &* factor
    return hash ^ hash &>> 32
  }

  /// Eight letters.
  ///
  /// - Precondition: there are as many from there on.
  @inline(__always)
  private static func word(_ letters: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt64 {
    UnsafeRawPointer(letters.baseAddress! + at).loadUnaligned(as: UInt64.self)
  }

  static func equal(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
    guard a.count == b.count else { return false }
    var at = 0
    while at &+ 8 <= a.count {
      if word(a, at) != word(b, at) { return false }
      at &+= 8
    }
    while at < a.count {
      if a[at] != b[at] { return false }
      at &+= 1
    }
    return true
  }
}
