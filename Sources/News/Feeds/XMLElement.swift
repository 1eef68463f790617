/// A start tag.
struct XMLElement {
  var space: XMLNamespace
  /// The name without prefix, in lower case.
  var name: String
  /// Attributes by name as written.
  var attributes: [(name: String, value: String)]

  /// Returns the value of an attribute by its name as written, including the prefix.
  subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }
}

/// The XML vocabularies of feeds.
enum XMLNamespace {
  /// RSS, which uses no namespace or one of its own.
  case rss
  case atom, dublinCore, content, media, iTunes, feedBurner, sitemap, newsSitemap, imageSitemap
  case rdf, html
  case other

  init(_ name: String) {
    self = XMLNamespace.names[XMLNamespace.trimmed(name)] ?? (name.isEmpty ? .rss : .other)
  }

  init(prefix: String) { self = XMLNamespace.prefixes[prefix.lowercased()] ?? .other }

  /// Removes the scheme and trailing slashes, which vary.
  private static func trimmed(_ name: String) -> String {
    var name = name.lowercased()[...]
    for scheme in ["https://", "http://"] where name.hasPrefix(scheme) {
      name = name.dropFirst(scheme.count)
    }
    while name.hasSuffix("/") || name.hasSuffix("#") { name = name.dropLast() }
    return String(name)
  }

  private static let names: [String: XMLNamespace] = [
    "my.netscape.com/rdf/simple/0.9": .rss,
    "purl.org/rss/1.0": .rss,
    "backend.userland.com/rss2": .rss,
    "blogs.law.harvard.edu/tech/rss": .rss,
    "www.w3.org/2005/atom": .atom,
    "purl.org/atom/ns": .atom,
    "purl.org/dc/elements/1.1": .dublinCore,
    "purl.org/dc/terms": .dublinCore,
    "purl.org/rss/1.0/modules/content": .content,
    "search.yahoo.com/mrss": .media,
    "www.itunes.com/dtds/podcast-1.0.dtd": .iTunes,
    "rssnamespace.org/feedburner/ext/1.0": .feedBurner,
    "www.sitemaps.org/schemas/sitemap/0.9": .sitemap,
    "www.google.com/schemas/sitemap/0.84": .sitemap,
    "www.google.com/schemas/sitemap-news/0.9": .newsSitemap,
    "www.google.com/schemas/sitemap-image/1.1": .imageSitemap,
    "www.w3.org/1999/02/22-rdf-syntax-ns": .rdf,
    "www.w3.org/1999/xhtml": .html,
  ]

  private static let prefixes: [String: XMLNamespace] = [
    "": .rss, "atom": .atom, "atom10": .atom, "a10": .atom, "dc": .dublinCore,
    "dcterms": .dublinCore, "content": .content, "media": .media, "itunes": .iTunes,
    "feedburner": .feedBurner, "news": .newsSitemap, "image": .imageSitemap, "rdf": .rdf,
    "xhtml": .html,
  ]
}
