import HTML

/// The places of paragraphs in the blocks of a group, with their suitability as headline and lede
/// over the whole group.
struct TeaserSlots {
  fileprivate struct Slot {
    var count = 0
    /// Sums over the paragraphs: points, characters, positions in the block.
    var headline = 0
    var lede = 0
    var chars = 0
    var position = 0
    /// The number of distinct texts, and of distinct texts without their digits.
    var texts = 0
    var wordings = 0
    /// The number of paragraphs in bold type, and of those that end like a sentence.
    var strong = 0
    var sentences = 0
    /// The number of short paragraphs that contain a date without being named as one.
    var dated = 0
    /// Points that all paragraphs of the slot get.
    var headlineBonus = 0
    var ledeBonus = 0
    /// Whether the texts are ledes by their name.
    var isLede = false

    var meanChars: Int { chars / max(1, count) }
    func share(_ part: Int, of points: Int) -> Int { points * part / max(1, count) }
  }

  private var slots: [Slot] = []
  /// The share of blocks, as a divisor, below which a place is rare.
  private static let rarity = 20

  /// Assigns the paragraphs of the blocks to slots.
  init(_ blocks: inout [TeaserBlock], survey: PageSurvey) {
    var table = IDTable()
    var texts = IDTable(capacity: blocks.count * 4)
    var wordings = IDTable(capacity: blocks.count * 4)
    var first: [(block: Int, paragraph: Int)] = []
    for b in blocks.indices {
      for p in blocks[b].paragraphs.indices {
        let (id, isNew) = table.id(of: blocks[b].paragraphs[p].place)
        blocks[b].paragraphs[p].slot = Int32(id)
        let paragraph = blocks[b].paragraphs[p]
        if isNew {
          slots.append(Slot())
          first.append((b, p))
        }
        let hash = paragraph.text.withUnsafeBufferPointer { hash64($0, seed: paragraph.place) }
        if texts.id(of: hash).isNew { slots[id].texts += 1 }
        if wordings.id(of: mixed(paragraph.wording, paragraph.place)).isNew {
          slots[id].wordings += 1
        }
        slots[id].add(paragraph, at: p)
      }
    }
    var names: [SlotName] = []
    for (id, (b, p)) in first.enumerated() {
      // The names of rare places are not worth the time.
      let name =
        slots[id].count * Self.rarity >= blocks.count
        ? SlotName(blocks[b].paragraphs[p], root: blocks[b].root, survey: survey) : SlotName()
      names.append(name)
    }
    let named = slots.indices.filter {
      names[$0].role != .other && slots[$0].holdsNames(members: blocks.count)
    }
    for id in slots.indices {
      slots[id].rate(names[id], members: blocks.count, isNamed: named.contains { $0 != id })
    }
  }

  /// Returns the suitability of a paragraph as the headline; negative if it is unsuitable.
  func headlineRating(_ paragraph: TeaserBlock.Paragraph) -> Int {
    let slot = slots[Int(paragraph.slot)]
    return (slot.headline * 2 / slot.count + paragraph.headlinePoints) / 3 + slot.headlineBonus
  }

  func ledeRating(_ paragraph: TeaserBlock.Paragraph) -> Int {
    let slot = slots[Int(paragraph.slot)]
    return (slot.lede / slot.count + paragraph.ledePoints) / 2 + slot.ledeBonus
  }

  /// Whether the texts at the place of a paragraph are ledes by their name or their mean length.
  func isLedePlace(_ paragraph: TeaserBlock.Paragraph) -> Bool {
    let slot = slots[Int(paragraph.slot)]
    return slot.isLede || slot.meanChars >= TeaserExtractor.minimumLede
  }
}

extension TeaserSlots.Slot {
  fileprivate mutating func add(_ paragraph: TeaserBlock.Paragraph, at position: Int) {
    count += 1
    headline += paragraph.headlinePoints
    lede += paragraph.ledePoints
    chars += Int(paragraph.chars)
    self.position += min(position, 8)
    if paragraph.strongChars * 2 > paragraph.chars { strong += 1 }
    if paragraph.endsSentence { sentences += 1 }
    if paragraph.isDateLike, !paragraph.isDateElement { dated += 1 }
  }

  /// Whether nearly all teasers have a text at this place that is as short as a headline and has its
  /// own wording.
  fileprivate func holdsNames(members: Int) -> Bool {
    count * 10 >= members * 8 && wordings * 10 >= count * 8 && (12...80).contains(meanChars)
      && dated * 2 <= count
  }

