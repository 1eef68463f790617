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
    case .button:
      if hasInScope(.button) {
        generateImpliedEndTags()
        pop(through: .button)
      }
      reconstructFormatting()
      insert(tag)
      framesetOK = false
    case .nobr:
      reconstructFormatting()
      if hasInScope(.nobr) {
        runAdoptionAgency(tag.name)
        reconstructFormatting()
      }
      insert(tag)
      pushFormatting()
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
    case .rbRtc:
      if hasInScope(.ruby) { generateImpliedEndTags() }
      insert(tag)
    case .rpRt:
      if hasInScope(.ruby) { generateImpliedEndTags(except: Name.rtc.number) }
      insert(tag)
    case .math: mathStartTag(tag)
    case .svg: svgStartTag(tag)
    case .ignored: break
    default: controlStartTag(tag)
    }
  }

  /// What stands in forms, and the hr and image elements.
  private mutating func controlStartTag(_ tag: Tag) {
    switch tables.startActions[Int(tag.name)] {
    case .input: inputStartTag(tag)
    case .hr:
      closeP()
      if hasInScope(.select) { generateImpliedEndTags() }
      insertVoid(tag)
      framesetOK = false
    case .image:
      var image = tag
      image.name = Name.img.number
      inBodyStartTag(image)
    case .select:
      if contextIsSelect { return }
      if hasInScope(.select) { return pop(through: .select) }
      reconstructFormatting()
      insert(tag)
      framesetOK = false
    case .option:
      if hasInScope(.select) {
        generateImpliedEndTags(except: Name.optgroup.number)
      } else if currentNode.isHTML(.option) {
        pop()
      }
      reconstructFormatting()
      insert(tag)
    case .optgroup:
      if hasInScope(.select) {
        generateImpliedEndTags()
      } else if currentNode.isHTML(.option) {
        pop()
      }
      reconstructFormatting()
      insert(tag)
    default: break
    }
  }

  private var contextIsSelect: Bool {
    guard let context else { return false }
    return context.namespace == .html && context.name == Name.select.number
  }

  // MARK: The longer rules

  /// A start tag `html` adds what attributes the element does not have.
  mutating func htmlStartTag(_ tag: Tag) {
    guard !isOpen(.template), context == nil, stackCount > 0 else { return }
    addAttributes(of: tag, to: stack[0].node)
  }

  private mutating func bodyStartTag(_ tag: Tag) {
    guard stackCount > 1, stack[1].isHTML(.body), !isOpen(.template) else { return }
    framesetOK = false
    addAttributes(of: tag, to: stack[1].node)
  }

  /// Adds attributes of a tag that an element does not have yet, where all its attributes are the
  /// last in the store; else all go there first.
  private mutating func addAttributes(of tag: Tag, to node: Int32) {
    let record = arena.nodes[Int(node)]
    let old = Int(record.start)..<Int(record.start) + Int(record.count)
    let first = Int(tag.attributeStart)
    let added = (first..<first + Int(tag.attributeCount)).filter { index in
      !old.contains { arena.attributes[$0].name == arena.attributes[index].name }
    }
    arena.countSteps(old.count * Int(tag.attributeCount))
    guard !added.isEmpty, old.count + added.count <= maximumAttributes else { return }
    usesTagAttributes = true
    if old.upperBound == first {
      for (offset, index) in added.enumerated() {
        arena.attributes[first + offset] = arena.attributes[index]
      }
      arena.attributeCount = first + added.count
    } else {
      arena.countSteps(old.count)
      arena.nodes[Int(node)].start = UInt32(truncatingIfNeeded: arena.attributeCount)
      for index in old { arena.add(arena.attributes[index]) }
      for index in added { arena.add(arena.attributes[index]) }
    }
    arena.nodes[Int(node)].count = UInt32(truncatingIfNeeded: old.count + added.count)
  }

  /// A frameset takes the place of a body that is empty but for whitespace.
  private mutating func framesetStartTag(_ tag: Tag) {
    guard stackCount > 1, stack[1].isHTML(.body), framesetOK else { return }
    isInDocumentOrder = false
    unlink(stack[1].node)
    pop(to: 1)
    insert(tag)
    mode = .inFrameset
  }

  private mutating func formStartTag(_ tag: Tag) {
    let inTemplate = isOpen(.template)
    guard formElement == -1 || inTemplate else { return }
    closeP()
    insert(tag)
    if !inTemplate { formElement = currentNode.node }
  }

  private mutating func liStartTag(_ tag: Tag) {
    framesetOK = false
    if isOpen(.li) {
      var index = stackCount - 1
      while index >= 0 {
        let element = stack[index]
        if element.isHTML(.li) {
          generateImpliedEndTags(except: Name.li.number)
          pop(to: index)
          break
        }
        if element.traits.contains(.special), !allowsItemBeyond(element) { break }
        index -= 1
      }
      countSearchSteps(from: index)
    }
    closeP()
    insert(tag)
  }

  private mutating func ddDtStartTag(_ tag: Tag) {
    framesetOK = false
    if isOpen(.dd) || isOpen(.dt) {
      var index = stackCount - 1
      while index >= 0 {
        let element = stack[index]
        if element.isHTML(.dd) || element.isHTML(.dt) {
          generateImpliedEndTags(except: element.name)
          pop(to: index)
          break
        }
        if element.traits.contains(.special), !allowsItemBeyond(element) { break }
        index -= 1
      }
      countSearchSteps(from: index)
    }
    closeP()
    insert(tag)
  }

  /// `address`, `div` and `p` are special, but do not keep an item from ending the one before.
  private func allowsItemBeyond(_ element: OpenElement) -> Bool {
    element.isHTML(.address) || element.isHTML(.div) || element.isHTML(.p)
  }

  /// A start tag `a` ends an `a` that is still active.
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

  private mutating func inputStartTag(_ tag: Tag) {
    if contextIsSelect { return }
    if hasInScope(.select) { pop(through: .select) }
    reconstructFormatting()
    insertVoid(tag)
    if !isHidden(tag) { framesetOK = false }
  }

  /// Whether an input tag has the type "hidden".
  func isHidden(_ tag: Tag) -> Bool {
    guard let type = attribute(.type, of: tag) else { return false }
    return equals(type, "hidden")
  }

  // MARK: Attributes of a tag

  func attribute(_ name: Name, of tag: Tag) -> UnsafeBufferPointer<UInt8>? {
    let first = Int(tag.attributeStart)
    for index in first..<first + Int(tag.attributeCount)
    where arena.attributes[index].name == name.number {
      return arena.text(arena.attributes[index].value)
    }
    return nil
  }

  /// Whether bytes are those letters, capitals counting as small.
  func equals(_ bytes: UnsafeBufferPointer<UInt8>, _ letters: StaticString) -> Bool {
    bytes.count == letters.utf8CodeUnitCount
      && bytes.indices.allSatisfy { lowercase(bytes[$0]) == letters.utf8Start[$0] }
  }
}
