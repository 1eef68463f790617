// The stack of open elements (13.2.4.2).

/// An entry of the stack.
struct OpenElement {
  /// The element.
  var node: Int32
  /// Where its children go: the element, or the contents of a template.
  var insertionParent: Int32
  /// Number of the name, as the tokenizer gave it.
  var name: UInt16
  var traits: ElementTraits

  static let none = OpenElement(node: -1, insertionParent: 0, name: 0, traits: [])

  /// Whether it is the HTML element of that name.
  @inline(__always)
  func isHTML(_ name: Name) -> Bool { self.name == name.number && traits.contains(.html) }
}

extension TreeBuilder {
  @inline(__always)
  mutating func push(_ element: OpenElement) {
    if stackCount == stackCapacity { growStack() }
    stack[stackCount] = element
    stackCount &+= 1
    // While the parse lasts, `end` tells where on the stack an element is, plus one.
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

  /// Pops until `count` are left.
  mutating func pop(to count: Int) {
    while stackCount > count { pop() }
  }

  /// Takes an entry out, wherever it is.
  mutating func removeFromStack(at index: Int) {
    if index == stackCount - 1 { return pop() }
    unregister(stack[index])
    arena.countSteps(stackCount - index)
    for later in index + 1..<stackCount { place(stack[later], at: later - 1) }
    stackCount -= 1
  }

  /// Puts an entry at an index, moving those from there on up.
  mutating func insertIntoStack(_ element: OpenElement, at index: Int) {
    push(element)
    guard index < stackCount - 1 else { return }
    arena.countSteps(stackCount - index)
    for later in (index..<stackCount - 1).reversed() { place(stack[later], at: later + 1) }
    place(element, at: index)
    currentNode = stack[stackCount - 1]
  }

  /// Puts an element that is new in the place of another.
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

  /// The place of a node on the stack, -1 where it is not there.
  @inline(__always)
  func stackIndex(of node: Int32) -> Int { Int(arena.nodes[Int(node)].end) &- 1 }

  // MARK: Scopes

  @inline(__always)
  func isOpen(_ name: Name) -> Bool { openCounts[Int(name.number)] > 0 }

  /// The place of the topmost HTML element of that name with no element of `ends` above it; -1 where
  /// there is none ("has an element in the specific scope").
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

  /// Pays for a search that went down to an index; short ones are free.
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

  /// Pops up to and with the topmost HTML element of that name.
  ///
  /// - Precondition: there is one.
  mutating func pop(through name: Name) {
    while stackCount > 0 {
      let element = currentNode
      pop()
      if element.isHTML(name) { return }
    }
  }

  /// Generate implied end tags (13.2.6.3).
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

  /// Close a p element (13.2.6.4.7), where one is in button scope.
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

  /// Clear the stack back to a table context.
  mutating func clearStackToTable() {
    while stackCount > 1, !currentNode.isHTML(.table), !currentNode.isHTML(.template) { pop() }
  }

  /// Clear the stack back to a table body context.
  mutating func clearStackToTableBody() {
    while stackCount > 1, !currentNode.isHTML(.tbody), !currentNode.isHTML(.tfoot),
      !currentNode.isHTML(.thead),
      !currentNode.isHTML(.template)
    {
      pop()
    }
  }

  /// Clear the stack back to a table row context.
  mutating func clearStackToTableRow() {
    while stackCount > 1, !currentNode.isHTML(.tr), !currentNode.isHTML(.template) { pop() }
  }
}
