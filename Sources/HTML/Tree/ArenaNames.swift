extension ParseArena {
  /// Returns the number of a name, which is added to the document's names if it is new.
  ///
  /// - Parameter range: the name in lower case. It must stay unchanged if the name is new.
  /// - Returns: the number, and whether the name was known before.
  mutating func number(of range: TextRange) -> (number: UInt16, isKnown: Bool) {
    let bytes = text(range)
    guard let start = bytes.baseAddress else { return (0, true) }
    let word = NameTable.word(bytes)
    let known = NameTable.shared.find(word: word, bytes: start, count: bytes.count)
    if known != 0 { return (known, true) }
    let hash = InternedNames.hash(bytes)
    let found = names.find(bytes, hash: hash, in: self)
    if found.steps > 8 { countSteps(found.steps) }
    var index = found.index
    if index == 0 {
      if names.ranges.count == InternedNames.maximum {
        if truncation == nil { truncation = .names }
        return (UInt16(Name.staticCount + InternedNames.maximum), true)
      }
      index = names.add(range, hash: hash)
    }
    return (UInt16(truncatingIfNeeded: Name.staticCount &+ index), found.index != 0)
  }

  /// Returns the bytes of a name; valid until the text buffer grows.
  func nameBytes(of number: UInt16) -> UnsafeBufferPointer<UInt8> {
    let index = Int(number) - Name.staticCount - 1
    return index < 0 ? NameTable.shared.bytes(of: number) : text(names.ranges[index])
  }
}
