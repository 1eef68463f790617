// The list of active formatting elements (13.2.4.3).

/// An entry of the list of active formatting elements.
struct FormattingElement {
  /// The element, -1 for a marker.
  var node: Int32
  var name: UInt16
  /// A hash of the element's name and attributes; equal elements have equal hashes.
  var hash: UInt32

  static let marker = FormattingElement(node: -1, name: 0, hash: 0)
}

extension TreeBuilder {
  /// Reconstructs the active formatting elements.
  @inline(__always)
  mutating func reconstructFormatting() {
    guard let last = activeFormatting.last else { return }
    if last.node < 0 || stackIndex(of: last.node) >= 0 { return }
    reopenFormatting()
  }

  @inline(never)
  private mutating func reopenFormatting() {
    var index = activeFormatting.count - 1
    while index > 0, activeFormatting[index - 1].node >= 0,
      stackIndex(of: activeFormatting[index - 1].node) < 0
    {
      index -= 1
    }
    for index in index..<activeFormatting.count {
      let record = arena.nodes[Int(activeFormatting[index].node)]
      insert(clone(record))
      activeFormatting[index].node = currentNode.node
      if arena.truncation != nil { return }
    }
  }

  /// Returns the token for which an element was created. Its attributes are already in the arena.
  private func clone(_ record: NodeRecord) -> Tag {
    Tag(
      name: record.name, isSelfClosing: false, sourceOffset: record.sourceOffset,
      attributeStart: record.start, attributeCount: record.count)
  }

  /// Pushes the current node onto the list of active formatting elements. If the list would contain
  /// more than three equal elements, the earliest one is removed ("Noah's Ark clause").
  mutating func pushFormatting() {
    let record = arena.nodes[Int(currentNode.node)]
    let hash = self.hash(record)
    var equal = 0
    var earliest = -1
    var index = activeFormatting.count - 1
    let end = index
    while index >= 0, activeFormatting[index].node >= 0 {
      if activeFormatting[index].hash == hash, isEqual(activeFormatting[index].node, record) {
        equal += 1
        earliest = index
        if equal == 3 { break }
      }
      index -= 1
    }
    if end - index > 32 { arena.countSteps(end - index) }
    if equal == 3 {
      arena.countSteps(activeFormatting.count - earliest)
      activeFormatting.remove(at: earliest)
    }
    activeFormatting.append(
      FormattingElement(node: currentNode.node, name: currentNode.name, hash: hash))
  }

  mutating func pushMarker() { activeFormatting.append(.marker) }

  /// Clears the list of active formatting elements up to the last marker.
  mutating func clearFormattingToMarker() {
    while let last = activeFormatting.popLast(), last.node >= 0 {}
  }

  /// Returns a hash that does not depend on the order of attributes. It includes the lengths of
  /// values only; elements with equal hashes are compared in full.
  private func hash(_ record: NodeRecord) -> UInt32 {
    var hash = UInt32(record.name)
    let start = Int(record.start)
    for index in start..<start + Int(record.count) {
      let attribute = arena.attributes[index]
      hash = hash &+ (UInt32(attribute.name) &+ attribute.value.count &<< 16) &* 0x9E37_79B1
    }
    return hash
  }

  private mutating func isEqual(_ node: Int32, _ record: NodeRecord) -> Bool {
    let other = arena.nodes[Int(node)]
    guard other.name == record.name, other.count == record.count else { return false }
    if other.start == record.start { return true }
    let count = Int(record.count)
    for offset in 0..<count {
      let attribute = arena.attributes[Int(record.start) + offset]
      // Equal elements usually have their attributes in the same order.
      var match = arena.attributes[Int(other.start) + offset]
      if match.name != attribute.name {
        var index = 0
        while index < count, arena.attributes[Int(other.start) + index].name != attribute.name {
          index += 1
        }
        if index > 8 { arena.countSteps(index) }
        guard index < count else { return false }
        match = arena.attributes[Int(other.start) + index]
      }
      let value = arena.text(attribute.value)
      if value.count > 32 { arena.countSteps(value.count / 16) }
      guard value.elementsEqual(arena.text(match.value)) else { return false }
    }
    return true
  }

  /// Returns the index in the list of the last element with a name after the last marker, -1 if
  /// there is none.
  mutating func formattingIndex(ofName name: UInt16) -> Int {
    var index = activeFormatting.count - 1
    let end = index
    while index >= 0, activeFormatting[index].node >= 0, activeFormatting[index].name != name {
      index -= 1
    }
    if end - index > 32 { arena.countSteps(end - index) }
    return index >= 0 && activeFormatting[index].node >= 0 ? index : -1
  }

  /// Returns the index of a node in the list, -1 if it is not in the list.
  mutating func formattingIndex(of node: Int32) -> Int {
    var index = activeFormatting.count - 1
    let end = index
    while index >= 0, activeFormatting[index].node != node { index -= 1 }
    if end - index > 32 { arena.countSteps(end - index) }
    return index
  }
}
