// The stack of open elements (13.2.4.2).

/// An entry of the stack of open elements.
struct OpenElement {
  /// The element.
  var node: Int32
  /// The parent of inserted children: the element itself, or the contents of a template.
  var insertionParent: Int32
  /// The number of the name, as tokenized.
  var name: UInt16
  var traits: ElementTraits

  static let none = OpenElement(node: -1, insertionParent: 0, name: 0, traits: [])

  /// Whether the element is the HTML element with a name.
  @inline(__always)
  func isHTML(_ name: Name) -> Bool { self.name == name.number && traits.contains(.html) }
}

extension TreeBuilder {
  @inline(__always)
  mutating func push(_ element: OpenElement) {
    if stackCount == stackCapacity { growStack() }
    stack[stackCount] = element
    stackCount &+= 1
    // During the parse, `end` is the index of the element on the stack plus one.
    arena.nodes[Int(element.node)].end = Int32(truncatingIfNeeded: stackCount)
    currentNode = element
    if element.name < 256, element.traits.contains(.html) { openCounts[Int(element.name)] &+= 1 }
    if stackCount > maximumDepth, arena.truncation == nil { arena.truncation = .depth }
  }

  @inline(never)
  private mutating func growStack() {
    stackCapacity *= 2
    let grown: UnsafeMutablePointer<OpenElement> = ParseArena.allocate(stackCapacity)
    grown.update(from: stack, count: stackCount)
    ParseArena.release(stack)
    stack = grown
  }

  @inline(__always)
  mutating func pop() {
    stackCount &-= 1
    unregister(currentNode)
    currentNode = stackCount > 0 ? stack[stackCount &- 1] : .none
  }

  @inline(__always)
  private mutating func unregister(_ element: OpenElement) {
    arena.nodes[Int(element.node)].end = 0
    if element.name < 256, element.traits.contains(.html) { openCounts[Int(element.name)] &-= 1 }
  }

  /// Pops elements until `count` are left.
  mutating func pop(to count: Int) {
    while stackCount > count { pop() }
  }

  /// Removes the entry at an index.
  mutating func removeFromStack(at index: Int) {
    if index == stackCount - 1 { return pop() }
    unregister(stack[index])
    arena.countSteps(stackCount - index)
    for later in index + 1..<stackCount { place(stack[later], at: later - 1) }
    stackCount -= 1
  }

  /// Inserts an entry at an index.
  mutating func insertIntoStack(_ element: OpenElement, at index: Int) {
    push(element)
    guard index < stackCount - 1 else { return }
    arena.countSteps(stackCount - index)
    for later in (index..<stackCount - 1).reversed() { place(stack[later], at: later + 1) }
    place(element, at: index)
    currentNode = stack[stackCount - 1]
  }

  /// Replaces the entry at an index by a new element.
  mutating func replaceOnStack(at index: Int, by element: OpenElement) {
    unregister(stack[index])
    if element.name < 256, element.traits.contains(.html) { openCounts[Int(element.name)] &+= 1 }
    place(element, at: index)
    if index == stackCount - 1 { currentNode = element }
  }

  private mutating func place(_ element: OpenElement, at index: Int) {
    stack[index] = element
    arena.nodes[Int(element.node)].end = Int32(truncatingIfNeeded: index + 1)
  }

  /// Returns the index of a node on the stack, -1 if it is not on the stack.
  @inline(__always)
  func stackIndex(of node: Int32) -> Int { Int(arena.nodes[Int(node)].end) &- 1 }

  // MARK: Scopes

  @inline(__always)
  func isOpen(_ name: Name) -> Bool { openCounts[Int(name.number)] > 0 }

  /// Returns the index of the topmost HTML element with a name that is not below an element with
  /// one of the traits `ends`; -1 if there is none ("has an element in the specific scope").
  ///
  /// - Precondition: the name is that of an HTML element.
  @inline(__always)
  mutating func find(_ name: UInt16, before endActions: ElementTraits) -> Int {
    openCounts[Int(name)] > 0 ? findOpen(name, before: endActions) : -1
  }

  @inline(never)
  private mutating func findOpen(_ name: UInt16, before endActions: ElementTraits) -> Int {
    var index = stackCount - 1
    while index >= 0 {
      let element = stack[index]
      if element.name == name, element.traits.contains(.html) { break }
      if !element.traits.isDisjoint(with: endActions) {
        countSearchSteps(from: index)
        return -1
      }
      index -= 1
    }
    countSearchSteps(from: index)
    return index
  }

  /// Counts the steps of a search down to an index. Short searches are not counted.
  @inline(__always)
  mutating func countSearchSteps(from index: Int) {
    let steps = stackCount &- index
    if steps > 32 { arena.countSteps(steps) }
  }

  @inline(__always)
  mutating func hasInScope(_ name: Name) -> Bool { find(name.number, before: .scope) >= 0 }

  @inline(__always)
  mutating func hasInButtonScope(_ name: Name) -> Bool {
    find(name.number, before: [.scope, .buttonScope]) >= 0
  }

  @inline(__always)
  mutating func hasInTableScope(_ name: Name) -> Bool {
    find(name.number, before: .tableScope) >= 0
  }

  // MARK: Closing

  /// Pops elements up to and including the topmost HTML element with a name.
  ///
  /// - Precondition: such an element is on the stack.
  mutating func pop(through name: Name) {
    while stackCount > 0 {
      let element = currentNode
      pop()
      if element.isHTML(name) { return }
    }
  }

  /// Generates implied end tags (13.2.6.3).
  @inline(__always)
  mutating func generateImpliedEndTags() {
    while currentNode.traits.contains(.impliedEnd) { pop() }
  }

  mutating func generateImpliedEndTags(except name: UInt16) {
    while currentNode.traits.contains(.impliedEnd), currentNode.name != name { pop() }
  }

  mutating func generateImpliedEndTagsThoroughly() {
    while currentNode.traits.contains(.thoroughlyImpliedEnd) { pop() }
  }

  /// Closes the p element that is in button scope, if there is one (13.2.6.4.7, "close a p
  /// element").
  @inline(__always)
  mutating func closeP() {
    if isOpen(.p) { closeOpenP() }
  }

  @inline(never)
  private mutating func closeOpenP() {
    if currentNode.isHTML(.p) { return pop() }
    let index = find(Name.p.number, before: [.scope, .buttonScope])
    if index >= 0 { pop(to: index) }
  }

  /// Clears the stack back to a table context.
  mutating func clearStackToTable() {
    while stackCount > 1, !currentNode.isHTML(.table), !currentNode.isHTML(.template) { pop() }
  }

  /// Clears the stack back to a table body context.
  mutating func clearStackToTableBody() {
    while stackCount > 1, !currentNode.isHTML(.tbody), !currentNode.isHTML(.tfoot),
      !currentNode.isHTML(.thead),
      !currentNode.isHTML(.template)
    {
      pop()
    }
  }

  /// Clears the stack back to a table row context.
  mutating func clearStackToTableRow() {
    while stackCount > 1, !currentNode.isHTML(.tr), !currentNode.isHTML(.template) { pop() }
  }
}
