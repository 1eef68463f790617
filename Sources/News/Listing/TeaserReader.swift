import HTML

/// Reads the parts of each teaser of a group. What place in a block holds which part is settled for
/// the group as a whole, so that one odd teaser does not mislead.
struct TeaserReader {
  let survey: PageSurvey
  let base: Address
  let context: ReadingContext
  private let members: [TeaserGroup.Member]
  private let blocks: [TeaserBlock]
  private let slots: TeaserSlots

  /// A lede has at least as many characters.
  static let leastLede: Int32 = 40
  /// Where a group's texts are this long (their median, in visible characters), they are ledes and
  /// not headlines.
  static let medianOfLedes = 75
  /// Where so many in ten of them end at one length, they are cut, and headlines are not.
  static let cutTenths = 6
  static let leastCut = 60

  init(
    _ group: TeaserGroup, survey: PageSurvey, base: Address, context: ReadingContext
  ) {
    self.survey = survey
    self.base = base
    self.context = context
    members = group.members
    blocks = group.members.map {
      TeaserBlock($0.range, address: survey.links[Int($0.link)].address, survey: survey)
    }
    slots = TeaserSlots(blocks)
  }

  func read() -> [Teaser] {
    let words = blocks.map(texts)
    let dates = TeaserDates(blocks, words: words, survey: survey, context: context).read(members)
    var teasers: [Teaser] = []
    for k in members.indices {
      let node = survey.document[Int(survey.links[Int(members[k].link)].node)]
      guard let link = node.withAttribute(.href, { base.resolving(utf8: $0) }) ?? nil else {
        continue
      }
      teasers.append(
        Teaser(
          link: link, lede: words[k].lede, headline: words[k].headline, date: dates[k],
          image: image(of: blocks[k])))
    }
    return named(teasers)
  }

  /// Where teasers have one text only, its length tells ledes from headlines: for all alike.
  private func named(_ teasers: [Teaser]) -> [Teaser] {
    let alone = teasers.filter { $0.lede == nil }.compactMap(\.headline)
    guard alone.count * 2 > teasers.count, areLedes(alone) else { return teasers }
    return teasers.map { teaser in
      guard teaser.lede == nil else { return teaser }
      var teaser = teaser
      teaser.lede = teaser.headline
      teaser.headline = nil
      return teaser
    }
  }

  private func areLedes(_ texts: [String]) -> Bool {
    let lengths = texts.map { text in
      var text = text
      return text.withUTF8 { Int(TextScan($0).chars) }
    }.sorted()
    if lengths[lengths.count / 2] >= TeaserReader.medianOfLedes { return true }
    // A cut falls on a character or on the end of the word before it.
    let scalars = texts.map(\.unicodeScalars.count)
    let longest = scalars.max() ?? 0
    let cut = scalars.count { $0 >= longest - 5 }
    return longest >= TeaserReader.leastCut && cut * 10 >= scalars.count * TeaserReader.cutTenths
      && scalars.count >= 4
  }

  struct Texts {
    var headline: String?
    var lede: String?
    /// Indexes of the paragraphs they are.
    var headlineAt: Int?
    var ledeAt: Int?
  }

  private func texts(of block: TeaserBlock) -> Texts {
    var out = Texts()
    let paragraphs = block.paragraphs
    out.headlineAt = paragraphs.indices.filter { slots.headlineRating(paragraphs[$0]) > 0 }
      .max { slots.headlineRating(paragraphs[$0]) < slots.headlineRating(paragraphs[$1]) }
    let headline = out.headlineAt.map { comparable(paragraphs[$0].text) } ?? []
    out.ledeAt = paragraphs.indices.filter { k in
      k != out.headlineAt && paragraphs[k].chars >= TeaserReader.leastLede
        && slots.ledeRating(paragraphs[k]) > 0
        && !isRepetition(comparable(paragraphs[k].text), headline)
    }
    .max { slots.ledeRating(paragraphs[$0]) < slots.ledeRating(paragraphs[$1]) }
    out.headline = out.headlineAt.map { String(decoding: paragraphs[$0].text, as: UTF8.self) }
    out.lede = out.ledeAt.map { String(decoding: paragraphs[$0].text, as: UTF8.self) }
    if out.headline == nil, out.lede == nil {
      out.headline = block.images.lazy.compactMap { survey.document[Int($0)][.alt] }
        .first { !$0.isEmpty }
    }
    return out
  }

  /// ASCII letters and digits and all beyond ASCII but signs, as far as a comparison goes.
  private func comparable(_ text: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var skip = 0
    for byte in text {
      if skip > 0 {
        skip -= 1
        continue
      }
      switch byte {
      case 0x30...0x39, 0x61...0x7A: out.append(byte)
      case 0x41...0x5A: out.append(byte | 0x20)
      case 0xC2: skip = 1
      case 0xE2: skip = 2
      case 0x80...: out.append(byte)
      default: break
      }
      if out.count >= 120 { break }
    }
    return out
  }

  private func isRepetition(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    !a.isEmpty && !b.isEmpty && (a.starts(with: b) || b.starts(with: a))
  }

  private func image(of block: TeaserBlock) -> String? {
    for i in block.images {
      let node = survey.document[Int(i)]
      for name in ["data-src", "data-original", "data-lazy-src", "src"] {
        guard let value = node[name], !value.isEmpty, let address = base.resolving(value) else {
          continue
        }
        return address.string
      }
    }
    return nil
  }
}

/// The places of paragraphs in the blocks of a group, rated.
struct TeaserSlots {
  private struct Slot {
    var count = 0
    var headline = 0
    var lede = 0
    var texts = 0
  }

  private var table = IDTable()
  private var slots: [Slot] = []
  private let members: Int

  init(_ blocks: [TeaserBlock]) {
    members = blocks.count
    var texts = IDTable(capacity: blocks.count * 4)
    for block in blocks {
      for paragraph in block.paragraphs {
        let (id, isNew) = table.id(of: paragraph.place)
        if isNew { slots.append(Slot()) }
        let hash = paragraph.text.withUnsafeBufferPointer { fnv($0, seed: paragraph.place) }
        if texts.id(of: hash).isNew { slots[id].texts += 1 }
        slots[id].count += 1
        slots[id].headline += paragraph.headlinePoints
        slots[id].lede += paragraph.ledePoints
      }
    }
  }

  /// How likely a paragraph is the headline; not at all when below 0.
  func headlineRating(_ paragraph: TeaserBlock.Paragraph) -> Int {
    guard let slot = slot(of: paragraph) else { return 0 }
    return (slot.headline / slot.count + paragraph.headlinePoints) / 2 + reach(slot, of: 50)
      - sameness(slot, of: 70)
  }

  func ledeRating(_ paragraph: TeaserBlock.Paragraph) -> Int {
    guard let slot = slot(of: paragraph) else { return 0 }
    return (slot.lede / slot.count + paragraph.ledePoints) / 2 + reach(slot, of: 40)
      - sameness(slot, of: 150)
  }

  private func reach(_ slot: Slot, of points: Int) -> Int {
    points * min(slot.count, members) / max(1, members)
  }

  private func sameness(_ slot: Slot, of points: Int) -> Int {
    slot.count < 3 ? 0 : points * (slot.count - slot.texts) / slot.count
  }

  private func slot(of paragraph: TeaserBlock.Paragraph) -> Slot? {
    table.known(paragraph.place).map { slots[$0] }
  }
}
