import HTML
import WebURL

/// The sections of a site that a front page links: addresses below which several of its teasers lie.
package struct SectionLinks: Sendable {
  package struct Section: Hashable, Sendable {
    /// The text of the link.
    package let name: String
    package let url: WebURL
    /// The number of teasers whose addresses begin with that of the section.
    package let teaserCount: Int
  }

  /// The sections with the most teasers, at most eight.
  package let sections: [Section]

  private static let (maximumSections, maximumLinks, maximumName) = (8, 5_000, 40)
  /// The number of names in the path of a section: `/news/politics`.
  private static let maximumDepth = 2

  package init(_ page: Page, teasers: [Teaser], context: ReadingContext) {
    let document = Document(page, context: context)
    let base = Listing.base(of: document, address: page.address)
    var counts: [String: Int] = [:]
    for teaser in teasers where teaser.link.host == page.address.host {
      for path in SectionLinks.directories(of: teaser.link.path) { counts[path, default: 0] += 1 }
    }
    var found: [String: Section] = [:]
    for element in document.select(SectionLinks.link).prefix(SectionLinks.maximumLinks) {
      guard let url = element[.href].flatMap({ base.resolving($0) }),
        url.host == page.address.host, url.query == nil
      else { continue }
      let path = String(url.path.reversed().drop { $0 == "/" }.reversed())
      let name = element.textContent.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      guard let count = counts[path], count > 1, !name.isEmpty, found[path] == nil,
        name.count <= SectionLinks.maximumName
      else { continue }
      found[path] = Section(name: name, url: url, teaserCount: count)
    }
    let ranked = found.values.sorted {
      ($1.teaserCount, $0.url.string) < ($0.teaserCount, $1.url.string)
    }
    sections = Array(ranked.prefix(SectionLinks.maximumSections))
  }

  private static let link = try! Selector("a[href]")

  /// Returns `/news` and `/news/sport` for `/news/sport/final.html`.
  private static func directories(of path: String) -> [String] {
    let names = path.split(separator: "/").dropLast().prefix(maximumDepth)
    return names.indices.map { "/" + names[...$0].joined(separator: "/") }
  }
}
