/// A set of nodes from a range of indexes, one bit per node.
struct NodeSet {
  let range: Range<Int32>
  private var words: [UInt64]

  init(_ range: Range<Int32>) {
    self.range = range
    words = Array(repeating: 0, count: range.count / 64 + 1)
  }

  subscript(_ node: Int32) -> Bool {
    get {
      let bit = Int(node - range.lowerBound)
      return words[bit >> 6] >> UInt64(bit & 63) & 1 != 0
    }
    set {
      let bit = Int(node - range.lowerBound)
      let mask: UInt64 = 1 << UInt64(bit & 63)
      if newValue { words[bit >> 6] |= mask } else { words[bit >> 6] &= ~mask }
    }
  }

  /// Calls `body` for each node from last to first.
  func forEachReversed(_ body: (Int32) -> Void) {
    for index in words.indices.reversed() {
      var word = words[index]
      while word != 0 {
        let bit = 63 - word.leadingZeroBitCount
        word &= ~(1 << UInt64(bit))
        body(range.lowerBound + Int32(index * 64 + bit))
      }
    }
  }
}
