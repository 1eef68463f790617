// Templates (13.2.6.4.4 and 16), and resetting the insertion mode (13.2.4.1).

extension TreeBuilder {
  mutating func templateStartTag(_ tag: Tag) {
    insertTemplate(tag)
    pushMarker()
    framesetOK = false
    mode = .inTemplate
    templateModes.append(.inTemplate)
  }

  mutating func templateEndTag() {
    guard isOpen(.template) else { return }
    pop(through: .template)
    clearFormattingToMarker()
    templateModes.removeLast()
    resetMode()
  }

  mutating func inTemplateStartTag(_ tag: Tag) {
    switch tag.name {
    case Name.base.number, Name.basefont.number, Name.bgsound.number, Name.link.number,
      Name.meta.number, Name.noframes.number, Name.script.number, Name.style.number,
      Name.template.number, Name.title.number:
      return inHeadStartTag(tag)
    case Name.caption.number, Name.colgroup.number, Name.tbody.number, Name.tfoot.number,
      Name.thead.number:
      mode = .inTable
    case Name.col.number: mode = .inColumnGroup
    case Name.tr.number: mode = .inTableBody
    case Name.td.number, Name.th.number: mode = .inRow
    default: mode = .inBody
    }
    templateModes[templateModes.count - 1] = mode
    processInCurrentMode(startTag: tag)
  }

  /// Resets the insertion mode appropriately.
  mutating func resetMode() {
    var index = stackCount - 1
    while index > 0 {
      let element = stack[index]
      if element.traits.contains(.html), let found = mode(for: element.name, isLast: false) {
        mode = found
        countSearchSteps(from: index)
        return
      }
      index -= 1
    }
    countSearchSteps(from: index)
    if let context {
      mode = context.namespace == .html ? mode(for: context.name, isLast: true) ?? .inBody : .inBody
    } else {
      mode = headElement < 0 ? .beforeHead : .afterHead
    }
  }

  /// Returns the insertion mode for an element on the stack, nil if the element does not determine
  /// one.
  ///
  /// - Parameter isLast: whether the element is the context element of a fragment.
  private func mode(for name: UInt16, isLast: Bool) -> InsertionMode? {
    switch name {
    case Name.td.number, Name.th.number: isLast ? nil : .inCell
    case Name.tr.number: .inRow
    case Name.tbody.number, Name.thead.number, Name.tfoot.number: .inTableBody
    case Name.caption.number: .inCaption
    case Name.colgroup.number: .inColumnGroup
    case Name.table.number: .inTable
    case Name.template.number: templateModes.last
    case Name.head.number: isLast ? nil : .inHead
    case Name.body.number: .inBody
    case Name.frameset.number: .inFrameset
    case Name.html.number: headElement < 0 ? .beforeHead : .afterHead
    default: nil
    }
  }
}
