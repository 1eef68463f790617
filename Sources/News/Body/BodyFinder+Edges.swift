import HTML

/// Removal of boilerplate at the edges of the body and between its paragraphs.
extension BodyFinder {
  /// Removes headings and short lines before the first paragraph, and everything after the last one
  /// except list items, headings and sentences.
  mutating func trimEdges() {
    let blocks = tree.elements[container].blocks
    guard let firstProse = blocks.first(where: { boilerplate[$0] == nil && prose[$0] > 0 }),
      let lastProse = blocks.last(where: { boilerplate[$0] == nil && prose[$0] > 0 })
    else { return }
    for i in blocks where boilerplate[i] == nil && i < firstProse {
      // Headings above the body repeat the headline, unless the headline stands before them.
      if isHeading(i), start == 0 || tree.elements[tree.blocks[i].owner].name == .h1 {
        boilerplate[i] = .headline
      }
      if boilerplate[i] != nil { continue }
      if !isHeading(i), !isItem(i), tree.blocks[i].length < 45 || isNumbers(i) {
        boilerplate[i] = .start
      }
    }
    var open = true
    for i in lastProse..<blocks.upperBound where i > lastProse {
      if boilerplate[i] != nil { continue }
      let isItem = isListItem(i) || ProseMetrics.endsSentence(tree, i)
      if !open || !(isItem || isHeading(i) || tree.blocks[i].length > 40) {
        let isBeside = wrappers[i] == wrappers[lastProse]
        if isBeside, isPlainLine(i) { continue }
        boilerplate[i] = .end
        if !isBeside { open = false }
      }
    }
  }

  /// Whether a block is a paragraph of a few words without a link.
  private func isPlainLine(_ i: Int) -> Bool {
    let block = tree.blocks[i]
    return block.length >= 8 && block.links == 0 && tree.elements[block.owner].name == .p
      && !isNumbers(i)
  }

  private func isItem(_ i: Int) -> Bool {
    [.li, .dd, .dt].contains(tree.elements[tree.blocks[i].owner].name)
  }

  mutating func removeEmptyHeadings() {
    let blocks = tree.elements[container].blocks
    // A heading without body text before the next heading is boilerplate.
    var follows = false
    var passedHeading = false
    for i in blocks.reversed() {
      if isHeading(i) {
        if boilerplate[i] == nil, !follows { boilerplate[i] = .end }
        passedHeading = true
      } else if boilerplate[i] == nil {
        follows = true
        passedHeading = false
      } else if passedHeading {
        follows = false
      }
    }
  }

  /// Removes short lines that link to other articles, and labels above removed links.
  mutating func removeInvitations() {
    let blocks = tree.elements[container].blocks
    var linksFollow = false
    for i in blocks.reversed() {
      let block = tree.blocks[i]
      if boilerplate[i] == .links || boilerplate[i] == .related {
        linksFollow = true
        continue
      }
      guard boilerplate[i] == nil else { continue }
      let isShort = block.length < 220
      if isShort, block.links > 0 || prose[i] == 0 || block.length < 100,
        tree.withBytes(of: i, BoilerplatePhrases.leadsElsewhere)
      {
        boilerplate[i] = .invitation
        continue
      }
      if linksFollow, prose[i] == 0, block.length < 60, !isListItem(i), !isHeading(i) {
        boilerplate[i] = .invitation
      }
      linksFollow = false
    }
  }

  /// Removes captions without a caption element: short lines right after an image that name its
  /// source.
  mutating func removeCaptions() {
    var imageBlocks: Set<Int> = []
    for image in tree.images { imageBlocks.insert(image.block) }
    for i in tree.elements[container].blocks where boilerplate[i] == nil && imageBlocks.contains(i)
    {
      guard tree.blocks[i].length < 260 else { continue }
      if tree.withBytes(of: i, CreditWords.matches) { boilerplate[i] = .caption }
    }
  }

  /// Removes the first paragraph if it is the caption of the lead image.
  mutating func removeCaption(_ caption: String?) {
    guard let caption, let first = kept.first, kept.count > 1,
      tree.string(of: first) == caption
    else { return }
    boilerplate[first] = .caption
  }

  /// Removes paragraphs that stand in the body twice, and pull quotes.
  mutating func removeRepetitions() {
    removePullQuotes()
    removeDuplicates()
  }

