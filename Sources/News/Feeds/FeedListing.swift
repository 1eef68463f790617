import Dates
import HTML
import WebURL

/// Feeds as listings.
extension Listing {
  /// Whether bytes are a feed by their beginning: RSS, Atom, JSON Feed or a sitemap, also in a gzip
  /// file.
  package static func isFeed(_ bytes: [UInt8]) -> Bool {
    FeedFormat(FeedFile.content(of: bytes)) != nil
  }

  /// Creates the listing of a feed. The content decides whether a page is a feed, not its name or
  /// Content-Type. Returns nil if the page is no feed.
  init?(feed page: Page, context: ReadingContext) {
    var page = page
    page.bytes = FeedFile.content(of: page.bytes)
    guard let format = FeedFormat(page.bytes) else { return nil }
    page.bytes.removeFirst(FeedFile.lengthOfNoise(before: format, in: page.bytes))
    let sniffed = page.encoding(language: context.language)
    let text = sniffed.encoding.decode(page.bytes).utf8
    let found =
      switch format {
      case .xml: FeedParser.parse(text)
      case .json: Feed.json(text)
      }
    guard let found else {
      // Other XML may be an XHTML page; other JSON is no page.
      guard format == .json else { return nil }
      self.init(emptyReason: "JSON, but not a JSON Feed")
      return
    }
    self.init(found, address: page.address, context: context)
    charset = PageCharset(sniffed)
  }

  private init(_ feed: Feed, address: WebURL, context: ReadingContext) {
    self.init()
    let builder = FeedTeaserBuilder(feed, address: address, context: context)
    teasers = builder.teasers()
    ignoredLinks = Listing.ignoredLinks(builder.ignoredLinkCount, WebURL.maximumLength)
    nextPage = (feed.next ?? feed.archive).flatMap(builder.base.resolving)
    if nextPage == address { nextPage = nil }
    if context.teaserRules?.isEmpty == false {
      ruleErrors = [
        "teasers: rules do not apply to a feed (\(feed.kind.rawValue))"
      ]
    }
    guard teasers.isEmpty else { return }
    feeds = feed.parts.compactMap(builder.base.resolving)
    emptyReason =
      if !feed.parts.isEmpty {
        "a sitemap index; watch one of its sitemaps instead"
      } else if feed.entryCount == 0 {
        "the feed has no entries (\(feed.kind.rawValue))"
      } else if feed.kind == .sitemap {
        "a sitemap without news titles"
      } else {
        "no feed entry has both a link and a text (\(feed.kind.rawValue))"
      }
  }
}

/// A converter from feed entries to teasers.
struct FeedTeaserBuilder {
  let feed: Feed
  let context: ReadingContext
  /// The base address of the feed's references.
  let base: WebURL
  private let entryBase: WebURL
  private let dates: DateParser

  /// The maximum length of a lede, in characters, because a feed may contain whole articles.
  private static let maximumLede = 500
  private static let minimumLede = 25
  /// A text shared by this many entries describes none of them.
  private static let minimumRepetitions = 3

  init(_ feed: Feed, address: WebURL, context: ReadingContext) {
    self.feed = feed
    base = FeedTeaserBuilder.base(address, feed.bases)
    // RSS references resolve against the site's page, because feeds are often served from another
    // host.
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

  /// The number of entries whose address is too long for a URL.
  var ignoredLinkCount: Int {
    feed.entries.count { ($0.link?.reference.utf8.count ?? 0) > WebURL.maximumLength }
  }

  func teasers() -> [Teaser] {
    let found = feed.entries.compactMap(teaser)
    var ledes: [String: Int] = [:]
    for case let lede? in found.map(\.lede) { ledes[lede, default: 0] += 1 }
    var seen: Set<Teaser> = []
    return found.compactMap { teaser in
      var teaser = teaser
      if teaser.headline != nil, let lede = teaser.lede,
        ledes[lede, default: 0] >= FeedTeaserBuilder.minimumRepetitions
      {
        teaser.lede = nil
      }
      return seen.insert(teaser).inserted ? teaser : nil
    }
  }

  /// Returns the teaser of an entry; nil without an address or without text.
  private func teaser(_ entry: FeedEntry) -> Teaser? {
    let own = entry.bases.count > feed.bases.count
    let base =
      own ? FeedTeaserBuilder.base(base, Array(entry.bases[feed.bases.count...])) : entryBase
    guard let link = entry.link.flatMap({ base.resolving($0.reference) }) else { return nil }
    let headline = entry.title?.content().line ?? ""
    let summary = entry.summary?.content() ?? FeedText.Content()
    let content =
      summary.paragraphs.isEmpty || summary.image == nil && entry.image == nil
      ? entry.content?.content() ?? FeedText.Content() : FeedText.Content()
    let lede =
      FeedTeaserBuilder.lede(of: summary.paragraphs, headline)
      ?? (summary.paragraphs.isEmpty
        ? FeedTeaserBuilder.lede(of: content.paragraphs, headline) : nil)
    guard !headline.isEmpty || lede != nil else { return nil }
    return Teaser(
      link: link, lede: lede, headline: headline.isEmpty ? nil : headline,
      date: date(of: entry),
      image: (entry.image?.reference ?? summary.image ?? content.image)
        .flatMap { base.resolving($0)?.string })
  }

  private func date(of entry: FeedEntry) -> PageDate? {
    guard var date = entry.date.flatMap({ dates.parseMachineReadable($0.text) }) else { return nil }
    date.origin = .feed
    return date
  }

  /// Returns the first paragraph with text that does not repeat the headline.
  private static func lede(of paragraphs: [String], _ headline: String) -> String? {
    let minimum = headline.isEmpty ? 1 : minimumLede
    let text = paragraphs.first { $0.count >= minimum && $0 != headline }
    guard let text else { return nil }
    guard text.count > maximumLede else { return text }
    let cut = text.prefix(maximumLede)
    // Cuts at the end of a word, in scripts with spaces.
    guard let space = cut.lastIndex(of: " "), cut.distance(from: space, to: cut.endIndex) < 40
    else { return String(cut) }
    return String(cut[..<space])
  }
}
