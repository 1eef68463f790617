import HTML

/// A set of static names of elements, with a bit for each name.
struct NameSet: ExpressibleByArrayLiteral, Sendable {
  private var bits: [UInt64] = []

  init(arrayLiteral names: Name...) {
    for name in names {
      let word = Int(name.number) >> 6
      while bits.count <= word { bits.append(0) }
      bits[word] |= 1 << UInt64(name.number & 63)
    }
  }

  func contains(_ name: Name) -> Bool {
    let word = Int(name.number) >> 6
    return word < bits.count && bits[word] >> UInt64(name.number & 63) & 1 == 1
  }
}
