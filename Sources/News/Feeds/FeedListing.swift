import Dates
import HTML
import WebURL

/// A feed read as a listing.
extension Listing {
  /// Whether bytes begin as a feed does (RSS, Atom, JSON, a sitemap).
  package static func isFeed(_ bytes: [UInt8]) -> Bool { FeedForm(bytes) != nil }

  /// Nil where the page is no feed: its content decides, not its name or Content-Type.
  init?(feed page: Page, context: ReadingContext) {
    guard let form = FeedForm(page.bytes) else { return nil }
    let sniffed = page.encoding(language: context.language)
    let text = sniffed.encoding.decode(page.bytes).utf8
    let found =
      switch form {
      case .xml: FeedReader.read(text)
      case .json: Feed.json(text)
      }
    guard let found else {
      // Other XML may be a page of old (XHTML); other JSON is none.
      guard form == .json else { return nil }
      self.init(emptyReason: "JSON, but no JSON Feed")
      return
    }
    self.init(found, address: page.address, context: context)
    charset = PageCharset(sniffed)
  }

  private init(_ feed: Feed, address: WebURL, context: ReadingContext) {
    self.init()
    let reader = FeedTeasers(feed, address: address, context: context)
    teasers = reader.read()
    nextPage = (feed.next ?? feed.archive).flatMap(reader.base.resolving)
    if nextPage == address { nextPage = nil }
    if context.teaserRules?.isEmpty == false {
      ruleFaults = [
        "teasers: the page is a feed (\(feed.kind.rawValue)), in which nothing is selected"
      ]
    }
    guard teasers.isEmpty else { return }
    feeds = feed.parts.compactMap(reader.base.resolving)
    emptyReason =
      if !feed.parts.isEmpty {
        "an index of sitemaps: watch one of those it names"
      } else if feed.met == 0 {
        "the feed has no entries (\(feed.kind.rawValue))"
      } else if feed.kind == .sitemap {
        "a sitemap without the titles of news"
      } else {
        "no entry of the feed has both a link and a text (\(feed.kind.rawValue))"
      }
  }
}

/// What the first bytes of a page tell of its form.
enum FeedForm {
  case xml, json

  /// Of the beginning that is looked at, in bytes.
  private static let beginning = 64 << 10

  /// Nil for whatever begins as no feed does; cheap for pages of HTML.
  init?(_ bytes: [UInt8]) {
    let isMarkedWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    let mark = isMarkedWide ? 2 : bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let first = bytes[mark...].firstIndex(where: { $0 > 0x20 }) else { return nil }
    // In UTF-16 every other byte is 0.
    let isWide =
      isMarkedWide
      || [first - 1, first + 1].contains { at in
        bytes.indices.contains(at) && bytes[at] == 0
      }
    switch bytes[first] {
    case UInt8(ascii: "{"): self = .json
    case UInt8(ascii: "<"):
      let start = bytes[first...].prefix(FeedForm.beginning)
      if FeedForm.isPlainPage(start) { return nil }
      guard FeedForm.isFeed(isWide ? start.filter { $0 != 0 } : Array(start)) else { return nil }
      self = .xml
    default: return nil
    }
  }

  /// `<!doctype html` or `<html`: most pages begin so.
  private static func isPlainPage(_ start: ArraySlice<UInt8>) -> Bool {
    ["<!doctype html", "<html"].contains { word in
      start.prefix(word.utf8.count).elementsEqual(word.utf8) { $0 | 0x20 == $1 | 0x20 }
    }
  }

  /// Whether the first start tag is a feed's.
  private static func isFeed(_ text: [UInt8]) -> Bool {
    var xml = XMLReader(text)
    while let event = xml.next() {
      switch event {
      case .start(let root):
        return ["rss", "rdf", "feed", "urlset", "sitemapindex"].contains(root.name)
      case .text(let bytes):
        // What stands before the root is white space, and at times a stray character.
        if bytes.count(where: { $0 > 0x20 }) > 8 { return false }
      case .end: return false
      }
    }
    return false
  }
}

/// Makes teasers of a feed's entries.
struct FeedTeasers {
  let feed: Feed
  let context: ReadingContext
  /// Of the feed's own references.
  let base: WebURL
  private let entryBase: WebURL
  private let dates: DateParser

  /// Of a lede, in characters: a feed may hold the whole article, of which this much tells it from
  /// others.
  private static let longestLede = 500
  private static let leastLede = 25
  /// A text that so many entries have is none of theirs.
  private static let fewest = 3

  init(_ feed: Feed, address: WebURL, context: ReadingContext) {
    self.feed = feed
    base = FeedTeasers.base(address, feed.bases)
    // RSS resolves by the page it tells of, for feeds are often served from elsewhere.
    let home = feed.bases.isEmpty && feed.kind != .atom ? feed.home : nil
    entryBase = home.flatMap(base.resolving) ?? base
    var context = context
    context.language = context.language ?? feed.language
    self.context = context
    dates = DateParser(context)
  }

  private static func base(_ address: WebURL, _ references: [String]) -> WebURL {
    references.prefix(8).reduce(address) { $0.resolving($1) ?? $0 }
  }

  func read() -> [Teaser] {
    let found = feed.entries.compactMap(teaser)
    var ledes: [String: Int] = [:]
    for case let lede? in found.map(\.lede) { ledes[lede, default: 0] += 1 }
    var seen: Set<Teaser> = []
    return found.compactMap { teaser in
      var teaser = teaser
      if teaser.headline != nil, let lede = teaser.lede,
        ledes[lede, default: 0] >= FeedTeasers.fewest
      {
        teaser.lede = nil
      }
      return seen.insert(teaser).inserted ? teaser : nil
    }
  }

  /// Nil where there is nothing to follow or nothing to read.
  private func teaser(_ entry: FeedEntry) -> Teaser? {
    let own = entry.bases.count > feed.bases.count
    let base = own ? FeedTeasers.base(base, Array(entry.bases[feed.bases.count...])) : entryBase
    guard let link = entry.link.flatMap({ base.resolving($0.reference) }) else { return nil }
    let headline = entry.title?.read().line ?? ""
    let summary = entry.summary?.read() ?? FeedText.Reading()
    let story =
      summary.paragraphs.isEmpty || summary.image == nil && entry.image == nil
      ? entry.content?.read() ?? FeedText.Reading() : FeedText.Reading()
    let lede =
      FeedTeasers.lede(of: summary.paragraphs, headline)
      ?? (summary.paragraphs.isEmpty ? FeedTeasers.lede(of: story.paragraphs, headline) : nil)
    guard !headline.isEmpty || lede != nil else { return nil }
    return Teaser(
      link: link, lede: lede, headline: headline.isEmpty ? nil : headline,
      date: date(of: entry),
      image: (entry.image?.reference ?? summary.image ?? story.image)
        .flatMap { base.resolving($0)?.string })
  }

  private func date(of entry: FeedEntry) -> PageDate? {
    guard var date = entry.date.flatMap({ dates.parseMachineReadable($0.text) }) else { return nil }
    date.origin = .feed
    return date
  }

  /// The first paragraph that says something, but the headline again.
  private static func lede(of paragraphs: [String], _ headline: String) -> String? {
    let least = headline.isEmpty ? 1 : leastLede
    let text = paragraphs.first { $0.count >= least && $0 != headline }
    guard let text else { return nil }
    guard text.count > longestLede else { return text }
    let cut = text.prefix(longestLede)
    // At the end of a word, where there are words.
    guard let space = cut.lastIndex(of: " "), cut.distance(from: space, to: cut.endIndex) < 40
    else { return String(cut) }
    return String(cut[..<space])
  }
}
