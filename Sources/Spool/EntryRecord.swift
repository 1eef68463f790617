import Basics
import Dates
import News
import Web
import WebURL

import struct Foundation.TimeZone

/// One revision of one article, ready to be handed over.
package struct EntryRecord: Sendable {
  package var event: EventKind
  /// Of the article; kept over its revisions. Letters, digits, `-` and `_`.
  package var id: String
  /// The first is 1.
  package var revision: Int
  package var source: EntrySource
  package var teaser: Teaser
  /// Nil when the article could not be read and is spooled from its teaser.
  package var article: Article?
  /// Why there is no article, in words for a person.
  package var unreadable: String
  /// Where the article was found, after redirects.
  package var address: WebURL
  /// Seconds since 1970.
  package var firstSeen: Int64
  /// Seconds since 1970; nil when nothing was fetched.
  package var fetchedAt: Int64?
  /// What differs from the revision before; nil for the first.
  package var changes: ArticleChanges?

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

  /// `20260314T101500Z-<source>-<id>-r<revision>`: the name of the entry, made before it is
  /// written.
  package var entryName: String {
    EntryRecord.entryName(firstSeen: firstSeen, source: source.name, id: id, revision: revision)
  }

  package static func entryName(firstSeen: Int64, source: String, id: String, revision: Int)
    -> String
  {
    "\(RFC3339.compactString(from: firstSeen))-\(source)-\(id)-r\(revision)"
  }

  /// The entry of the revision before.
  var previous: String? {
    guard revision > 1 else { return nil }
    return EntryRecord.entryName(
      firstSeen: firstSeen, source: source.name, id: id, revision: revision - 1)
  }
}

extension EntryRecord {
  /// The files of the entry.
  /// - Parameters:
  ///   - json: what `json()` made; the ledger keeps the same bytes for hooks.
  ///   - page: as received; nil where the article could not be had.
  package func files(json: [UInt8], formats: Set<EntryFormat>, page: [UInt8]?) -> [SpoolFile] {
    var files = [SpoolFile(name: "article.json", bytes: json)]
    if formats.contains(.markdown) {
      files.append(SpoolFile(name: "article.md", bytes: markdown()))
    }
    if let changes {
      let head = "--- \(previous ?? "")\n+++ \(entryName)\n"
      files.append(SpoolFile(name: "changes.diff", bytes: Array((head + changes.text).utf8)))
    }
    if formats.contains(.page), let page {
      files.append(SpoolFile(name: "page.html.gz", bytes: Gzip.compress(page)))
    }
    return files
  }
}

/// What the formats are made of.
extension EntryRecord {
  /// The headline of the article, else of the teaser.
  var headline: String? { article?.headline.nonEmpty ?? teaser.headline.nonEmpty }

  /// What a reader's list shows: the headline, else the beginning of the lede.
  var title: String { headline ?? Excerpt.of(lede ?? teaser.text, characters: 120) }

  /// The article's lede where it continues the teaser's; else the paragraph of the story that
  /// does; else the teaser's: what a page calls its lede may be anything.
  var lede: String? {
    guard let told = teaser.lede.nonEmpty else { return article?.lede.nonEmpty }
    let head = Excerpt.Head(of: told)
    if let read = article?.lede, head.begins(read) { return read }
    let paragraphs = article?.text.split(whereSeparator: \.isNewline) ?? []
    return paragraphs.prefix(10).first(where: head.begins).map(String.init) ?? told
  }

  /// The text of the story; of an article that could not be read, what its teaser said.
  var text: String {
    guard let text = article?.text, !text.isEmpty else { return teaser.text }
    return text
  }

  var html: String {
    guard let html = article?.html, !html.isEmpty else { return "<p>\(text.escapedForHTML)</p>" }
    return html
  }

  var published: PageDate? { article?.published ?? teaser.date }

  var publishedFrom: String? {
    article?.published.map(\.origin.rawValue) ?? teaser.date.map { _ in "teaser" }
  }
}

extension String {
  var escapedForHTML: String {
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
