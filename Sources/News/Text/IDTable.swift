/// A table that numbers distinct hashes from 0 in order of appearance. It is faster than a
/// dictionary, because the keys are hashes already.
struct IDTable {
  private var slots: [Int32]
  private var keys: [UInt64] = []

  init(capacity: Int = 64) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
  }

  var count: Int { keys.count }

  /// Returns the number of a hash, assigning the next one to a new hash.
  mutating func id(of key: UInt64) -> (id: Int, isNew: Bool) {
    if keys.count * 2 >= slots.count { grow() }
    let slot = self.slot(of: key)
    if slots[slot] >= 0 { return (Int(slots[slot]), false) }
    slots[slot] = Int32(keys.count)
    keys.append(key)
    return (keys.count - 1, true)
  }

  /// Returns the number of a hash; nil for a new hash.
  func known(_ key: UInt64) -> Int? {
    let id = slots[slot(of: key)]
    return id >= 0 ? Int(id) : nil
  }

  private func slot(of key: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: mixed(key, 0x1234_5678)) & mask
    while slots[slot] >= 0, keys[Int(slots[slot])] != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (id, key) in keys.enumerated() { slots[slot(of: key)] = Int32(id) }
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
    ids = [Int32](repeating: 0, count: keys.count)
    var counts: [Int32] = []
    for (i, key) in keys.enumerated() {
      let (id, isNew) = table.id(of: key)
      if isNew { counts.append(0) }
      ids[i] = Int32(id)
      counts[id] += 1
    }
    starts = [0]
    starts.reserveCapacity(counts.count + 1)
    for count in counts { starts.append(starts[starts.count - 1] + count) }
    var next = starts
    order = [Int32](repeating: 0, count: keys.count)
    for (i, id) in ids.enumerated() {
      order[Int(next[Int(id)])] = Int32(i)
      next[Int(id)] += 1
    }
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
