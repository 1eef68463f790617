import HTML

/// Removal of boilerplate at the edges of the body and between its paragraphs.
extension BodyFinder {
  /// Removes short lines that link to other articles, and labels above removed links.
  mutating func cutInvitations() {
    let blocks = outline.elements[container].blocks
    var linksFollow = false
    for i in blocks.reversed() {
      let block = outline.blocks[i]
      if cut[i] == .links || cut[i] == .related {
        linksFollow = true
        continue
      }
      guard cut[i] == nil else { continue }
      let isShort = block.length < 220
      if isShort, block.links > 0 || prose[i] == 0 || block.length < 100,
        outline.withBytes(of: i, Phrases.leadsElsewhere)
      {
        cut[i] = .invitation
        continue
      }
      if linksFollow, prose[i] == 0, block.length < 60, !isListItem(i), !isHeading(i) {
        cut[i] = .invitation
      }
      linksFollow = false
    }
  }

  /// Removes captions without a caption element: short lines right after an image that name its
  /// source.
  mutating func cutCaptions() {
    var imageBlocks: Set<Int> = []
    for image in outline.images { imageBlocks.insert(image.block) }
    for i in outline.elements[container].blocks where cut[i] == nil && imageBlocks.contains(i) {
      guard outline.blocks[i].length < 260 else { continue }
      if outline.withBytes(of: i, Credits.names) { cut[i] = .caption }
    }
  }

  /// Removes the first paragraph if it is the caption of the lead image.
  mutating func cutCaption(_ caption: String?) {
    guard let caption, let first = kept.first, kept.count > 1,
      outline.string(of: first) == caption
    else { return }
    cut[first] = .caption
  }

  /// Removes pull quotes: block quotes that repeat words of the body.
  mutating func cutRepetitions() {
    let kept = self.kept
    var text: [UInt8] = []
    for i in kept where !isQuote(i) { text += outline.text[outline.blocks[i].bytes] + [0x0A] }
    var checked = 0
    for i in kept where isQuote(i) && outline.blocks[i].length >= 30 {
      checked += 1
      guard checked <= 12 else { return }
      let quote = outline.text[outline.blocks[i].bytes].drop { !Self.isWordByte($0) }
      var end = quote.endIndex
      while end > quote.startIndex, !Self.isWordByte(quote[end - 1]) { end -= 1 }
      if text.holds(Array(quote[..<end])) { cut[i] = .repetition }
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
  }

  private func isQuote(_ i: Int) -> Bool {
    var index = outline.blocks[i].owner
    for _ in 0..<4 where index > container {
      if outline.elements[index].name == .blockquote { return true }
      index = outline.elements[index].parent
    }
    return false
  }

  /// Removes everything after a closing heading, and trailing paragraphs with credits, rights,
  /// invitations or author biographies.
  mutating func cutTail(authors: [String]) {
    cutAfterClosing()
    let names = authors.filter { (2...4).contains($0.split(separator: " ").count) }
      .map { Array($0.utf8) }
    var looked = 0
    for i in kept.reversed() {
      let block = outline.blocks[i]
      guard looked < 8, block.length < 700 else { break }
      looked += 1
      if !outline.withBytes(of: i, Self.hasLetters) {
        cut[i] = .end
        continue
      }
      if isListItem(i) { break }
      if block.length < 420, outline.withBytes(of: i, Phrases.endsStory) {
        cut[i] = .credits
        continue
      }
      let head = outline.text[outline.blocks[i].bytes].prefix(50)
      if names.contains(where: { Array(head).holds($0) }), !isQuoted(i) {
        cut[i] = .author
        continue
      }
      break
    }
  }

  /// Whether a paragraph begins with a quotation mark; it quotes someone instead of describing
  /// them.
  private func isQuoted(_ i: Int) -> Bool {
    let first = outline.text[outline.blocks[i].bytes].first ?? 0
    return first == UInt8(ascii: "\"") || first == 0xE2 || first == 0xC2
  }

  private mutating func cutAfterClosing() {
    let kept = self.kept
    let total = keptProse
    var before = 0
    for (place, i) in kept.enumerated() {
      before += prose[i]
      let block = outline.blocks[i]
      guard block.length < 60, prose[i] == 0 || isHeading(i), before * 2 > total,
        Phrases.closesStory(outline.string(of: i))
          || isAboutCompany(i, followedBy: kept.dropFirst(place + 1).first)
      else { continue }
      for later in kept[place...] { cut[later] = .closing }
      return
    }
  }

  /// Whether a heading such as "About Lindmar Yards" is followed by a paragraph that contains the
  /// name: the boilerplate about the sender of a press release.
  private func isAboutCompany(_ heading: Int, followedBy next: Int?) -> Bool {
    guard let next else { return false }
    let words = outline.string(of: heading).split(separator: " ")
    guard (2...7).contains(words.count), let name = words.last?.prefix(while: { $0 != ":" }),
      name.count >= 3, Phrases.isAbout(words[0].lowercased())
    else { return false }
    return outline.string(of: next).prefix(80).contains(name)
  }

  private static func hasLetters(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.contains { $0 >= 0x80 || isWordByte($0) }
  }

  func isListItem(_ i: Int) -> Bool {
    Self.items.contains(outline.elements[outline.blocks[i].owner].name)
  }

  private static let items: Set<Name> = [.li, .dd, .dt, .td, .th]
}

/// Words that name the source of an image.
enum Credits {
  static func names(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let tail = UnsafeBufferPointer(rebasing: text[max(0, text.count - 120)...])
    return words.contains { Consent.contains(tail, $0) }
  }

  private static let words: [StaticString] = [
    "(AP", "/AP", "AFP", "ANP", "Archiv", "Bild:", "Bildquelle", "Bildrechte", "Courtesy", "Credit",
    "EFE", "EPA", "Foto:", "Foto ", "Fotos:", "Getty", "Grafik:", "Image:", "Picture:",
    "Pixabay", "Photo", "Quelle:", "REUTERS", "Screenshot", "Shutterstock", "Unsplash", "Wikimedia",
    "dpa", "iStock", "picture alliance", "©", "写真", "图片", "圖", "사진", "ⓒ", "Фото", "(NASA",
  ]
}

extension Array where Element == UInt8 {
  func holds(_ needle: [UInt8]) -> Bool {
    guard let first = needle.first, count >= needle.count else { return false }
    return withUnsafeBufferPointer { text in
      for start in 0...(text.count - needle.count) where text[start] == first {
        var k = 1
        while k < needle.count, text[start + k] == needle[k] { k += 1 }
        if k == needle.count { return true }
      }
      return false
    }
  }
}
