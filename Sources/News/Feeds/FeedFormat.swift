import HTML

/// The format of a feed, detected from its first bytes.
enum FeedFormat {
  case xml, json

  /// The number of bytes that are examined.
  static let beginning = 64 << 10

  /// Detects the format; nil if the bytes do not begin like a feed. HTML pages are rejected
  /// quickly.
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
      let start = bytes[first...].prefix(FeedFormat.beginning)
      if FeedFormat.isPlainPage(start) { return nil }
      let isFeed = FeedFormat.isFeed(isWide ? start.filter { $0 != 0 } : Array(start))
      guard isFeed || FeedFile.declaration(in: bytes) != nil else { return nil }
      self = .xml
    default:
      guard FeedFile.declaration(in: bytes) != nil else { return nil }
      self = .xml
    }
  }

  /// Whether the text begins with `<!doctype html` or `<html`, as most pages do.
  private static func isPlainPage(_ start: ArraySlice<UInt8>) -> Bool {
    ["<!doctype html", "<html"].contains { word in
      start.prefix(word.utf8.count).elementsEqual(word.utf8) { $0 | 0x20 == $1 | 0x20 }
    }
  }

  /// Whether the first start tag is the root element of a feed.
  static func isFeed(_ text: [UInt8]) -> Bool {
    var xml = XMLReader(text)
    while let event = xml.next() {
      switch event {
      case .start(let root):
        return ["rss", "rdf", "feed", "urlset", "sitemapindex"].contains(root.name)
      case .text(let bytes):
        // Only white space, and sometimes a stray character, precedes the root element.
        if bytes.count(where: { $0 > 0x20 }) > 8 { return false }
      case .end: return false
      }
    }
    return false
  }
}
