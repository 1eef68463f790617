// Characters in tables, and the insertion mode "in table text" (13.2.6.4.10).

extension TreeBuilder {
  /// Processes characters in the modes "in table" to "in row".
  mutating func processCharactersInTable(_ range: TextRange, sourceOffset: Int) {
    if mode != .inTableText {
      guard currentNode.traits.contains(.triggersFosterParenting) || currentNode.isHTML(.template)
      else {
        return fosterText(range, sourceOffset: sourceOffset)
      }
      originalMode = mode
      mode = .inTableText
      tableTextSource = sourceOffset
    }
    tableText.append(range)
  }

  /// Ends the mode "in table text": whitespace is inserted, other text is moved before the table.
  mutating func endTableText() {
    mode = originalMode
    let isWhitespaceOnly = tableText.allSatisfy {
      arena.text($0).allSatisfy { HTML.isWhitespace($0) }
    }
    for index in tableText.indices {
      if isWhitespaceOnly {
        insertText(tableText[index], sourceOffset: tableTextSource)
      } else {
        fosterText(tableText[index], sourceOffset: tableTextSource)
      }
    }
    tableText.removeAll(keepingCapacity: true)
  }

  /// Processes characters by the rules for "in body", with foster parenting enabled.
  private mutating func fosterText(_ range: TextRange, sourceOffset: Int) {
    isFosterParentingEnabled = true
    reconstructFormatting()
    insertText(range, sourceOffset: sourceOffset)
    isFosterParentingEnabled = false
    if framesetOK, !arena.text(range).allSatisfy({ HTML.isWhitespace($0) }) { framesetOK = false }
  }
}
