import Basics
import Dates
import News
import WebURL

/// One revision of one article, ready to be written to the spool.
package struct EntryRecord: Sendable {
  package var event: EventKind
  /// The id of the article in all its revisions: letters, digits, `-` and `_`.
  package var id: String
  /// The number of the revision, from 1.
  package var revision: Int
  package var source: EntrySource
  package var teaser: Teaser
  /// The article; nil if it could not be fetched and the entry is made from its teaser.
  package var article: Article?
  /// The reason why there is no article, as a phrase for people.
  package var unreadable: String
  /// The address at which the article was found, after redirects.
  package var address: WebURL
  /// Seconds since 1970.
  package var firstSeen: Int64
  /// Seconds since 1970; nil if nothing was fetched.
  package var fetchedAt: Int64?
  /// The first address without TLS to which a redirect led from https; nil if there was none.
  package var insecureRedirect: WebURL?
  /// Whether the article was listed when the source was new, so that no hook is called.
  package var isBacklog = false
  /// The differences from the previous revision; nil for the first.
  package var changes: ArticleChanges?
  /// The images of the article that the entry contains.
  package var media: [EntryMedium] = []

  package init(
    event: EventKind = .new, id: String, revision: Int = 1, source: EntrySource, teaser: Teaser,
    article: Article?, unreadable: String = "", address: WebURL? = nil, firstSeen: Int64,
    fetchedAt: Int64?
  ) {
    self.event = event
    self.id = id
    self.revision = revision
    self.source = source
    self.teaser = teaser
    self.article = article
    self.unreadable = unreadable
    self.address = address ?? teaser.link
    self.firstSeen = firstSeen
    self.fetchedAt = fetchedAt
  }

  /// The name of the entry.
  package var entryName: String { entryName(revision: revision) }

  /// The name of the previous revision's entry; nil for the first revision.
  var previous: String? { revision > 1 ? entryName(revision: revision - 1) : nil }

  private func entryName(revision: Int) -> String {
    EntryName.string(firstSeen: firstSeen, source: source.name, id: id, revision: revision)
  }
}

// MARK: - The parts of every format

extension EntryRecord {
  /// The headline of the article, or else of the teaser.
  var headline: String? { article?.headline.nonEmpty ?? teaser.headline.nonEmpty }

  /// The headline, or else the beginning of the lede.
  var title: String { headline ?? Excerpt.of(lede ?? teaser.text, characters: 120) }

  /// The lede of the article if it continues the teaser's; or else the paragraph of the article that
  /// does; or else the teaser's, because a page may declare anything as its lede.
  var lede: String? {
    guard let listed = teaser.lede.nonEmpty else { return article?.lede.nonEmpty }
    let head = Excerpt.Head(of: listed)
    if let lede = article?.lede, head.isPrefix(of: lede) { return lede }
    let paragraphs = article?.text.split(whereSeparator: \.isNewline) ?? []
    return paragraphs.prefix(10).first(where: head.isPrefix).map(String.init) ?? listed
  }

  /// The text of the article, or else of its teaser.
  var text: String {
    guard let text = article?.text, !text.isEmpty else { return teaser.text }
    return text
  }

  var html: String {
    guard let html = article?.html, !html.isEmpty else { return "<p>\(text.escapedForHTML)</p>" }
    return html
  }

  /// The address of the lead image.
  var image: String? { article?.image ?? teaser.image }

  var published: PageDate? { article?.published ?? teaser.date }

  /// The value of `_ledewatch.date_from`.
  var publishedFrom: String? {
    article?.published?.origin.recordName ?? teaser.date.map { _ in "teaser" }
  }
}

extension String {
  /// The text with character references for the characters that end text or a quoted attribute in HTML.
  package var escapedForHTML: String {
    var out = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
