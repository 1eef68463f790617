// End tags in the mode "in body" (13.2.6.4.7).

extension TreeBuilder {
  mutating func inBodyEnd(_ tag: Tag) {
    let action = tag.name < 256 ? tables.ends[Int(tag.name)] : .ordinary
    switch action {
    case .ordinary: ordinaryEnd(tag.name)
    case .block:
      if top.name == tag.name, top.traits.contains(.html) { return pop() }
      blockEnd(tag.name)
    case .formatting: adopt(tag.name)
    case .p:
      if top.isHTML(.p) { return pop() }
      if !inButtonScope(.p) { insertImplied(.p, source: tag.source) }
      closeP()
    case .li:
      let index = find(tag.name, before: [.scope, .listScope])
      guard index >= 0 else { return }
      pop(to: index)
    case .ddDt:
      let index = find(tag.name, before: .scope)
      guard index >= 0 else { return }
      pop(to: index)
    case .heading: headingEnd()
    case .marker:
      let index = find(tag.name, before: .scope)
      guard index >= 0 else { return }
      pop(to: index)
      clearFormattingToMarker()
    case .template: templateEnd()
    case .body: bodyEnd()
    case .html: if bodyEnd() { afterBodyEnd(tag) }
    case .form: formEnd()
    case .br:
      reconstructFormatting()
      append(implied: .br, source: tag.source)
      framesetOK = false
    }
  }

  /// Inserts an element that can have no content and is not in the page.
  private mutating func append(implied name: Name, source: UInt32) {
    insertVoid(
      Tag(
        name: name.number, isSelfClosing: false, source: source, attributeStart: 0,
        attributeCount: 0))
  }

  private mutating func blockEnd(_ name: UInt16) {
    let index = find(name, before: .scope)
    // What implied end tags there are is above it, and goes with the rest.
    if index >= 0 { pop(to: index) }
  }

  /// Any other end tag.
  @inline(__always)
  mutating func ordinaryEnd(_ name: UInt16) {
    if top.name == name, top.traits.contains(.html) { return pop() }
    ordinaryEndBelow(name)
  }

  @inline(never)
  private mutating func ordinaryEndBelow(_ name: UInt16) {
    if name < 256, open[Int(name)] == 0 { return }
    var index = stackCount - 1
    while index >= 0 {
      let element = stack[index]
      if element.name == name, element.traits.contains(.html) {
        spendSearch(from: index)
        return pop(to: index)
      }
      if element.traits.contains(.special) { break }
      index -= 1
    }
    spendSearch(from: index)
  }

  private mutating func headingEnd() {
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
    spendSearch(from: index)
    if index >= 0 { pop(to: index) }
  }

  @discardableResult
  private mutating func bodyEnd() -> Bool {
    guard inScope(.body) else { return false }
    mode = .afterBody
    return true
  }

  private mutating func formEnd() {
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

  /// Whether no element above that place ends a scope.
  mutating func isInScope(at index: Int) -> Bool {
    var above = stackCount - 1
    while above > index {
      if stack[above].traits.contains(.scope) { return false }
      above -= 1
    }
    spendSearch(from: index)
    return true
  }
}
