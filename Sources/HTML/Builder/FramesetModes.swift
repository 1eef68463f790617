// The insertion modes after the body and in framesets (13.2.6.4.17 to 21).

extension TreeBuilder {
  mutating func afterBodyStartTag(_ tag: Tag) {
    if tag.name == Name.html.number { return htmlStartTag(tag) }
    mode = .inBody
    inBodyStartTag(tag)
  }

  mutating func afterBodyEndTag(_ tag: Tag) {
    if tag.name == Name.html.number {
      // The token is ignored in the fragment case.
      if context == nil { mode = .afterAfterBody }
    } else {
      mode = .inBody
      inBodyEndTag(tag)
    }
  }

  /// Processes characters in and after framesets, where only whitespace is inserted.
  mutating func processCharactersInFrameset(from start: Int, to end: Int) {
    var position = start
    while position < end {
      let textStart = skipWhitespace(arena.input, from: position, end: end)
      if textStart > position { insertText(from: position, to: textStart) }
      position = textStart
      while position < end, !HTML.isWhitespace(arena.input[position]) { position += 1 }
    }
  }

  mutating func inFramesetStartTag(_ tag: Tag) {
    switch tag.name {
    case Name.html.number: htmlStartTag(tag)
    case Name.frameset.number: insert(tag)
    case Name.frame.number: insertVoid(tag)
    case Name.noframes.number: inHeadStartTag(tag)
    default: break
    }
  }

  mutating func inFramesetEndTag(_ tag: Tag) {
    guard tag.name == Name.frameset.number, stackCount > 1 else { return }
    pop()
    if context == nil, !currentNode.isHTML(.frameset) { mode = .afterFrameset }
  }

  mutating func afterFramesetStartTag(_ tag: Tag) {
    switch tag.name {
    case Name.html.number: htmlStartTag(tag)
    case Name.noframes.number: inHeadStartTag(tag)
    default: break
    }
  }
}
