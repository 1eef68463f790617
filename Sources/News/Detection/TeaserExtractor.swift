import Dates
import HTML
import WebURL

/// The extraction of the parts of each teaser. The place of each part is decided for the group as a
/// whole, so that one irregular teaser has no influence.
struct TeaserExtractor {
  let survey: PageSurvey
  let base: WebURL
  let context: ReadingContext
  let members: [TeaserGroup.Member]
  private let blocks: [TeaserBlock]
  private let slots: TeaserSlots

  /// The minimum length of a lede, in visible characters.
  static let minimumLede: Int32 = 40
  /// The median length, in visible characters, from which the texts of a group are ledes and not
  /// headlines.
  static let minimumLedeMedian = 75
  /// The minimum length of truncated texts. If six in ten end at the same length, they are
  /// truncated, which only happens to ledes.
  static let truncatedTenths = 6
  static let minimumTruncatedLength = 60

  init(
    _ group: TeaserGroup, survey: PageSurvey, base: WebURL, context: ReadingContext
  ) {
    self.survey = survey
    self.base = base
    self.context = context
    members = group.members
    blocks = group.members.map {
      TeaserBlock(
        $0.range, address: $0.link < 0 ? -1 : survey.links[Int($0.link)].address, survey: survey)
    }
    slots = TeaserSlots(blocks)
  }

  /// A teaser under construction; a member without a link has a draft too.
  struct Draft {
    var link: WebURL?
    var lede: String?
    var headline: String?
    var date: PageDate?
    var image: String?
    var places = Places()
  }

  /// The nodes that contain the parts of a teaser.
  struct Places {
    var link: Int32?
    var headline: Int32?
    var lede: Int32?
    var date: Int32?
    var image: Int32?
  }

  func teasers() -> [Teaser] {
    drafts().compactMap { draft in
      draft.link.map {
        Teaser(
          link: $0, lede: draft.lede, headline: draft.headline, date: draft.date,
          image: draft.image)
      }
    }
  }

  /// Returns the drafts, one for each member.
  func drafts() -> [Draft] {
    let words = blocks.map(texts)
    let dates = TeaserDates(
      blocks, words: words, members: members, survey: survey, base: base, context: context
    ).dates()
    return assigningLedes(
      members.indices.map { k in
        let image = self.image(of: blocks[k])
        var draft = Draft(
          link: link(of: members[k]), lede: words[k].lede, headline: words[k].headline,
          date: dates[k]?.date, image: image?.address)
        draft.places = Places(
          link: members[k].link < 0 ? nil : survey.links[Int(members[k].link)].node,
          headline: words[k].headlineAt.map { blocks[k].paragraphs[$0].node },
          lede: words[k].ledeAt.map { blocks[k].paragraphs[$0].node }, date: dates[k]?.node,
          image: image?.node)
        return draft
      })
  }

  /// Returns a message if the configured date format matches none of the texts that are recognized
  /// as dates; nil if it does, or if no format is configured.
  ///
  /// - Parameter values: further texts that rules select as dates.
  func formatError(_ teasers: [Teaser], values: [String] = []) -> String? {
    guard let format = context.dateFormat,
      teasers.contains(where: { $0.date?.isRelative != true })
    else { return nil }
    let reader = DateParser(context)
    func fits(_ text: [UInt8]) -> Bool {
      text.withUnsafeBufferPointer { reader.formattedDate(in: $0) != nil }
    }
    let isMet =
      values.contains { fits(Array($0.utf8)) }
      || blocks.contains { $0.paragraphs.contains { $0.chars <= 200 && fits($0.text) } }
    return isMet
      ? nil : "date_format: “\(format)” matches no date of \(counted(teasers.count, "teaser"))"
  }

  private func link(of member: TeaserGroup.Member) -> WebURL? {
    guard member.link >= 0 else { return nil }
    let node = survey.document[Int(survey.links[Int(member.link)].node)]
    return node.withAttribute(.href) { base.resolving(utf8: $0) } ?? nil
  }

  /// Decides whether teasers with a single text have ledes or headlines, for all teasers alike.
  private func assigningLedes(_ drafts: [Draft]) -> [Draft] {
    let alone = drafts.filter { $0.lede == nil && $0.link != nil }.compactMap(\.headline)
    guard alone.count * 2 > drafts.count, areLedes(alone) else { return drafts }
    return drafts.map { draft in
      guard draft.lede == nil else { return draft }
      var draft = draft
      draft.lede = draft.headline
      draft.headline = nil
      (draft.places.lede, draft.places.headline) = (draft.places.headline, nil)
      return draft
    }
  }

  private func areLedes(_ texts: [String]) -> Bool {
    let lengths = texts.map { text in
      var text = text
      return text.withUTF8 { Int(TextScan($0).chars) }
    }.sorted()
    if lengths[lengths.count / 2] >= TeaserExtractor.minimumLedeMedian { return true }
    // Texts are truncated at a character or at the end of the word before it.
    let scalars = texts.map(\.unicodeScalars.count)
    let maximumLength = scalars.max() ?? 0
    let cut = scalars.count { $0 >= maximumLength - 5 }
    return maximumLength >= TeaserExtractor.minimumTruncatedLength
      && cut * 10 >= scalars.count * TeaserExtractor.truncatedTenths
      && scalars.count >= 4
  }

  struct Texts {
    var headline: String?
    var lede: String?
    /// The indexes of the paragraphs.
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
      k != out.headlineAt && paragraphs[k].chars >= TeaserExtractor.minimumLede
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

  /// Returns ASCII letters and digits, and everything beyond ASCII but symbols, in lower case.
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

  private func image(of block: TeaserBlock) -> (address: String, node: Int32)? {
    for i in block.images {
      if let address = ImageSource.inTeaser(survey.document[Int(i)]).flatMap(base.resolving) {
        return (address.string, i)
      }
    }
    return nil
  }
}

/// The places of paragraphs in the blocks of a group, with their average suitability.
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
        let hash = paragraph.text.withUnsafeBufferPointer { hash64($0, seed: paragraph.place) }
        if texts.id(of: hash).isNew { slots[id].texts += 1 }
        slots[id].count += 1
        slots[id].headline += paragraph.headlinePoints
        slots[id].lede += paragraph.ledePoints
      }
    }
  }

  /// Returns the suitability of a paragraph as the headline; negative if it is unsuitable.
  func headlineRating(_ paragraph: TeaserBlock.Paragraph) -> Int {
    guard let slot = slot(of: paragraph) else { return 0 }
    return (slot.headline / slot.count + paragraph.headlinePoints) / 2 + coverageBonus(slot, of: 50)
      - repetitionPenalty(slot, of: 70)
  }

  func ledeRating(_ paragraph: TeaserBlock.Paragraph) -> Int {
    guard let slot = slot(of: paragraph) else { return 0 }
    return (slot.lede / slot.count + paragraph.ledePoints) / 2 + coverageBonus(slot, of: 40)
      - repetitionPenalty(slot, of: 150)
  }

  private func coverageBonus(_ slot: Slot, of points: Int) -> Int {
    points * min(slot.count, members) / max(1, members)
  }

  private func repetitionPenalty(_ slot: Slot, of points: Int) -> Int {
    slot.count < 3 ? 0 : points * (slot.count - slot.texts) / slot.count
  }

  private func slot(of paragraph: TeaserBlock.Paragraph) -> Slot? {
    table.known(paragraph.place).map { slots[$0] }
  }
}
