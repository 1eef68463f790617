// Character, comment and doctype tokens in all insertion modes.

extension TreeBuilder {
  mutating func processCharacters(from start: Int, to end: Int) {
    var start = start
    if ignoresNextLineFeed {
      ignoresNextLineFeed = false
      if arena.input[start] == 0x0A {
        start += 1
        if start == end { return }
      }
    }
    if mode == .inBody, currentNode.traits.contains(.html) {
      processCharactersInBody(from: start, to: end)
    } else if mode == .text {
      insertText(from: start, to: end)
    } else {
      processCharactersByMode(from: start, to: end)
    }
  }

  @inline(__always)
  mutating func processCharactersInBody(from start: Int, to end: Int) {
    reconstructFormatting()
    insertText(from: start, to: end)
    if framesetOK, skipWhitespace(arena.input, from: start, end: end) < end { framesetOK = false }
  }

  /// Processes characters in foreign content, or in a mode that distinguishes whitespace.
  @inline(never)
  private mutating func processCharactersByMode(from start: Int, to end: Int) {
    if charactersAreForeign {
      insertText(from: start, to: end)
      if framesetOK, skipWhitespace(arena.input, from: start, end: end) < end { framesetOK = false }
      return
    }
    var start = start
    while start < end {
      let textStart = skipWhitespace(arena.input, from: start, end: end)
      switch mode {
      case .inBody, .inCaption, .inCell, .inTemplate:
        return processCharactersInBody(from: start, to: end)
      case .text:
        return insertText(from: start, to: end)
      case .inTable, .inTableBody, .inRow, .inTableText:
        let range = TextRange(
          start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: end - start))
        return processCharactersInTable(range, sourceOffset: start)
      case .inFrameset, .afterFrameset, .afterAfterFrameset:
        return processCharactersInFrameset(from: start, to: end)
      default:
        if textStart > start { processWhitespace(from: start, to: textStart) }
        start = textStart
        if start < end {
          let before = mode
          leaveModeForCharacters(sourceOffset: UInt32(truncatingIfNeeded: start))
          // The mode ignores the characters.
          while mode == before, start < end, !HTML.isWhitespace(arena.input[start]) { start += 1 }
        }
      }
    }
  }

  /// Processes whitespace in a mode that treats it differently from other characters.
  private mutating func processWhitespace(from start: Int, to end: Int) {
    switch mode {
    case .inHead, .inHeadNoscript, .afterHead, .inColumnGroup:
      insertText(from: start, to: end)
    case .afterBody, .afterAfterBody:
      processCharactersInBody(from: start, to: end)
    default:
      // The modes "initial", "before html" and "before head" ignore whitespace.
      break
    }
  }

  /// Processes a character that is not whitespace in the modes that it ends, until a mode accepts
  /// it.
  mutating func leaveModeForCharacters(sourceOffset: UInt32) {
    switch mode {
    case .initial: leaveInitial()
    case .beforeHTML: leaveBeforeHTML(sourceOffset: sourceOffset)
    case .beforeHead: leaveBeforeHead(sourceOffset: sourceOffset)
    case .inHead: leaveInHead()
    case .inHeadNoscript: leaveInHeadNoscript()
    case .afterHead: leaveAfterHead(sourceOffset: sourceOffset)
    case .inColumnGroup: _ = leaveInColumnGroup()
    case .afterBody, .afterAfterBody: mode = .inBody
    default: break
    }
  }

  mutating func processCharacters(_ decoded: UnsafeBufferPointer<UInt8>, sourceOffset: Int) {
    let isLineFeed = decoded.count == 1 && decoded[0] == 0x0A
    if ignoresNextLineFeed {
      ignoresNextLineFeed = false
      if isLineFeed { return }
    }
    if charactersAreForeign {
      insertText(decoded, sourceOffset: sourceOffset)
      // U+FFFD replaces a NULL here, which does not change the flag.
      if !isWhitespace(decoded) { framesetOK = false }
      return
    }
    while true {
      switch mode {
      case .inBody, .inCaption, .inCell, .inTemplate:
        reconstructFormatting()
        insertText(decoded, sourceOffset: sourceOffset)
        if !isWhitespace(decoded) { framesetOK = false }
        return
      case .text:
        insertText(decoded, sourceOffset: sourceOffset)
        return
      case .inTable, .inTableBody, .inRow, .inTableText:
        let start = arena.textBufferCount
        arena.append(decoded)
        return processCharactersInTable(arena.bufferRange(from: start), sourceOffset: sourceOffset)
      case .inFrameset, .afterFrameset, .afterAfterFrameset:
        if isWhitespace(decoded) { insertText(decoded, sourceOffset: sourceOffset) }
        return
      default:
        if isWhitespace(decoded) {
          return processDecodedWhitespace(decoded, sourceOffset: sourceOffset)
        }
        let before = mode
        leaveModeForCharacters(sourceOffset: UInt32(truncatingIfNeeded: sourceOffset))
        if mode == before { return }
      }
    }
  }

  /// Processes whitespace from a reference in a mode that treats it differently from other
  /// characters.
  private mutating func processDecodedWhitespace(
    _ decoded: UnsafeBufferPointer<UInt8>, sourceOffset: Int
  ) {
    switch mode {
    case .inHead, .inHeadNoscript, .afterHead, .inColumnGroup, .afterBody, .afterAfterBody:
      insertText(decoded, sourceOffset: sourceOffset)
    default: break
    }
  }

  private func isWhitespace(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.count == 1 && HTML.isWhitespace(bytes[0])
  }

  /// Processes a NULL, which becomes U+FFFD in foreign content and is ignored elsewhere. Like any
  /// character, it ends some modes.
  mutating func processNull(sourceOffset: Int) {
    ignoresNextLineFeed = false
    if charactersAreForeign {
      let replacement: StaticString = "\u{FFFD}"
      return replacement.withUTF8Buffer { insertText($0, sourceOffset: sourceOffset) }
    }
    while true {
      let before = mode
      leaveModeForCharacters(sourceOffset: UInt32(truncatingIfNeeded: sourceOffset))
      if mode == before { return }
    }
  }

  // MARK: Comments and doctypes

  mutating func processComment(_ text: TextRange, sourceOffset: Int) {
    ignoresNextLineFeed = false
    if allowsCDATA { return insertComment(text, sourceOffset: sourceOffset, to: place()) }
    switch mode {
    case .initial, .beforeHTML:
      insertComment(text, sourceOffset: sourceOffset, to: InsertionPlace(parent: 0))
    case .afterBody:
      recordCommentAfterBody()
      insertComment(
        text, sourceOffset: sourceOffset, to: InsertionPlace(parent: stack[0].insertionParent))
    case .afterAfterBody, .afterAfterFrameset:
      recordCommentAfterBody()
      insertComment(text, sourceOffset: sourceOffset, to: InsertionPlace(parent: 0))
    case .inTableText:
      endTableText()
      insertComment(text, sourceOffset: sourceOffset, to: place())
    default:
      insertComment(text, sourceOffset: sourceOffset, to: place())
    }
  }

  private mutating func recordCommentAfterBody() {
    if firstCommentAfterBody < 0 {
      firstCommentAfterBody = Int32(truncatingIfNeeded: arena.nodeCount)
    }
  }

  mutating func processDoctype(_ doctype: Doctype, sourceOffset: Int) {
    ignoresNextLineFeed = false
    if mode == .inTableText { endTableText() }
    // In any other mode a doctype is a parse error and ignored.
    guard mode == .initial else { return }
    let start = arena.attributeCount
    let parts: [(Name, TextRange?)] = [
      (.name, doctype.name), (.public, doctype.publicIdentifier),
      (.system, doctype.systemIdentifier),
    ]
    for (name, value) in parts {
      if let value {
        arena.add(AttributeRecord(name: name.number, isNamespaced: false, value: value))
      }
    }
    _ = append(
      .doctype, to: 0, start: UInt32(truncatingIfNeeded: start),
      count: UInt32(truncatingIfNeeded: arena.attributeCount - start),
      sourceOffset: UInt32(truncatingIfNeeded: sourceOffset))
    quirks = quirksMode(doctype)
    mode = .beforeHTML
  }
}
