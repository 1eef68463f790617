// The insertion modes in tables (13.2.6.4.9 and 11 to 15).

extension TreeBuilder {
  // MARK: In table

  mutating func inTableStartTag(_ tag: Tag) {
    switch tag.name {
    case Name.caption.number:
      clearStackToTable()
      pushMarker()
      insert(tag)
      mode = .inCaption
    case Name.colgroup.number:
      clearStackToTable()
      insert(tag)
      mode = .inColumnGroup
    case Name.col.number:
      clearStackToTable()
      insertImplied(.colgroup, sourceOffset: tag.sourceOffset)
      mode = .inColumnGroup
      inColumnGroupStartTag(tag)
    case Name.tbody.number, Name.tfoot.number, Name.thead.number:
      clearStackToTable()
      insert(tag)
      mode = .inTableBody
    case Name.td.number, Name.th.number, Name.tr.number:
      clearStackToTable()
      insertImplied(.tbody, sourceOffset: tag.sourceOffset)
      mode = .inTableBody
      inTableBodyStartTag(tag)
    case Name.table.number:
      guard hasInTableScope(.table) else { return }
      pop(through: .table)
      resetMode()
      processInCurrentMode(startTag: tag)
    case Name.style.number, Name.script.number, Name.template.number: inHeadStartTag(tag)
    case Name.input.number where isHidden(tag): insertVoid(tag)
    case Name.form.number: formStartTagInTable(tag)
    default:
      isFosterParentingEnabled = true
      inBodyStartTag(tag)
      isFosterParentingEnabled = false
    }
  }

  private mutating func formStartTagInTable(_ tag: Tag) {
    guard !isOpen(.template), formElement == -1 else { return }
    insert(tag)
    formElement = currentNode.node
    pop()
  }

  mutating func inTableEndTag(_ tag: Tag) {
    switch tag.name {
    case Name.table.number:
      guard hasInTableScope(.table) else { return }
      pop(through: .table)
      resetMode()
    case Name.body.number, Name.caption.number, Name.col.number, Name.colgroup.number,
      Name.html.number, Name.tbody.number, Name.td.number, Name.tfoot.number, Name.th.number,
      Name.thead.number, Name.tr.number:
      break
    case Name.template.number: templateEndTag()
    default:
      isFosterParentingEnabled = true
      inBodyEndTag(tag)
      isFosterParentingEnabled = false
    }
  }

  // MARK: In caption

  mutating func inCaptionStartTag(_ tag: Tag) {
    switch tag.name {
    case Name.caption.number, Name.col.number, Name.colgroup.number, Name.tbody.number,
      Name.td.number, Name.tfoot.number, Name.th.number, Name.thead.number, Name.tr.number:
      if closeCaption() { inTableStartTag(tag) }
    default: inBodyStartTag(tag)
    }
  }

  mutating func inCaptionEndTag(_ tag: Tag) {
    switch tag.name {
    case Name.caption.number: _ = closeCaption()
    case Name.table.number: if closeCaption() { inTableEndTag(tag) }
    case Name.body.number, Name.col.number, Name.colgroup.number, Name.html.number,
      Name.tbody.number, Name.td.number, Name.tfoot.number, Name.th.number, Name.thead.number,
      Name.tr.number:
      break
    default: inBodyEndTag(tag)
    }
  }

  /// Closes the caption.
  ///
  /// - Returns: whether there was a caption in table scope.
  private mutating func closeCaption() -> Bool {
    guard hasInTableScope(.caption) else { return false }
    pop(through: .caption)
    clearFormattingToMarker()
    mode = .inTable
    return true
  }

  // MARK: In column group

  mutating func inColumnGroupStartTag(_ tag: Tag) {
    switch tag.name {
    case Name.html.number: htmlStartTag(tag)
    case Name.col.number: insertVoid(tag)
    case Name.template.number: inHeadStartTag(tag)
    default: if leaveInColumnGroup() { inTableStartTag(tag) }
    }
  }

  mutating func inColumnGroupEndTag(_ tag: Tag) {
    switch tag.name {
    case Name.colgroup.number: _ = leaveInColumnGroup()
    case Name.col.number: break
    case Name.template.number: templateEndTag()
    default: if leaveInColumnGroup() { inTableEndTag(tag) }
    }
  }

  /// Pops the colgroup element.
  ///
  /// - Returns: whether the current node was a colgroup element; if not, the token is ignored.
  mutating func leaveInColumnGroup() -> Bool {
    guard currentNode.isHTML(.colgroup) else { return false }
    pop()
    mode = .inTable
    return true
  }

