// The insertion modes in tables (13.2.6.4.9 to 15).

extension TreeBuilder {
  // MARK: In table

  mutating func inTableStart(_ tag: Tag) {
    switch tag.name {
    case Name.caption.number:
      clearToTable()
      pushMarker()
      insert(tag)
      mode = .inCaption
    case Name.colgroup.number:
      clearToTable()
      insert(tag)
      mode = .inColumnGroup
    case Name.col.number:
      clearToTable()
      insertImplied(.colgroup, source: tag.source)
      mode = .inColumnGroup
      inColumnGroupStart(tag)
    case Name.tbody.number, Name.tfoot.number, Name.thead.number:
      clearToTable()
      insert(tag)
      mode = .inTableBody
    case Name.td.number, Name.th.number, Name.tr.number:
      clearToTable()
      insertImplied(.tbody, source: tag.source)
      mode = .inTableBody
      inTableBodyStart(tag)
    case Name.table.number:
      guard inTableScope(.table) else { return }
      pop(through: .table)
      resetMode()
      processStart(tag)
    case Name.style.number, Name.script.number, Name.template.number: inHeadStart(tag)
    case Name.input.number where isHidden(tag): insertVoid(tag)
    case Name.form.number:
      guard !isOpen(.template), formElement == -1 else { return }
      insert(tag)
      formElement = top.node
      pop()
    default:
      fosterParenting = true
      inBodyStart(tag)
      fosterParenting = false
    }
  }

  mutating func inTableEnd(_ tag: Tag) {
    switch tag.name {
    case Name.table.number:
      guard inTableScope(.table) else { return }
      pop(through: .table)
      resetMode()
    case Name.body.number, Name.caption.number, Name.col.number, Name.colgroup.number,
      Name.html.number, Name.tbody.number, Name.td.number, Name.tfoot.number, Name.th.number,
      Name.thead.number, Name.tr.number:
      break
    case Name.template.number: templateEnd()
    default:
      fosterParenting = true
      inBodyEnd(tag)
      fosterParenting = false
    }
  }

  // MARK: In table text

  /// Characters in the modes in a table.
  mutating func inTableCharacters(_ range: TextRange, source: Int) {
    if mode != .inTableText {
      guard top.traits.contains(.fosters) || top.isHTML(.template) else {
        return fosterText(range, source: source)
      }
      originalMode = mode
      mode = .inTableText
      tableTextSource = source
    }
    tableText.append(range)
  }

  /// Ends the mode "in table text": whitespace stays, anything else goes before the table.
  mutating func endTableText() {
    mode = originalMode
    let isWhite = tableText.allSatisfy { store.text($0).allSatisfy { HTML.isWhitespace($0) } }
    for index in tableText.indices {
      if isWhite {
        insertText(tableText[index], source: tableTextSource)
      } else {
        fosterText(tableText[index], source: tableTextSource)
      }
    }
    tableText.removeAll(keepingCapacity: true)
  }

  /// Characters by the rules for "in body", foster parenting enabled.
  private mutating func fosterText(_ range: TextRange, source: Int) {
    fosterParenting = true
    reconstructFormatting()
    insertText(range, source: source)
    fosterParenting = false
    if framesetOK, !store.text(range).allSatisfy({ HTML.isWhitespace($0) }) { framesetOK = false }
  }

  // MARK: In caption

  mutating func inCaptionStart(_ tag: Tag) {
    switch tag.name {
    case Name.caption.number, Name.col.number, Name.colgroup.number, Name.tbody.number,
      Name.td.number, Name.tfoot.number, Name.th.number, Name.thead.number, Name.tr.number:
      if closeCaption() { inTableStart(tag) }
    default: inBodyStart(tag)
    }
  }

  mutating func inCaptionEnd(_ tag: Tag) {
    switch tag.name {
    case Name.caption.number: _ = closeCaption()
    case Name.table.number: if closeCaption() { inTableEnd(tag) }
    case Name.body.number, Name.col.number, Name.colgroup.number, Name.html.number,
      Name.tbody.number, Name.td.number, Name.tfoot.number, Name.th.number, Name.thead.number,
      Name.tr.number:
      break
    default: inBodyEnd(tag)
    }
  }

  /// - Returns: whether there was one to close.
  private mutating func closeCaption() -> Bool {
    guard inTableScope(.caption) else { return false }
    pop(through: .caption)
    clearFormattingToMarker()
    mode = .inTable
    return true
  }

