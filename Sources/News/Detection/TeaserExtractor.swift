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
    members = TeaserBlock.extended(group.members, survey)
    var rows = TeaserBlock.KnownRows(survey)
    var blocks = members.map {
      TeaserBlock(
        $0.range, address: $0.link < 0 ? -1 : survey.links[Int($0.link)].address, survey: survey,
        rows: &rows)
    }
    slots = TeaserSlots(&blocks, survey: survey)
    self.blocks = blocks
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
    let reader = TeaserDates(
      blocks, words: words, members: members, survey: survey, base: base, context: context)
    let dates = reader.dates()
    let images = TeaserImages(blocks, survey: survey, base: base).images()
    let edges = HeadlineEdges(blocks, words: words, survey: survey)
    let parts = edges.removingDates(from: edges.parts(), reader: reader.reader)
    let drafts = members.indices.map { k in
      var draft = Draft(
        link: link(of: members[k]), lede: parts[k].lede, headline: parts[k].headline,
        date: dates[k]?.date, image: images[k]?.address)
      draft.places = Places(
        link: members[k].link < 0 ? nil : survey.links[Int(members[k].link)].node,
        headline: words[k].headlineAt.map { blocks[k].paragraphs[$0].node },
        lede: (parts[k].ledeAt).map { blocks[k].paragraphs[$0].node }, date: dates[k]?.node,
        image: images[k]?.node)
      return draft
    }
    return TeaserLabels(survey: survey, members: members, blocks: blocks, words: words)
      .completing(assigningLedes(drafts))
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
    let lengths = texts.map(lengths)
    let chars = lengths.map(\.chars).sorted()
    if chars[chars.count / 2] >= TeaserExtractor.minimumLedeMedian { return true }
    // Texts are truncated at a character or at the end of the word before it.
    let maximumLength = lengths.map(\.scalars).max() ?? 0
    let cut = lengths.count { $0.scalars >= maximumLength - 5 }
    return maximumLength >= TeaserExtractor.minimumTruncatedLength
      && cut * 10 >= lengths.count * TeaserExtractor.truncatedTenths
      && lengths.count >= 4
  }

  /// Returns the visible characters of a text, as `TextScan` counts them, and its scalars.
  private func lengths(of text: String) -> (chars: Int, scalars: Int) {
    var chars = 0
    var scalars = 0
    for byte in text.utf8 where byte < 0x80 || byte >= 0xC0 {
      scalars += 1
      if byte > 0x20 { chars += byte < 0xE0 || byte == 0xE2 ? 1 : 2 }
    }
    return (chars, scalars)
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
    var best = 0
    for k in paragraphs.indices {
      let rating = slots.headlineRating(paragraphs[k])
      if rating > best { (best, out.headlineAt) = (rating, k) }
    }
    out.ledeAt = lede(in: paragraphs, headlineAt: out.headlineAt)
    out.headline = out.headlineAt.map { k in
      var text = paragraphs[k].text
      text.dropFinalSigns()
      return String(decoding: text.isEmpty ? paragraphs[k].text : text, as: UTF8.self)
    }
    out.lede = out.ledeAt.map { String(decoding: paragraphs[$0].text, as: UTF8.self) }
    if out.headline == nil, out.lede == nil {
      out.headline = block.images.lazy.compactMap { survey.document[Int($0)][.alt] }
        .first { !$0.isEmpty }
      // A teaser without text could not be identified.
      if out.headline == nil, let label = paragraphs.first(where: { $0.ownChars > 0 }) {
        out.headline = String(decoding: label.text, as: UTF8.self)
      }
    }
    return out
  }

  /// Returns the index of the lede: the most suitable paragraph that does not repeat the headline.
  private func lede(in paragraphs: [TeaserBlock.Paragraph], headlineAt: Int?) -> Int? {
    let rated = paragraphs.indices.compactMap { k in
      let rating =
        k == headlineAt || !isLongEnough(paragraphs[k]) ? 0 : slots.ledeRating(paragraphs[k])
      return rating > 0 ? (rating: rating, at: k) : nil
    }.sorted { ($0.rating, $1.at) > ($1.rating, $0.at) }
    guard !rated.isEmpty, let headlineAt else { return rated.first?.at }
    let headline = paragraphs[headlineAt].text.comparable
    return rated.first { !isRepetition(paragraphs[$0.at].text.comparable, headline) }?.at
  }

  /// A short text is a lede where the texts at its place are ledes.
  private func isLongEnough(_ paragraph: TeaserBlock.Paragraph) -> Bool {
    paragraph.chars >= TeaserExtractor.minimumLede
      || paragraph.chars * 2 >= TeaserExtractor.minimumLede
        && slots.isLedePlace(paragraph)
  }

  private func isRepetition(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    !a.isEmpty && !b.isEmpty && (a.starts(with: b) || b.starts(with: a))
  }
}

extension [UInt8] {
  /// ASCII letters and digits, and everything beyond ASCII but symbols, in lower case.
  var comparable: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(Swift.min(count, 120))
    var skip = 0
    for byte in self {
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
}