  /// Removes block quotes that repeat words of the body.
  private mutating func removePullQuotes() {
    let kept = self.kept
    var text: [UInt8] = []
    for i in kept where !isQuote(i) { text += tree.text[tree.blocks[i].bytes] + [0x0A] }
    var checked = 0
    for i in kept where isQuote(i) && tree.blocks[i].length >= 30 {
      checked += 1
      guard checked <= 12 else { return }
      let quote = tree.text[tree.blocks[i].bytes].drop { !Self.isWordByte($0) }
      var end = quote.endIndex
      while end > quote.startIndex, !Self.isWordByte(quote[end - 1]) { end -= 1 }
      if text.containsBytes(Array(quote[..<end])) { boilerplate[i] = .repetition }
    }
  }

  /// Removes paragraphs that stand in the body a second time, in another element: pages hold one text for
  /// each width of window. A refrain stays.
  private mutating func removeDuplicates() {
    var seen: [UInt64: Int] = [:]
    for i in kept where tree.blocks[i].length >= 60 {
      let bytes = tree.blocks[i].bytes
      var hash = UInt64(bytes.count)
      for byte in tree.text[bytes] { hash = TextHash.adding(byte, to: hash) }
      if let first = seen[hash],
        wrappers[first] != wrappers[i],
        tree.text[tree.blocks[first].bytes] == tree.text[tree.blocks[i].bytes]
      {
        boilerplate[i] = .repetition
      } else {
        seen[hash] = i
      }
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
  }

  private func isQuote(_ i: Int) -> Bool {
    var index = tree.blocks[i].owner
    for _ in 0..<4 where index > container {
      if tree.elements[index].name == .blockquote { return true }
      index = tree.elements[index].parent
    }
    return false
  }

  /// Removes everything after a closing heading, and trailing paragraphs with credits, rights,
  /// invitations or author biographies.
  mutating func removeTail(authors: [String]) {
    removeAfterClosing()
    let names = authors.filter { (2...4).contains($0.split(separator: " ").count) }
      .map { Array($0.utf8) }
    var examined = 0
    for i in kept.reversed() {
      let block = tree.blocks[i]
      guard examined < 8, block.length < 700 else { break }
      examined += 1
      if !tree.withBytes(of: i, Self.hasLetters) {
        boilerplate[i] = .end
        continue
      }
      if isListItem(i) { break }
      if block.length < 420, tree.withBytes(of: i, BoilerplatePhrases.isClosingBoilerplate) {
        boilerplate[i] = .credits
        continue
      }
      let head = tree.text[tree.blocks[i].bytes].prefix(50)
      if names.contains(where: { Array(head).containsBytes($0) }), !isQuoted(i) {
        boilerplate[i] = .author
        continue
      }
      break
    }
  }

  /// Whether a paragraph begins with a quotation mark; it quotes someone instead of describing
  /// them.
  private func isQuoted(_ i: Int) -> Bool {
    let first = tree.text[tree.blocks[i].bytes].first ?? 0
    return first == UInt8(ascii: "\"") || first == 0xE2 || first == 0xC2
  }

  private mutating func removeAfterClosing() {
    let kept = self.kept
    let total = keptProse
    let end = kept.last { prose[$0] >= 60 && isTrusted($0) && mainColumn.contains($0) } ?? 0
    var before = 0
    for (place, i) in kept.enumerated() {
      before += prose[i]
      let block = tree.blocks[i]
      guard block.length < 60, prose[i] == 0 || isHeading(i), before * 2 > total,
        BoilerplatePhrases.isClosingHeading(tree.string(of: i))
      else { continue }
      // A heading in a box of its own closes the box only.
      if !isTrusted(i), i < end {
        boilerplate[i] = .related
        continue
      }
      for later in kept[place...] { boilerplate[later] = .closing }
      return
    }
  }

  private static func hasLetters(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.contains { $0 >= 0x80 || isWordByte($0) }
  }

  func isListItem(_ i: Int) -> Bool {
    let owner = tree.elements[tree.blocks[i].owner]
    if Self.items.contains(owner.name) { return true }
    return owner.parent >= 0 && Self.items.contains(tree.elements[owner.parent].name)
  }

  private static let items: NameSet = [.li, .dd, .dt, .td, .th]
}
