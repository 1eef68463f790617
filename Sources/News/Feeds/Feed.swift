import HTML

/// A parsed feed of any kind, as written.
struct Feed {
  enum Kind: String {
    case rss = "RSS"
    case atom = "Atom"
    case json = "JSON Feed"
    case sitemap = "news sitemap"
  }

  var kind: Kind
  var language: String?
  /// The address of the page the feed belongs to, as written.
  var home: String?
  /// The next page of the feed: `next` of RFC 5005 for paged feeds, or `next_url` of JSON Feed.
  var next: String?
  /// The previous archive document: `prev-archive` of RFC 5005.
  var archive: String?
  /// The base addresses of the feed's relative references (`xml:base`), outermost first.
  var bases: [String] = []
  var entries: [FeedEntry] = []
  /// The number of entries, including those without an address.
  var entryCount = 0
  /// Further sitemaps named by a sitemap index.
  var parts: [String] = []

  /// The maximum number of entries that are parsed.
  static let maximumEntries = 2_000
}

/// An entry of a feed, as written.
struct FeedEntry {
  /// The best reference so far, as written, and its rank.
  private(set) var link: (reference: String, rank: Int)?
  var bases: [String] = []
  var title: FeedText?
  var summary: FeedText?
  /// The whole article, if the feed contains it; used only without a summary.
  var content: FeedText?
  private(set) var date: (text: String, rank: Int)?
  private(set) var image: (reference: String, rank: Int)?

  /// Sets the link unless the current one has the same or a higher rank. Dates and images work
  /// likewise.
  mutating func offer(link reference: String?, rank: Int) {
    guard let reference = reference?.trimmedWhole, !reference.isEmpty, rank > link?.rank ?? -1
    else { return }
    link = (reference, rank)
  }

  mutating func offer(date text: String?, rank: Int) {
    guard let text = text?.trimmedWhole, !text.isEmpty, rank > date?.rank ?? -1,
      !FeedEntry.isMissingDate(text)
    else { return }
    date = (text, rank)
  }

  /// Returns whether a date is that of a program without a date: the first day of Unix time, or of
  /// the calendar.
  private static func isMissingDate(_ text: String) -> Bool {
    ["1970-01-01", "1969-12-31", "0001-01-01", "0000-00-00"].contains { text.hasPrefix($0) }
      || ["1 Jan 1970", "31 Dec 1969", "1 Jan 0001"].contains { text.contains($0) }
  }

  mutating func offer(image reference: String?, rank: Int) {
    guard let reference = reference?.trimmedWhole, !reference.isEmpty, rank > image?.rank ?? -1
    else { return }
    image = (reference, rank)
  }
}

extension String {
  /// The text without white space at its ends.
  var trimmedWhole: String {
    let utf8 = self.utf8
    guard let first = utf8.firstIndex(where: { $0 > 0x20 }),
      let last = utf8.lastIndex(where: { $0 > 0x20 })
    else { return "" }
    return String(self[first...last])
  }
}
