// The insertion modes after the body and in framesets (13.2.6.4.17 to 21).

extension TreeBuilder {
  mutating func afterBodyStart(_ tag: Tag) {
    if tag.name == Name.html.number { return htmlStart(tag) }
    mode = .inBody
    inBodyStart(tag)
  }

  mutating func afterBodyEnd(_ tag: Tag) {
    if tag.name == Name.html.number {
      // In the fragment case it is ignored.
      if context == nil { mode = .afterAfterBody }
    } else {
      mode = .inBody
      inBodyEnd(tag)
    }
  }

  /// Of characters in framesets and after them only whitespace counts.
  mutating func framesetCharacters(from start: Int, to end: Int) {
    var at = start
    while at < end {
      let black = skipWhitespace(store.input, from: at, end: end)
      if black > at { insertText(from: at, to: black) }
      at = black
      while at < end, !HTML.isWhitespace(store.input[at]) { at += 1 }
    }
  }

  mutating func inFramesetStart(_ tag: Tag) {
    switch tag.name {
    case Name.html.number: htmlStart(tag)
    case Name.frameset.number: insert(tag)
    case Name.frame.number: insertVoid(tag)
    case Name.noframes.number: inHeadStart(tag)
    default: break
    }
  }

  mutating func inFramesetEnd(_ tag: Tag) {
    guard tag.name == Name.frameset.number, stackCount > 1 else { return }
    pop()
    if context == nil, !top.isHTML(.frameset) { mode = .afterFrameset }
  }

  mutating func afterFramesetStart(_ tag: Tag) {
    switch tag.name {
    case Name.html.number: htmlStart(tag)
    case Name.noframes.number: inHeadStart(tag)
    default: break
    }
  }
}