  /// Decides the points of all paragraphs of the slot. The points of a role and of bold type are
  /// below those of a heading element or of the main link, so that they decide only among equals.
  ///
  /// - Parameter isNamed: whether another slot holds names.
  fileprivate mutating func rate(_ name: SlotName, members: Int, isNamed: Bool) {
    let coverage = min(count, members)
    headlineBonus = 50 * coverage / max(1, members)
    ledeBonus = 40 * coverage / max(1, members)
    if count >= 3 {
      headlineBonus -= share(count - texts, of: 70)
      ledeBonus -= share(count - texts, of: 150)
      // Texts that differ in their digits only are counters and numbers of documents, or bulletins
      // if there are no other names.
      headlineBonus -= share(texts - wordings, of: isNamed || position * 2 >= count * 3 ? 75 : 35)
    }
    // Dates have few wordings. Headlines that mention dates have many, and get the penalty back.
    if count >= 3, wordings * 2 > count { headlineBonus += share(dated, of: 50) }
    headlineBonus += share(strong, of: 25) - share(sentences, of: 15)
    // Of two texts the first is the headline, and the long one is the lede.
    headlineBonus -= 4 * position / max(1, count) + min(60, max(0, meanChars - 60) / 2)
    if name.isStrong, strong * 2 <= count { headlineBonus += 20 }
    switch name.role {
    case .headline:
      headlineBonus += 50 + share(dated, of: 30)
      ledeBonus -= 60
    case .lede:
      headlineBonus -= 50
      ledeBonus += 60
      isLede = true
    case .other:
      headlineBonus -= 60
      ledeBonus -= 100
    case nil: break
    }
  }
}

/// The part that the names around the first paragraph of a slot indicate.
private struct SlotName {
  var role: TeaserPartRole?
  /// Whether a class or a style sets the text in bold type.
  var isStrong = false

  init() {}

  init(_ paragraph: TeaserBlock.Paragraph, root: Int32, survey: PageSurvey) {
    var node = survey.nodes[Int(paragraph.node)].parent
    // Elements with further texts name more than this paragraph.
    while node > root, survey.chars(in: Int(node)) <= Int(paragraph.chars) {
      let element = survey.document[Int(node)]
      defer { node = survey.nodes[Int(node)].parent }
      // Elements around a small part do not name the paragraph.
      guard survey.chars(in: Int(node)) * 10 >= Int(paragraph.chars) * 7 else { continue }
      if role == nil { role = Self.role(of: element) }
      isStrong = isStrong || Self.isStrong(element)
      if survey.nodes[Int(node)].kind == .cell, role == nil {
        role = Self.heading(ofColumn: node, survey).flatMap(TeaserPartRole.init(columnHeading:))
      }
    }
  }

  private static func role(of element: Node) -> TeaserPartRole? {
    element.withAttribute(.class) { TeaserPartRole(names: $0) }
      ?? element.withAttribute(.itemprop) { TeaserPartRole(names: $0) } ?? nil
  }

  private static func isStrong(_ element: Node) -> Bool {
    let byClass = element.withAttribute(.class) { value in
      var word = TextHash()
      for byte in value.prefix(300) {
        if byte > 0x20, byte != 0x2D, byte != 0x5F {
          word.combine(UInt64(byte))
        } else if strongNames.contains(word.value) {
          return true
        } else {
          word = TextHash()
        }
      }
      return strongNames.contains(word.value)
    }
    if byClass == true { return true }
    return element.withAttribute(.style) { value in
      guard value.count <= 400, value.containsBytes(of: "font-weight") else { return false }
      return ["bold", ": 6", ":6", ": 7", ":7", ": 8", ":8"].contains {
        value.containsBytes(of: $0)
      }
    } ?? false
  }

  private static let strongNames = HashSet(
    ["bold", "h1", "h2", "h3", "h4", "h5", "semibold", "strong"].map(ClassWords.hash))

  /// Returns the text above a cell in the first row of its table.
  private static func heading(ofColumn cell: Int32, _ survey: PageSurvey) -> [UInt8]? {
    let row = survey.nodes[Int(cell)].parent
    var table = row
    while table > 0, survey.document[Int(table)].name != .table {
      table = survey.nodes[Int(table)].parent
    }
    guard table > 0 else { return nil }
    var first = table + 1
    while first < row, survey.nodes[Int(first)].kind != .row { first += 1 }
    guard first < row, first - table <= 40 else { return nil }
    let column = cells(in: row, survey).firstIndex(of: cell)
    let headings = cells(in: first, survey)
    guard let column, column < headings.count else { return nil }
    var text: [UInt8] = []
    survey.document[Int(headings[column])].appendText(to: &text)
    text.collapseSpaces()
    return text.isEmpty || text.count > 80 ? nil : text
  }

  private static func cells(in row: Int32, _ survey: PageSurvey) -> [Int32] {
    var out: [Int32] = []
    var at = row + 1
    while at < survey.nodes[Int(row)].end, out.count < 64 {
      if survey.nodes[Int(at)].kind == .cell { out.append(at) }
      at = survey.nodes[Int(at)].end
    }
    return out
  }
}
