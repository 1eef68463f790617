import HTML

/// A feed as it is written, whatever its kind; what it tells of each entry is not yet chosen from.
struct Feed {
  enum Kind: String {
    case rss = "RSS"
    case atom = "Atom"
    case json = "JSON Feed"
    case sitemap = "news sitemap"
  }

  var kind: Kind
  var language: String?
  /// The page the feed tells of, as written.
  var home: String?
  /// Where the feed goes on: RFC 5005's `next` (paged) and `prev-archive` (archived), or JSON Feed's
  /// `next_url`.
  var next: String?
  var archive: String?
  /// What relative references of the feed itself resolve against, outermost first (`xml:base`).
  var bases: [String] = []
  var entries: [FeedEntry] = []
  /// Entries that were met, those without an address too.
  var met = 0
  /// Further sitemaps an index names.
  var parts: [String] = []

  /// More entries are not read: no feed has them for people.
  static let maximumEntries = 2_000
}

/// What a feed tells of one entry.
struct FeedEntry {
  /// As written, each with how much it is the article's own.
  private(set) var link: (reference: String, rank: Int)?
  var bases: [String] = []
  var title: FeedText?
  var summary: FeedText?
  /// The whole article, where the feed has it. Only looked at for want of a summary.
  var content: FeedText?
  private(set) var date: (text: String, rank: Int)?
  private(set) var image: (reference: String, rank: Int)?

  /// Of two links, the one of higher rank; of equals the first. Likewise dates and images.
  mutating func offer(link reference: String?, rank: Int) {
    guard let reference = reference?.trimmedWhole, !reference.isEmpty, rank > link?.rank ?? -1
    else { return }
    link = (reference, rank)
  }

  mutating func offer(date text: String?, rank: Int) {
    guard let text = text?.trimmedWhole, !text.isEmpty, rank > date?.rank ?? -1 else { return }
    date = (text, rank)
  }

  mutating func offer(image reference: String?, rank: Int) {
    guard let reference = reference?.trimmedWhole, !reference.isEmpty, rank > image?.rank ?? -1
    else { return }
    image = (reference, rank)
  }
}

extension String {
  /// Without white space at its ends.
  var trimmedWhole: String {
    let utf8 = self.utf8
    guard let first = utf8.firstIndex(where: { $0 > 0x20 }),
      let last = utf8.lastIndex(where: { $0 > 0x20 })
    else { return "" }
    return String(self[first...last])
  }
}
