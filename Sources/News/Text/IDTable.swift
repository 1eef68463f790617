/// A table that numbers distinct hashes from 0 in order of appearance. It is faster than a
/// dictionary, because the keys are hashes already.
struct IDTable {
  private struct Slot {
    var key: UInt64 = 0
    /// The number, or -1 in an empty slot.
    var id: Int32 = -1
  }

  private var slots: [Slot]
  private(set) var count = 0

  init(capacity: Int = 64) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = [Slot](repeating: Slot(), count: size)
  }

  /// Returns the number of a hash, assigning the next one to a new hash.
  mutating func id(of key: UInt64) -> (id: Int, isNew: Bool) {
    if count * 2 >= slots.count { grow() }
    let next = count
    let id = slots.withUnsafeMutableBufferPointer { slots in
      let slot = Self.slot(of: key, in: UnsafeBufferPointer(slots))
      if slots[slot].id < 0 { slots[slot] = Slot(key: key, id: Int32(next)) }
      return Int(slots[slot].id)
    }
    if id == next { count += 1 }
    return (id, id == next)
  }

  /// Returns the number of a hash; nil for a new hash.
  func known(_ key: UInt64) -> Int? {
    let id = slots.withUnsafeBufferPointer { $0[Self.slot(of: key, in: $0)].id }
    return id >= 0 ? Int(id) : nil
  }

  /// Returns the slot of a key, or the empty slot in which it belongs.
  @inline(__always)
  private static func slot(of key: UInt64, in slots: UnsafeBufferPointer<Slot>) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: mixed(key, 0x1234_5678)) & mask
    while slots[slot].id >= 0, slots[slot].key != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let full = slots.filter { $0.id >= 0 }
    slots = [Slot](repeating: Slot(), count: slots.count * 2)
    slots.withUnsafeMutableBufferPointer { slots in
      for entry in full { slots[Self.slot(of: entry.key, in: UnsafeBufferPointer(slots))] = entry }
    }
  }
}

/// Positions grouped by key, in one pass and in order.
struct Grouping {
  /// The positions, group by group.
  private(set) var order: [Int32]
  /// The start of each group in `order`, and the end of the last.
  private(set) var starts: [Int32]
  /// The group of each position.
  private(set) var ids: [Int32]

  init(_ keys: [UInt64]) {
    var table = IDTable(capacity: keys.count)
    let ids = keys.map { Int32(truncatingIfNeeded: table.id(of: $0).id) }
    self.ids = ids
    // First the sizes of the groups, each at the place of the next one's start.
    var starts = [Int32](repeating: 0, count: table.count + 1)
    var next = starts
    order = [Int32](unsafeUninitializedCapacity: keys.count) { order, count in
      starts.withUnsafeMutableBufferPointer { starts in
        for id in ids { starts[Int(id) + 1] += 1 }
        for k in 1..<starts.count { starts[k] += starts[k - 1] }
        next.withUnsafeMutableBufferPointer { next in
          for k in next.indices { next[k] = starts[k] }
          for (i, id) in ids.enumerated() {
            order[Int(next[Int(id)])] = Int32(truncatingIfNeeded: i)
            next[Int(id)] += 1
          }
        }
      }
      count = ids.count
    }
    self.starts = starts
  }

  func groups(minimum: Int) -> [ArraySlice<Int32>] {
    var out: [ArraySlice<Int32>] = []
    for k in 0..<starts.count - 1 where Int(starts[k + 1] - starts[k]) >= minimum {
      out.append(order[Int(starts[k])..<Int(starts[k + 1])])
    }
    return out
  }
}

/// An immutable set of hashes.
struct HashSet {
  private var slots: [UInt64]

  init(_ hashes: [UInt64]) {
    var size = 16
    while size < hashes.count * 4 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    for hash in hashes where !contains(hash) {
      var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = hash
    }
  }

  func contains(_ hash: UInt64) -> Bool {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
    while slots[slot] != 0 {
      if slots[slot] == hash { return true }
      slot = (slot + 1) & mask
    }
    return false
  }
}
