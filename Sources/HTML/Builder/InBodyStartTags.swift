// Start tags in the mode "in body" (13.2.6.4.7).

extension TreeBuilder {
  mutating func inBodyStartTag(_ tag: Tag) {
    guard tag.name < 256 else { return ordinaryStartTag(tag) }
    switch tables.startActions[Int(tag.name)] {
    case .ordinary: ordinaryStartTag(tag)
    case .block:
      closeP()
      insert(tag)
    case .formatting:
      reconstructFormatting()
      insert(tag)
      pushFormatting()
    case .a:
      closeA(tag)
      reconstructFormatting()
      insert(tag)
      pushFormatting()
    case .voidPhrasing:
      reconstructFormatting()
      insertVoid(tag)
      framesetOK = false
    case .li: liStartTag(tag)
    case .head: inHeadStartTag(tag)
    case .heading:
      closeP()
      if currentNode.traits.contains(.heading) { pop() }
      insert(tag)
    default: rareStartTag(tag)
    }
  }

  @inline(__always)
  private mutating func ordinaryStartTag(_ tag: Tag) {
    reconstructFormatting()
    insert(tag)
    if tag.name == Name.selectedcontent.number { hasSelectedContent = true }
  }

  @inline(never)
  private mutating func rareStartTag(_ tag: Tag) {
    switch tables.startActions[Int(tag.name)] {
    case .html: htmlStartTag(tag)
    case .body: bodyStartTag(tag)
    case .frameset: framesetStartTag(tag)
    case .pre:
      closeP()
      insert(tag)
      ignoresNextLineFeed = true
      framesetOK = false
    case .form: formStartTag(tag)
    case .ddDt: ddDtStartTag(tag)
    case .plaintext:
      closeP()
      insert(tag)
      state = .plaintext
    case .marker:
      reconstructFormatting()
      insert(tag)
      pushMarker()
      framesetOK = false
    case .table:
      if quirks != .quirks { closeP() }
      insert(tag)
      framesetOK = false
      mode = .inTable
    case .voidMeta: insertVoid(tag)
    case .math: mathStartTag(tag)
    case .svg: svgStartTag(tag)
    case .ignored: break
    default: textElementStartTag(tag)
    }
  }

  /// Processes the start tags of elements whose content is text.
  private mutating func textElementStartTag(_ tag: Tag) {
    switch tables.startActions[Int(tag.name)] {
    case .textarea:
      insert(tag)
      ignoresNextLineFeed = true
      state = .rcdata
      originalMode = mode
      framesetOK = false
      mode = .text
    case .xmp:
      closeP()
      reconstructFormatting()
      framesetOK = false
      startTextElement(tag, .rawtext)
    case .iframe:
      framesetOK = false
      startTextElement(tag, .rawtext)
    case .noembed: startTextElement(tag, .rawtext)
    case .noscript:
      if scripting { return startTextElement(tag, .rawtext) }
      ordinaryStartTag(tag)
    default: rarePhrasingStartTag(tag)
    }
  }

  private mutating func rarePhrasingStartTag(_ tag: Tag) {
    switch tables.startActions[Int(tag.name)] {
    case .nobr:
      reconstructFormatting()
      if hasInScope(.nobr) {
        runAdoptionAgency(tag.name)
        reconstructFormatting()
      }
      insert(tag)
      pushFormatting()
    case .rbRtc:
      if hasInScope(.ruby) { generateImpliedEndTags() }
      insert(tag)
    case .rpRt:
      if hasInScope(.ruby) { generateImpliedEndTags(except: Name.rtc.number) }
      insert(tag)
    case .hr:
      closeP()
      if hasInScope(.select) { generateImpliedEndTags() }
      insertVoid(tag)
      framesetOK = false
    case .image:
      var image = tag
      image.name = Name.img.number
      inBodyStartTag(image)
    default: controlStartTag(tag)
    }
  }

  /// Adds the attributes of an `html` tag that the html element does not have.
  mutating func htmlStartTag(_ tag: Tag) {
    guard !isOpen(.template), context == nil, stackCount > 0 else { return }
    addAttributes(of: tag, to: stack[0].node)
  }

  private mutating func bodyStartTag(_ tag: Tag) {
    guard stackCount > 1, stack[1].isHTML(.body), !isOpen(.template) else { return }
    framesetOK = false
    addAttributes(of: tag, to: stack[1].node)
  }

  /// Replaces the body by a frameset if the body contains nothing but whitespace.
  private mutating func framesetStartTag(_ tag: Tag) {
    guard stackCount > 1, stack[1].isHTML(.body), framesetOK else { return }
    isInDocumentOrder = false
    unlink(stack[1].node)
    pop(to: 1)
    insert(tag)
    mode = .inFrameset
  }

  /// Closes an `a` element that is still active.
  @inline(__always)
  private mutating func closeA(_ tag: Tag) {
    if activeFormatting.isEmpty { return }
    closeActiveA(tag)
  }

  @inline(never)
  private mutating func closeActiveA(_ tag: Tag) {
    let index = formattingIndex(ofName: tag.name)
    guard index >= 0 else { return }
    let node = activeFormatting[index].node
    runAdoptionAgency(tag.name)
    if let left = activeFormatting.lastIndex(where: { $0.node == node }) {
      activeFormatting.remove(at: left)
    }
    let place = stackIndex(of: node)
    if place >= 0 { removeFromStack(at: place) }
  }

}