  // MARK: In table body

  mutating func inTableBodyStartTag(_ tag: Tag) {
    switch tag.name {
    case Name.tr.number:
      clearStackToTableBody()
      insert(tag)
      mode = .inRow
    case Name.th.number, Name.td.number:
      clearStackToTableBody()
      insertImplied(.tr, sourceOffset: tag.sourceOffset)
      mode = .inRow
      inRowStartTag(tag)
    case Name.caption.number, Name.col.number, Name.colgroup.number, Name.tbody.number,
      Name.tfoot.number, Name.thead.number:
      if closeTableBody() { inTableStartTag(tag) }
    default: inTableStartTag(tag)
    }
  }

  mutating func inTableBodyEndTag(_ tag: Tag) {
    switch tag.name {
    case Name.tbody.number, Name.tfoot.number, Name.thead.number:
      guard find(tag.name, before: .tableScope) >= 0 else { return }
      _ = closeTableBody()
    case Name.table.number: if closeTableBody() { inTableEndTag(tag) }
    case Name.body.number, Name.caption.number, Name.col.number, Name.colgroup.number,
      Name.html.number, Name.td.number, Name.th.number, Name.tr.number:
      break
    default: inTableEndTag(tag)
    }
  }

  /// Closes the table body.
  ///
  /// - Returns: whether there was a table body in table scope.
  private mutating func closeTableBody() -> Bool {
    guard hasInTableScope(.tbody) || hasInTableScope(.thead) || hasInTableScope(.tfoot) else {
      return false
    }
    clearStackToTableBody()
    pop()
    mode = .inTable
    return true
  }

  // MARK: In row

  mutating func inRowStartTag(_ tag: Tag) {
    switch tag.name {
    case Name.th.number, Name.td.number:
      clearStackToTableRow()
      insert(tag)
      mode = .inCell
      pushMarker()
    case Name.caption.number, Name.col.number, Name.colgroup.number, Name.tbody.number,
      Name.tfoot.number, Name.thead.number, Name.tr.number:
      if closeRow() { inTableBodyStartTag(tag) }
    default: inTableStartTag(tag)
    }
  }

  mutating func inRowEndTag(_ tag: Tag) {
    switch tag.name {
    case Name.tr.number: _ = closeRow()
    case Name.table.number: if closeRow() { inTableBodyEndTag(tag) }
    case Name.tbody.number, Name.tfoot.number, Name.thead.number:
      guard find(tag.name, before: .tableScope) >= 0 else { return }
      if closeRow() { inTableBodyEndTag(tag) }
    case Name.body.number, Name.caption.number, Name.col.number, Name.colgroup.number,
      Name.html.number, Name.td.number, Name.th.number:
      break
    default: inTableEndTag(tag)
    }
  }

  /// Closes the row.
  ///
  /// - Returns: whether there was a row in table scope.
  private mutating func closeRow() -> Bool {
    guard hasInTableScope(.tr) else { return false }
    clearStackToTableRow()
    pop()
    mode = .inTableBody
    return true
  }

  // MARK: In cell

  mutating func inCellStartTag(_ tag: Tag) {
    switch tag.name {
    case Name.caption.number, Name.col.number, Name.colgroup.number, Name.tbody.number,
      Name.td.number, Name.tfoot.number, Name.th.number, Name.thead.number, Name.tr.number:
      if closeCell() { inRowStartTag(tag) }
    default: inBodyStartTag(tag)
    }
  }

  mutating func inCellEndTag(_ tag: Tag) {
    switch tag.name {
    case Name.td.number, Name.th.number:
      let index = find(tag.name, before: .tableScope)
      guard index >= 0 else { return }
      pop(to: index)
      clearFormattingToMarker()
      mode = .inRow
    case Name.body.number, Name.caption.number, Name.col.number, Name.colgroup.number,
      Name.html.number:
      break
    case Name.table.number, Name.tbody.number, Name.tfoot.number, Name.thead.number,
      Name.tr.number:
      guard find(tag.name, before: .tableScope) >= 0 else { return }
      if closeCell() { inRowEndTag(tag) }
    default: inBodyEndTag(tag)
    }
  }

  /// Closes the cell.
  ///
  /// - Returns: whether there was a cell in table scope.
  private mutating func closeCell() -> Bool {
    var index = find(Name.td.number, before: .tableScope)
    if index < 0 { index = find(Name.th.number, before: .tableScope) }
    guard index >= 0 else { return false }
    pop(to: index)
    clearFormattingToMarker()
    mode = .inRow
    return true
  }
}
