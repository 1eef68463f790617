// The insertion modes up to "after head" (13.2.6.4.1 to 6).

extension TreeBuilder {
  // MARK: Initial

  mutating func leaveInitial() {
    quirks = .quirks
    mode = .beforeHTML
  }

  mutating func initialStartTag(_ tag: Tag) {
    leaveInitial()
    beforeHTMLStartTag(tag)
  }

  // MARK: Before html

  mutating func beforeHTMLStartTag(_ tag: Tag) {
    if tag.name == Name.html.number {
      insert(tag)
      mode = .beforeHead
    } else {
      leaveBeforeHTML(sourceOffset: tag.sourceOffset)
      beforeHeadStartTag(tag)
    }
  }

  mutating func leaveBeforeHTML(sourceOffset: UInt32) {
    insertImplied(.html, sourceOffset: sourceOffset)
    mode = .beforeHead
  }

  // MARK: Before head

  mutating func beforeHeadStartTag(_ tag: Tag) {
    switch tag.name {
    case Name.html.number: htmlStartTag(tag)
    case Name.head.number:
      insert(tag)
      headElement = currentNode.node
      mode = .inHead
    default:
      leaveBeforeHead(sourceOffset: tag.sourceOffset)
      inHeadStartTag(tag)
    }
  }

  mutating func leaveBeforeHead(sourceOffset: UInt32) {
    insertImplied(.head, sourceOffset: sourceOffset)
    headElement = currentNode.node
    mode = .inHead
  }

  /// Processes an end tag in the three modes before "in head".
  mutating func beforeHeadEndTag(_ tag: Tag) {
    switch tag.name {
    case Name.head.number, Name.body.number, Name.html.number, Name.br.number: break
    default:
      // An ignored end tag also ends the mode "initial".
      if mode == .initial { leaveInitial() }
      return
    }
    if mode == .initial { leaveInitial() }
    if mode == .beforeHTML { leaveBeforeHTML(sourceOffset: tag.sourceOffset) }
    leaveBeforeHead(sourceOffset: tag.sourceOffset)
    inHeadEndTag(tag)
  }

  // MARK: In head

  mutating func inHeadStartTag(_ tag: Tag) {
    switch tag.name {
    case Name.html.number: htmlStartTag(tag)
    case Name.base.number, Name.basefont.number, Name.bgsound.number, Name.link.number,
      Name.meta.number:
      insertVoid(tag)
    case Name.title.number: startTextElement(tag, .rcdata)
    case Name.noscript.number:
      if scripting { return startTextElement(tag, .rawtext) }
      insert(tag)
      mode = .inHeadNoscript
    case Name.noframes.number, Name.style.number: startTextElement(tag, .rawtext)
    case Name.script.number: startTextElement(tag, .scriptData)
    case Name.template.number: templateStartTag(tag)
    case Name.head.number: break
    default:
      leaveInHead()
      afterHeadStartTag(tag)
    }
  }

  /// Pops the head element.
  mutating func leaveInHead() {
    pop()
    mode = .afterHead
  }

  mutating func inHeadEndTag(_ tag: Tag) {
    switch tag.name {
    case Name.head.number: leaveInHead()
    case Name.body.number, Name.html.number, Name.br.number:
      leaveInHead()
      afterHeadEndTag(tag)
    case Name.template.number: templateEndTag()
    default: break
    }
  }

  /// Starts an element of raw text or RCDATA by the generic parsing algorithms (13.2.6.2).
  mutating func startTextElement(_ tag: Tag, _ state: TokenizerState) {
    insert(tag)
    self.state = state
    originalMode = mode
    mode = .text
  }

  /// Processes an end tag in the mode "text" (13.2.6.4.8), which is always that of the element.
  mutating func textEndTag() {
    pop()
    mode = originalMode
  }

  // MARK: In head noscript

  mutating func inHeadNoscriptStartTag(_ tag: Tag) {
    switch tag.name {
    case Name.html.number: htmlStartTag(tag)
    case Name.basefont.number, Name.bgsound.number, Name.link.number, Name.meta.number,
      Name.noframes.number, Name.style.number:
      inHeadStartTag(tag)
    case Name.head.number, Name.noscript.number: break
    default:
      leaveInHeadNoscript()
      inHeadStartTag(tag)
    }
  }

  /// Pops the noscript element.
  mutating func leaveInHeadNoscript() {
    pop()
    mode = .inHead
  }

  mutating func inHeadNoscriptEndTag(_ tag: Tag) {
    switch tag.name {
    case Name.noscript.number: leaveInHeadNoscript()
    case Name.br.number:
      leaveInHeadNoscript()
      inHeadEndTag(tag)
    default: break
    }
  }

  // MARK: After head

  mutating func afterHeadStartTag(_ tag: Tag) {
    switch tag.name {
    case Name.html.number: htmlStartTag(tag)
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
      insertIntoClosedHead(tag)
    case Name.head.number: break
    default:
      leaveAfterHead(sourceOffset: tag.sourceOffset)
      inBodyStartTag(tag)
    }
  }

  /// Inserts an element of the head that comes after the head into it.
  private mutating func insertIntoClosedHead(_ tag: Tag) {
    isInDocumentOrder = false
    push(
      OpenElement(
        node: headElement, insertionParent: headElement, name: Name.head.number,
        traits: tables.htmlTraits(Name.head.number)))
    let index = stackCount - 1
    inHeadStartTag(tag)
    removeFromStack(at: index)
  }

  mutating func leaveAfterHead(sourceOffset: UInt32) {
    insertImplied(.body, sourceOffset: sourceOffset)
    mode = .inBody
  }

  mutating func afterHeadEndTag(_ tag: Tag) {
    switch tag.name {
    case Name.template.number: templateEndTag()
    case Name.body.number, Name.html.number, Name.br.number:
      leaveAfterHead(sourceOffset: tag.sourceOffset)
      inBodyEndTag(tag)
    default: break
    }
  }
}