  // MARK: In column group

  mutating func inColumnGroupStart(_ tag: Tag) {
    switch tag.name {
    case Name.html.number: htmlStart(tag)
    case Name.col.number: insertVoid(tag)
    case Name.template.number: inHeadStart(tag)
    default: if leaveInColumnGroup() { inTableStart(tag) }
    }
  }

  mutating func inColumnGroupEnd(_ tag: Tag) {
    switch tag.name {
    case Name.colgroup.number: _ = leaveInColumnGroup()
    case Name.col.number: break
    case Name.template.number: templateEnd()
    default: if leaveInColumnGroup() { inTableEnd(tag) }
    }
  }

  /// Pops the colgroup element.
  ///
  /// - Returns: whether there was one; otherwise the token is to be ignored.
  mutating func leaveInColumnGroup() -> Bool {
    guard top.isHTML(.colgroup) else { return false }
    pop()
    mode = .inTable
    return true
  }

  // MARK: In table body

  mutating func inTableBodyStart(_ tag: Tag) {
    switch tag.name {
    case Name.tr.number:
      clearToTableBody()
      insert(tag)
      mode = .inRow
    case Name.th.number, Name.td.number:
      clearToTableBody()
      insertImplied(.tr, source: tag.source)
      mode = .inRow
      inRowStart(tag)
    case Name.caption.number, Name.col.number, Name.colgroup.number, Name.tbody.number,
      Name.tfoot.number, Name.thead.number:
      if closeTableBody() { inTableStart(tag) }
    default: inTableStart(tag)
    }
  }

  mutating func inTableBodyEnd(_ tag: Tag) {
    switch tag.name {
    case Name.tbody.number, Name.tfoot.number, Name.thead.number:
      guard find(tag.name, before: .tableScope) >= 0 else { return }
      _ = closeTableBody()
    case Name.table.number: if closeTableBody() { inTableEnd(tag) }
    case Name.body.number, Name.caption.number, Name.col.number, Name.colgroup.number,
      Name.html.number, Name.td.number, Name.th.number, Name.tr.number:
      break
    default: inTableEnd(tag)
    }
  }

  /// - Returns: whether there was one to close.
  private mutating func closeTableBody() -> Bool {
    guard inTableScope(.tbody) || inTableScope(.thead) || inTableScope(.tfoot) else {
      return false
    }
    clearToTableBody()
    pop()
    mode = .inTable
    return true
  }

  // MARK: In row

  mutating func inRowStart(_ tag: Tag) {
    switch tag.name {
    case Name.th.number, Name.td.number:
      clearToRow()
      insert(tag)
      mode = .inCell
      pushMarker()
    case Name.caption.number, Name.col.number, Name.colgroup.number, Name.tbody.number,
      Name.tfoot.number, Name.thead.number, Name.tr.number:
      if closeRow() { inTableBodyStart(tag) }
    default: inTableStart(tag)
    }
  }

  mutating func inRowEnd(_ tag: Tag) {
    switch tag.name {
    case Name.tr.number: _ = closeRow()
    case Name.table.number: if closeRow() { inTableBodyEnd(tag) }
    case Name.tbody.number, Name.tfoot.number, Name.thead.number:
      guard find(tag.name, before: .tableScope) >= 0 else { return }
      if closeRow() { inTableBodyEnd(tag) }
    case Name.body.number, Name.caption.number, Name.col.number, Name.colgroup.number,
      Name.html.number, Name.td.number, Name.th.number:
      break
    default: inTableEnd(tag)
    }
  }

  /// - Returns: whether there was one to close.
  private mutating func closeRow() -> Bool {
    guard inTableScope(.tr) else { return false }
    clearToRow()
    pop()
    mode = .inTableBody
    return true
  }

  // MARK: In cell

  mutating func inCellStart(_ tag: Tag) {
    switch tag.name {
    case Name.caption.number, Name.col.number, Name.colgroup.number, Name.tbody.number,
      Name.td.number, Name.tfoot.number, Name.th.number, Name.thead.number, Name.tr.number:
      if closeCell() { inRowStart(tag) }
    default: inBodyStart(tag)
    }
  }

  mutating func inCellEnd(_ tag: Tag) {
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
      if closeCell() { inRowEnd(tag) }
    default: inBodyEnd(tag)
    }
  }

  /// - Returns: whether there was one to close.
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
