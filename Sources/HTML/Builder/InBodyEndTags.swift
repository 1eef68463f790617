// End tags in the mode "in body" (13.2.6.4.7).

extension TreeBuilder {
  mutating func inBodyEndTag(_ tag: Tag) {
    let action = tag.name < 256 ? tables.endActions[Int(tag.name)] : .ordinary
    switch action {
    case .ordinary: ordinaryEndTag(tag.name)
    case .block:
      if currentNode.name == tag.name, currentNode.traits.contains(.html) { return pop() }
      blockEndTag(tag.name)
    case .formatting: runAdoptionAgency(tag.name)
    case .p:
      if currentNode.isHTML(.p) { return pop() }
      if !hasInButtonScope(.p) { insertImplied(.p, sourceOffset: tag.sourceOffset) }
      closeP()
    case .li:
      let index = find(tag.name, before: [.scope, .listItemScope])
      guard index >= 0 else { return }
      pop(to: index)
    case .ddDt:
      let index = find(tag.name, before: .scope)
      guard index >= 0 else { return }
      pop(to: index)
    case .heading: headingEndTag()
    case .marker:
      let index = find(tag.name, before: .scope)
      guard index >= 0 else { return }
      pop(to: index)
      clearFormattingToMarker()
    case .template: templateEndTag()
    case .body: bodyEndTag()
    case .html: if bodyEndTag() { afterBodyEndTag(tag) }
    case .form: formEndTag()
    case .br:
      reconstructFormatting()
      append(implied: .br, sourceOffset: tag.sourceOffset)
      framesetOK = false
    }
  }

  /// Inserts a void element that is not in the page.
  private mutating func append(implied name: Name, sourceOffset: UInt32) {
    insertVoid(
      Tag(
        name: name.number, isSelfClosing: false, sourceOffset: sourceOffset, attributeStart: 0,
        attributeCount: 0))
  }

  private mutating func blockEndTag(_ name: UInt16) {
    let index = find(name, before: .scope)
    // Elements with implied end tags are above the element and popped with it.
    if index >= 0 { pop(to: index) }
  }

  /// Processes any other end tag.
  @inline(__always)
  mutating func ordinaryEndTag(_ name: UInt16) {
    if currentNode.name == name, currentNode.traits.contains(.html) { return pop() }
    ordinaryEndTagBelow(name)
  }

  @inline(never)
  private mutating func ordinaryEndTagBelow(_ name: UInt16) {
    if name < 256, openCounts[Int(name)] == 0 { return }
    var index = stackCount - 1
    while index >= 0 {
      let element = stack[index]
      if element.name == name, element.traits.contains(.html) {
        countSearchSteps(from: index)
        return pop(to: index)
      }
      if element.traits.contains(.special) { break }
      index -= 1
    }
    countSearchSteps(from: index)
  }

  private mutating func headingEndTag() {
    var index = stackCount - 1
    while index >= 0 {
      let traits = stack[index].traits
      if traits.contains(.heading) { break }
      if traits.contains(.scope) {
        index = -1
        break
      }
      index -= 1
    }
    countSearchSteps(from: index)
    if index >= 0 { pop(to: index) }
  }

  @discardableResult
  private mutating func bodyEndTag() -> Bool {
    guard hasInScope(.body) else { return false }
    mode = .afterBody
    return true
  }

  private mutating func formEndTag() {
    if isOpen(.template) {
      let index = find(Name.form.number, before: .scope)
      if index >= 0 { pop(to: index) }
      return
    }
    let node = formElement
    formElement = -1
    guard node >= 0 else { return }
    let index = stackIndex(of: node)
    guard index >= 0, isInScope(at: index) else { return }
    generateImpliedEndTags()
    removeFromStack(at: stackIndex(of: node))
  }

  /// Whether no element above an index on the stack ends a scope.
  mutating func isInScope(at index: Int) -> Bool {
    var above = stackCount - 1
    while above > index {
      if stack[above].traits.contains(.scope) { return false }
      above -= 1
    }
    countSearchSteps(from: index)
    return true
  }
}
