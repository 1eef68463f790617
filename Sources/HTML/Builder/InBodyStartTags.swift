// Start tags in the mode "in body" (13.2.6.4.7).

extension TreeBuilder {
  mutating func inBodyStart(_ tag: Tag) {
    guard tag.name < 256 else { return ordinaryStart(tag) }
    switch tables.starts[Int(tag.name)] {
    case .ordinary: ordinaryStart(tag)
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
    case .li: liStart(tag)
    case .head: inHeadStart(tag)
    case .heading:
      closeP()
      if top.traits.contains(.heading) { pop() }
      insert(tag)
    default: rareStart(tag)
    }
  }

  @inline(__always)
  private mutating func ordinaryStart(_ tag: Tag) {
    reconstructFormatting()
    insert(tag)
    if tag.name == Name.selectedcontent.number { hasSelectedContent = true }
  }

  @inline(never)
  private mutating func rareStart(_ tag: Tag) {
    switch tables.starts[Int(tag.name)] {
    case .html: htmlStart(tag)
    case .body: bodyStart(tag)
    case .frameset: framesetStart(tag)
    case .pre:
      closeP()
      insert(tag)
      skipsLineFeed = true
      framesetOK = false
    case .form: formStart(tag)
    case .ddDt: ddDtStart(tag)
    case .plaintext:
      closeP()
      insert(tag)
      state = .plaintext
    case .button:
      if inScope(.button) {
        generateImpliedEndTags()
        pop(through: .button)
      }
      reconstructFormatting()
      insert(tag)
      framesetOK = false
    case .nobr:
      reconstructFormatting()
      if inScope(.nobr) {
        adopt(tag.name)
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
      skipsLineFeed = true
      state = .rcdata
      originalMode = mode
      framesetOK = false
      mode = .text
    case .xmp:
      closeP()
      reconstructFormatting()
      framesetOK = false
      startText(tag, .rawtext)
    case .iframe:
      framesetOK = false
      startText(tag, .rawtext)
    case .noembed: startText(tag, .rawtext)
    case .noscript:
      if scripting { return startText(tag, .rawtext) }
      ordinaryStart(tag)
    case .rbRtc:
      if inScope(.ruby) { generateImpliedEndTags() }
      insert(tag)
    case .rpRt:
      if inScope(.ruby) { generateImpliedEndTags(except: Name.rtc.number) }
      insert(tag)
    case .math: mathStart(tag)
    case .svg: svgStart(tag)
    case .ignored: break
    default: controlStart(tag)
    }
  }

  /// What stands in forms, and the hr and image elements.
  private mutating func controlStart(_ tag: Tag) {
    switch tables.starts[Int(tag.name)] {
    case .input: inputStart(tag)
    case .hr:
      closeP()
      if inScope(.select) { generateImpliedEndTags() }
      insertVoid(tag)
      framesetOK = false
    case .image:
      var image = tag
      image.name = Name.img.number
      inBodyStart(image)
    case .select:
      if contextIsSelect { return }
      if inScope(.select) { return pop(through: .select) }
      reconstructFormatting()
      insert(tag)
      framesetOK = false
    case .option:
      if inScope(.select) {
        generateImpliedEndTags(except: Name.optgroup.number)
      } else if top.isHTML(.option) {
        pop()
      }
      reconstructFormatting()
      insert(tag)
    case .optgroup:
      if inScope(.select) {
        generateImpliedEndTags()
      } else if top.isHTML(.option) {
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
  mutating func htmlStart(_ tag: Tag) {
    guard !isOpen(.template), context == nil, stackCount > 0 else { return }
    addAttributes(of: tag, to: stack[0].node)
  }

  private mutating func bodyStart(_ tag: Tag) {
    guard stackCount > 1, stack[1].isHTML(.body), !isOpen(.template) else { return }
    framesetOK = false
    addAttributes(of: tag, to: stack[1].node)
  }

  /// Adds attributes of a tag that an element does not have yet, where all its attributes are the
  /// last in the store; else all go there first.
  private mutating func addAttributes(of tag: Tag, to node: Int32) {
    let record = store.nodes[Int(node)]
    let old = Int(record.start)..<Int(record.start) + Int(record.count)
    let first = Int(tag.attributeStart)
    let added = (first..<first + Int(tag.attributeCount)).filter { index in
      !old.contains { store.attributes[$0].name == store.attributes[index].name }
    }
    store.spend(old.count * Int(tag.attributeCount))
    guard !added.isEmpty, old.count + added.count <= maximumAttributes else { return }
    keepsAttributes = true
    if old.upperBound == first {
      for (offset, index) in added.enumerated() {
        store.attributes[first + offset] = store.attributes[index]
      }
      store.attributeCount = first + added.count
    } else {
      store.spend(old.count)
      store.nodes[Int(node)].start = UInt32(truncatingIfNeeded: store.attributeCount)
      for index in old { store.add(store.attributes[index]) }
      for index in added { store.add(store.attributes[index]) }
    }
    store.nodes[Int(node)].count = UInt32(truncatingIfNeeded: old.count + added.count)
  }

  /// A frameset takes the place of a body that is empty but for whitespace.
  private mutating func framesetStart(_ tag: Tag) {
    guard stackCount > 1, stack[1].isHTML(.body), framesetOK else { return }
    isOrdered = false
    unlink(stack[1].node)
    pop(to: 1)
    insert(tag)
    mode = .inFrameset
  }

  private mutating func formStart(_ tag: Tag) {
    let inTemplate = isOpen(.template)
    guard formElement == -1 || inTemplate else { return }
    closeP()
    insert(tag)
    if !inTemplate { formElement = top.node }
  }

  private mutating func liStart(_ tag: Tag) {
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
        if element.traits.contains(.special), !isTransparentToItems(element) { break }
        index -= 1
      }
      spendSearch(from: index)
    }
    closeP()
    insert(tag)
  }

  private mutating func ddDtStart(_ tag: Tag) {
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
        if element.traits.contains(.special), !isTransparentToItems(element) { break }
        index -= 1
      }
      spendSearch(from: index)
    }
    closeP()
    insert(tag)
  }

  /// `address`, `div` and `p` are special, but do not keep an item from ending the one before.
  private func isTransparentToItems(_ element: OpenElement) -> Bool {
    element.isHTML(.address) || element.isHTML(.div) || element.isHTML(.p)
  }

  /// A start tag `a` ends an `a` that is still active.
  @inline(__always)
  private mutating func closeA(_ tag: Tag) {
    if formatting.isEmpty { return }
    closeActiveA(tag)
  }

  @inline(never)
  private mutating func closeActiveA(_ tag: Tag) {
    let index = formattingIndex(ofName: tag.name)
    guard index >= 0 else { return }
    let node = formatting[index].node
    adopt(tag.name)
    if let left = formatting.lastIndex(where: { $0.node == node }) { formatting.remove(at: left) }
    let place = stackIndex(of: node)
    if place >= 0 { removeFromStack(at: place) }
  }

  private mutating func inputStart(_ tag: Tag) {
    if contextIsSelect { return }
    if inScope(.select) { pop(through: .select) }
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
    where store.attributes[index].name == name.number {
      return store.text(store.attributes[index].value)
    }
    return nil
  }

  /// Whether bytes are those letters, capitals counting as small.
  func equals(_ bytes: UnsafeBufferPointer<UInt8>, _ letters: StaticString) -> Bool {
    bytes.count == letters.utf8CodeUnitCount
      && bytes.indices.allSatisfy { lowercase(bytes[$0]) == letters.utf8Start[$0] }
  }
}
