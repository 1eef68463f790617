// The attributes of a tag token.

extension TreeBuilder {
  /// Returns the value of an attribute of a tag, nil if the tag does not have it.
  func attribute(_ name: Name, of tag: Tag) -> UnsafeBufferPointer<UInt8>? {
    let first = Int(tag.attributeStart)
    for index in first..<first + Int(tag.attributeCount)
    where arena.attributes[index].name == name.number {
      return arena.text(arena.attributes[index].value)
    }
    return nil
  }

  /// Adds those attributes of a tag to an element that the element does not have. The attributes of
  /// an element are contiguous, so they are moved to the end of the arena unless they are already
  /// there.
  mutating func addAttributes(of tag: Tag, to node: Int32) {
    let record = arena.nodes[Int(node)]
    let old = Int(record.start)..<Int(record.start) + Int(record.count)
    let first = Int(tag.attributeStart)
    let added = (first..<first + Int(tag.attributeCount)).filter { index in
      !old.contains { arena.attributes[$0].name == arena.attributes[index].name }
    }
    arena.countSteps(old.count * Int(tag.attributeCount))
    guard !added.isEmpty, old.count + added.count <= maximumAttributes else { return }
    usesTagAttributes = true
    if old.upperBound == first {
      for (offset, index) in added.enumerated() {
        arena.attributes[first + offset] = arena.attributes[index]
      }
      arena.attributeCount = first + added.count
    } else {
      arena.countSteps(old.count)
      arena.nodes[Int(node)].start = UInt32(truncatingIfNeeded: arena.attributeCount)
      for index in old { arena.add(arena.attributes[index]) }
      for index in added { arena.add(arena.attributes[index]) }
    }
    arena.nodes[Int(node)].count = UInt32(truncatingIfNeeded: old.count + added.count)
  }
}
