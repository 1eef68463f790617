import WebURL

/// The properties of a page's address that tell a listing from an article.
struct AddressFeatures {
  /// Hyphens and underscores, digits, and bytes of the last segment.
  private(set) var hyphens = 0
  private(set) var digits = 0
  private(set) var length = 0
  /// The number of segments of the path.
  private(set) var segments = 0
  /// Whether the path contains a year and a month, as addresses of articles do.
  private(set) var hasDate = false
  /// Whether the address is that of the whole site.
  private(set) var isFront = false
  /// Whether the path ends with a slash.
  private(set) var isDirectory = false
  /// Whether a segment names a page of results, of a topic, or of news.
  private(set) var namesListing = false
  /// Whether a segment is the number of a page.
  private(set) var hasPageNumber = false
  /// The path without its extension and its last slash, which the addresses of articles continue.
  private(set) var directory = ""

  init(_ address: WebURL) {
    // The address of a file is unknown (RFC 2606, section 2).
    guard !address.host.hasSuffix(".invalid") else { return }
    let path = address.path
    let parts = path.split(separator: "/")
    segments = parts.count
    isDirectory = path.hasSuffix("/")
    isFront = parts.isEmpty
    if let last = parts.last {
      hyphens = last.utf8.count { $0 == 0x2D || $0 == 0x5F }
      digits = last.utf8.count { (0x30...0x39).contains($0) }
      length = last.utf8.count
    }
    for (index, part) in parts.enumerated() {
      read(part, after: index > 0 ? parts[index - 1] : nil, isLast: index + 1 == parts.count)
    }
    directory = AddressFeatures.directory(of: path)
  }

  private mutating func read(_ part: Substring, after previous: Substring?, isLast: Bool) {
    let name = part.lowercased().prefix { $0 != "." && $0 != ";" }
    if AddressFeatures.leadingNames.contains(String(name))
      || isLast && AddressFeatures.finalNames.contains(String(name))
    {
      namesListing = true
    }
    guard let previous, part.utf8.count <= 3, let number = Int(part) else { return }
    if previous.lowercased() == "page" { hasPageNumber = true }
    if (1...12).contains(number), let year = Int(previous), (1990...2100).contains(year) {
      hasDate = true
    }
  }

  private static func directory(of path: String) -> String {
    var path = path[...]
    if let dot = path.lastIndex(of: "."), path[dot...].utf8.count <= 6, !path[dot...].contains("/")
    {
      path = path[..<dot]
    }
    if path.hasSuffix("/") { path.removeLast() }
    return String(path)
  }

  /// Names that are followed by a topic, a name, or a number.
  private static let leadingNames: Set<String> = [
    "archive", "archives", "author", "category", "page", "search", "tag", "tags", "topic", "topics",
  ]

  /// Names of listings.
  private static let finalNames: Set<String> = [
    "actualites", "agendas", "aktuelles", "announcements", "articles", "berita", "blog",
    "bulletins",
    "calendar", "decisions", "default", "events", "home", "index", "latest", "list", "media",
    "meetings", "minutes", "nachrichten", "news", "newsroom", "notices", "noticias", "novosti",
    "opinions", "posts", "press", "press-releases", "publications", "releases", "reports",
    "results",
    "stories", "updates",
  ]
}
