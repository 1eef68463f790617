/// A table of words with values, looked up by a hash that is computed byte by byte.
struct HashedWordTable: Sendable {
  private var keys: [UInt64]
  private var values: [UInt32]
  private let mask: Int

  init(_ words: [(String, UInt32)]) {
    var capacity = 64
    while capacity < words.count * 4 { capacity *= 2 }
    keys = [UInt64](repeating: 0, count: capacity)
    values = [UInt32](repeating: 0, count: capacity)
    mask = capacity - 1
    for (word, value) in words {
      let hash = word.utf8.reduce(TextHash.offsetBasis) { TextHash.adding($1, to: $0) }
      var slot = Int(truncatingIfNeeded: hash) & mask
      while keys[slot] != 0, keys[slot] != hash { slot = (slot + 1) & mask }
      keys[slot] = hash
      values[slot] |= value
    }
  }

  subscript(hash: UInt64) -> UInt32? {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while keys[slot] != 0 {
      if keys[slot] == hash { return values[slot] }
      slot = (slot + 1) & mask
    }
    return nil
  }
}
