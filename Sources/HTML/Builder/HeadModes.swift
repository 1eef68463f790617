// The insertion modes up to "after head" (13.2.6.4.1 to 6).

extension TreeBuilder {
  // MARK: Initial

  mutating func leaveInitial() {
    quirks = .quirks
    mode = .beforeHTML
  }

  mutating func initialStart(_ tag: Tag) {
    leaveInitial()
    beforeHTMLStart(tag)
  }

  // MARK: Before html

  mutating func beforeHTMLStart(_ tag: Tag) {
    if tag.name == Name.html.number {
      insert(tag)
      mode = .beforeHead
    } else {
      leaveBeforeHTML(source: tag.source)
      beforeHeadStart(tag)
    }
  }

  mutating func leaveBeforeHTML(source: UInt32) {
    insertImplied(.html, source: source)
    mode = .beforeHead
  }

  // MARK: Before head

  mutating func beforeHeadStart(_ tag: Tag) {
    switch tag.name {
    case Name.html.number: htmlStart(tag)
    case Name.head.number:
      insert(tag)
      headElement = top.node
      mode = .inHead
    default:
      leaveBeforeHead(source: tag.source)
      inHeadStart(tag)
    }
  }

  mutating func leaveBeforeHead(source: UInt32) {
    insertImplied(.head, source: source)
    headElement = top.node
    mode = .inHead
  }

  /// An end tag in the three modes before the head.
  mutating func beforeHeadEnd(_ tag: Tag) {
    switch tag.name {
    case Name.head.number, Name.body.number, Name.html.number, Name.br.number: break
    default:
      // In the initial mode even an end tag that is ignored ends the mode.
      if mode == .initial { leaveInitial() }
      return
    }
    if mode == .initial { leaveInitial() }
    if mode == .beforeHTML { leaveBeforeHTML(source: tag.source) }
    leaveBeforeHead(source: tag.source)
    inHeadEnd(tag)
  }

  // MARK: In head

  mutating func inHeadStart(_ tag: Tag) {
    switch tag.name {
    case Name.html.number: htmlStart(tag)
    case Name.base.number, Name.basefont.number, Name.bgsound.number, Name.link.number,
      Name.meta.number:
      insertVoid(tag)
    case Name.title.number: startText(tag, .rcdata)
    case Name.noscript.number:
      if scripting { return startText(tag, .rawtext) }
      insert(tag)
      mode = .inHeadNoscript
    case Name.noframes.number, Name.style.number: startText(tag, .rawtext)
    case Name.script.number: startText(tag, .scriptData)
    case Name.template.number: templateStart(tag)
    case Name.head.number: break
    default:
      leaveInHead()
      afterHeadStart(tag)
    }
  }

  /// Pops the head.
  mutating func leaveInHead() {
    pop()
    mode = .afterHead
  }

  mutating func inHeadEnd(_ tag: Tag) {
    switch tag.name {
    case Name.head.number: leaveInHead()
    case Name.body.number, Name.html.number, Name.br.number:
      leaveInHead()
      afterHeadEnd(tag)
    case Name.template.number: templateEnd()
    default: break
    }
  }

  /// The generic raw text and RCDATA element parsing algorithms (13.2.6.2).
  mutating func startText(_ tag: Tag, _ state: TokenizerState) {
    insert(tag)
    self.state = state
    originalMode = mode
    mode = .text
  }

  /// Any end tag in the mode "text" (13.2.6.4.8): it is that of the element.
  mutating func textEnd() {
    pop()
    mode = originalMode
  }

  // MARK: In head noscript

  mutating func inHeadNoscriptStart(_ tag: Tag) {
    switch tag.name {
    case Name.html.number: htmlStart(tag)
    case Name.basefont.number, Name.bgsound.number, Name.link.number, Name.meta.number,
      Name.noframes.number, Name.style.number:
      inHeadStart(tag)
    case Name.head.number, Name.noscript.number: break
    default:
      leaveInHeadNoscript()
      inHeadStart(tag)
    }
  }

  /// Pops the noscript element.
  mutating func leaveInHeadNoscript() {
    pop()
    mode = .inHead
  }

  mutating func inHeadNoscriptEnd(_ tag: Tag) {
    switch tag.name {
    case Name.noscript.number: leaveInHeadNoscript()
    case Name.br.number:
      leaveInHeadNoscript()
      inHeadEnd(tag)
    default: break
    }
  }

  // MARK: After head

  mutating func afterHeadStart(_ tag: Tag) {
    switch tag.name {
    case Name.html.number: htmlStart(tag)
    case Name.body.number:
      insert(tag)
      framesetOK = false
      mode = .inBody
    case Name.frameset.number:
      insert(tag)
      mode = .inFrameset
    case Name.base.number, Name.basefont.number, Name.bgsound.number, Name.link.number,
      Name.meta.number, Name.noframes.number, Name.script.number, Name.style.number,
      Name.template.number, Name.title.number:
      backInHead(tag)
    case Name.head.number: break
    default:
      leaveAfterHead(source: tag.source)
      inBodyStart(tag)
    }
  }

  /// What belongs in the head but comes after it is put there all the same.
  private mutating func backInHead(_ tag: Tag) {
    isOrdered = false
    push(
      OpenElement(
        node: headElement, home: headElement, name: Name.head.number,
        traits: tables.htmlTraits(Name.head.number)))
    let index = stackCount - 1
    inHeadStart(tag)
    removeFromStack(at: index)
  }

  mutating func leaveAfterHead(source: UInt32) {
    insertImplied(.body, source: source)
    mode = .inBody
  }

  mutating func afterHeadEnd(_ tag: Tag) {
    switch tag.name {
    case Name.template.number: templateEnd()
    case Name.body.number, Name.html.number, Name.br.number:
      leaveAfterHead(source: tag.source)
      inBodyEnd(tag)
    default: break
    }
  }
}
