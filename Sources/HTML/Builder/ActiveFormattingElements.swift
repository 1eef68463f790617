// The list of active formatting elements (13.2.4.3) and the adoption agency (13.2.6.4.7).

/// An entry of the list of active formatting elements.
struct FormattingElement {
  /// The element; -1 for a marker.
  var node: Int32
  var name: UInt16
  /// Of its name and attributes; equal elements have equal ones.
  var hash: UInt32

  static let marker = FormattingElement(node: -1, name: 0, hash: 0)
}

extension TreeBuilder {
  /// Reconstruct the active formatting elements.
  @inline(__always)
  mutating func reconstructFormatting() {
    guard let last = activeFormatting.last else { return }
    if last.node < 0 || stackIndex(of: last.node) >= 0 { return }
    reconstruct()
  }

  @inline(never)
  private mutating func reconstruct() {
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

  /// The token an element was made for; its attributes are in the store already.
  private func clone(_ record: NodeRecord) -> Tag {
    Tag(
      name: record.name, isSelfClosing: false, sourceOffset: record.sourceOffset,
      attributeStart: record.start, attributeCount: record.count)
  }

  /// Push onto the list of active formatting elements: the current node. Of more than three equal
  /// elements the earliest goes.
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

  /// Clear the list of active formatting elements up to the last marker.
  mutating func clearFormattingToMarker() {
    while let last = activeFormatting.popLast(), last.node >= 0 {}
  }

  /// The order of attributes makes no difference. Of values only the length counts; what has equal
  /// hashes is compared in full.
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
      // At the same place, as a rule.
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

  /// The place in the list of the last element of that name after the last marker; else -1.
  mutating func formattingIndex(ofName name: UInt16) -> Int {
    var index = activeFormatting.count - 1
    let end = index
    while index >= 0, activeFormatting[index].node >= 0, activeFormatting[index].name != name {
      index -= 1
    }
    if end - index > 32 { arena.countSteps(end - index) }
    return index >= 0 && activeFormatting[index].node >= 0 ? index : -1
  }

  /// The place in the list of a node; else -1.
  private mutating func formattingIndex(of node: Int32) -> Int {
    var index = activeFormatting.count - 1
    let end = index
    while index >= 0, activeFormatting[index].node != node { index -= 1 }
    if end - index > 32 { arena.countSteps(end - index) }
    return index
  }

  // MARK: Adoption agency algorithm

  /// The adoption agency algorithm for an end tag of that name.
  mutating func runAdoptionAgency(_ name: UInt16) {
    if currentNode.name == name, currentNode.traits.contains(.html) {
      // As a rule it is the last that was opened.
      if let last = activeFormatting.last, last.node == currentNode.node {
        activeFormatting.removeLast()
        return pop()
      }
      if formattingIndex(of: currentNode.node) < 0 { return pop() }
    }
    for _ in 0..<8 {
      guard arena.truncation == nil else { return }
      let active = formattingIndex(ofName: name)
      if active < 0 { return ordinaryEndTag(name) }
      let element = activeFormatting[active].node
      let place = stackIndex(of: element)
      if place < 0 {
        activeFormatting.remove(at: active)
        return
      }
      guard isInScope(at: place) else { return }
      // The furthest block: the lowest special element above it.
      var block = place + 1
      while block < stackCount, !stack[block].traits.contains(.special) { block += 1 }
      if block - place > 32 { arena.countSteps(block - place) }
      if block == stackCount {
        pop(to: place)
        activeFormatting.remove(at: active)
        return
      }
      runAdoptionAgency(place: place, block: block, active: active)
    }
  }

  /// One round of the algorithm's outer loop, where there is a furthest block.
  ///
  /// - Parameter place: of the formatting element on the stack.
  /// - Parameter block: the place of the furthest block on the stack.
  /// - Parameter active: of the formatting element in the list.
  private mutating func runAdoptionAgency(place: Int, block: Int, active: Int) {
    isInDocumentOrder = false
    var active = active
    var bookmark = active
    var furthest = block
    var last = stack[furthest].node
    let furthestNode = last
    var index = furthest - 1
    var rounds = 0
    while index > place {
      rounds += 1
      let node = stack[index].node
      var entry = formattingIndex(of: node)
      if rounds > 3, entry >= 0 {
        activeFormatting.remove(at: entry)
        if entry < bookmark { bookmark -= 1 }
        if entry < active { active -= 1 }
        entry = -1
      }
      if entry < 0 {
        removeFromStack(at: index)
        furthest -= 1
        index -= 1
        continue
      }
      let copy = createClone(of: node)
      activeFormatting[entry].node = copy
      replaceOnStack(at: index, by: openElement(copy))
      if last == furthestNode { bookmark = entry + 1 }
      unlink(last)
      link(last, at: InsertionPlace(parent: copy))
      last = copy
      index -= 1
    }
    unlink(last)
    link(last, at: self.place(in: stack[place - 1]))
    let copy = createClone(of: activeFormatting[active].node)
    moveChildren(of: stack[furthest].insertionParent, to: copy)
    link(copy, at: InsertionPlace(parent: stack[furthest].insertionParent))
    var entry = activeFormatting.remove(at: active)
    if active < bookmark { bookmark -= 1 }
    entry.node = copy
    activeFormatting.insert(entry, at: bookmark)
    insertIntoStack(openElement(copy), at: furthest + 1)
    removeFromStack(at: place)
  }

  private mutating func createClone(of node: Int32) -> Int32 {
    let record = arena.nodes[Int(node)]
    return create(
      name: record.name, namespace: .html, start: record.start, count: record.count,
      sourceOffset: record.sourceOffset)
  }

  private func openElement(_ node: Int32) -> OpenElement {
    let name = arena.nodes[Int(node)].name
    return OpenElement(
      node: node, insertionParent: node, name: name, traits: tables.htmlTraits(name))
  }
}
