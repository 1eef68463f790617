// Character, comment and doctype tokens in all insertion modes.

extension TreeBuilder {
  mutating func characters(from start: Int, to end: Int) {
    var start = start
    if skipsLineFeed {
      skipsLineFeed = false
      if store.input[start] == 0x0A {
        start += 1
        if start == end { return }
      }
    }
    if mode == .inBody, top.traits.contains(.html) {
      inBodyCharacters(from: start, to: end)
    } else if mode == .text {
      insertText(from: start, to: end)
    } else {
      otherCharacters(from: start, to: end)
    }
  }

  @inline(__always)
  mutating func inBodyCharacters(from start: Int, to end: Int) {
    reconstructFormatting()
    insertText(from: start, to: end)
    if framesetOK, skipWhitespace(store.input, from: start, end: end) < end { framesetOK = false }
  }

  /// Characters in the modes in which whitespace is told from the rest, or in foreign content.
  @inline(never)
  private mutating func otherCharacters(from start: Int, to end: Int) {
    if charactersAreForeign {
      insertText(from: start, to: end)
      if framesetOK, skipWhitespace(store.input, from: start, end: end) < end { framesetOK = false }
      return
    }
    var start = start
    while start < end {
      let black = skipWhitespace(store.input, from: start, end: end)
      switch mode {
      case .inBody, .inCaption, .inCell, .inTemplate:
        return inBodyCharacters(from: start, to: end)
      case .text:
        return insertText(from: start, to: end)
      case .inTable, .inTableBody, .inRow, .inTableText:
        let range = TextRange(
          start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: end - start))
        return inTableCharacters(range, source: start)
      case .inFrameset, .afterFrameset, .afterAfterFrameset:
        return framesetCharacters(from: start, to: end)
      default:
        if black > start { whitespace(from: start, to: black) }
        start = black
        if start < end {
          let before = mode
          leaveForCharacters(source: UInt32(truncatingIfNeeded: start))
          // Ignored.
          while mode == before, start < end, !HTML.isWhitespace(store.input[start]) { start += 1 }
        }
      }
    }
  }

  /// Whitespace in the modes in which it comes to something else than other characters.
  private mutating func whitespace(from start: Int, to end: Int) {
    switch mode {
    case .inHead, .inHeadNoscript, .afterHead, .inColumnGroup:
      insertText(from: start, to: end)
    case .afterBody, .afterAfterBody:
      inBodyCharacters(from: start, to: end)
    default:
      // Initial, before html, before head: ignored.
      break
    }
  }

  /// What a character that is no whitespace does in the modes that it ends, until the mode is one
  /// that takes it.
  mutating func leaveForCharacters(source: UInt32) {
    switch mode {
    case .initial: leaveInitial()
    case .beforeHTML: leaveBeforeHTML(source: source)
    case .beforeHead: leaveBeforeHead(source: source)
    case .inHead: leaveInHead()
    case .inHeadNoscript: leaveInHeadNoscript()
    case .afterHead: leaveAfterHead(source: source)
    case .inColumnGroup: _ = leaveInColumnGroup()
    case .afterBody, .afterAfterBody: mode = .inBody
    default: break
    }
  }

  mutating func characters(_ decoded: UnsafeBufferPointer<UInt8>, source: Int) {
    let isLineFeed = decoded.count == 1 && decoded[0] == 0x0A
    if skipsLineFeed {
      skipsLineFeed = false
      if isLineFeed { return }
    }
    if charactersAreForeign {
      insertText(decoded, source: source)
      // U+FFFD stands for a NUL here, which leaves it alone.
      if !isWhitespace(decoded) { framesetOK = false }
      return
    }
    while true {
      switch mode {
      case .inBody, .inCaption, .inCell, .inTemplate:
        reconstructFormatting()
        insertText(decoded, source: source)
        if !isWhitespace(decoded) { framesetOK = false }
        return
      case .text:
        insertText(decoded, source: source)
        return
      case .inTable, .inTableBody, .inRow, .inTableText:
        let start = store.ownCount
        store.append(decoded)
        return inTableCharacters(store.ownRange(from: start), source: source)
      case .inFrameset, .afterFrameset, .afterAfterFrameset:
        if isWhitespace(decoded) { insertText(decoded, source: source) }
        return
      default:
        if isWhitespace(decoded) {
          switch mode {
          case .inHead, .inHeadNoscript, .afterHead, .inColumnGroup, .afterBody, .afterAfterBody:
            insertText(decoded, source: source)
          default: break
          }
          return
        }
        let before = mode
        leaveForCharacters(source: UInt32(truncatingIfNeeded: source))
        if mode == before { return }
      }
    }
  }

  private func isWhitespace(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.count == 1 && HTML.isWhitespace(bytes[0])
  }

  /// A NUL: U+FFFD in foreign content, nothing anywhere else, though it ends the modes that any
  /// character ends.
  mutating func nul(source: Int) {
    skipsLineFeed = false
    if charactersAreForeign {
      let replacement: StaticString = "\u{FFFD}"
      return replacement.withUTF8Buffer { insertText($0, source: source) }
    }
    while true {
      let before = mode
      leaveForCharacters(source: UInt32(truncatingIfNeeded: source))
      if mode == before { return }
    }
  }

  // MARK: Comments and doctypes

  mutating func comment(_ text: TextRange, source: Int) {
    skipsLineFeed = false
    if allowsCDATA { return insertComment(text, source: source, to: place()) }
    switch mode {
    case .initial, .beforeHTML:
      insertComment(text, source: source, to: InsertionPlace(parent: 0))
    case .afterBody:
      noteOutside()
      insertComment(text, source: source, to: InsertionPlace(parent: stack[0].home))
    case .afterAfterBody, .afterAfterFrameset:
      noteOutside()
      insertComment(text, source: source, to: InsertionPlace(parent: 0))
    case .inTableText:
      endTableText()
      insertComment(text, source: source, to: place())
    default:
      insertComment(text, source: source, to: place())
    }
  }

  private mutating func noteOutside() {
    if firstOutside < 0 { firstOutside = Int32(truncatingIfNeeded: store.nodeCount) }
  }

  mutating func doctype(_ doctype: Doctype, source: Int) {
    skipsLineFeed = false
    if mode == .inTableText { endTableText() }
    // Anywhere else it is an error, and ignored.
    guard mode == .initial else { return }
    let start = store.attributeCount
    let parts: [(Name, TextRange?)] = [
      (.name, doctype.name), (.public, doctype.publicIdentifier),
      (.system, doctype.systemIdentifier),
    ]
    for (name, value) in parts {
      if let value {
        store.add(AttributeRecord(name: name.number, isNamespaced: false, value: value))
      }
    }
    _ = append(
      .doctype, to: 0, start: UInt32(truncatingIfNeeded: start),
      count: UInt32(truncatingIfNeeded: store.attributeCount - start),
      source: UInt32(truncatingIfNeeded: source))
    quirks = quirksMode(doctype)
    mode = .beforeHTML
  }
}
