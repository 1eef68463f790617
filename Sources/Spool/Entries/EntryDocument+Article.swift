import Dates
import News
import WebURL

import struct Foundation.TimeZone

extension EntryDocument {
  /// Creates the document of an article that is in no spool, or the common part of one that is.
  /// - Parameters:
  ///   - url: the address at which the article was found.
  ///   - timeZone: the zone of dates that have none of their own.
  package init(id: String, url: WebURL?, article: Article, timeZone: TimeZone) {
    self.init(id: id)
    self.url = url?.string
    externalURL = article.canonical.flatMap { $0 == url ? nil : $0.string }
    title = article.headline
    summary = article.lede
    datePublished = article.published.map { RFC3339.string(from: $0, in: timeZone) }
    dateModified = article.modified.map { RFC3339.string(from: $0, in: timeZone) }
    authors = article.authors.nonEmpty?.map(Author.init)
    language = article.language
    image = article.image
    tags = article.tags.nonEmpty
    contentText = article.text
    contentHTML = article.html
    details = EntryDetails(article)
  }
}

extension EntryDetails {
  fileprivate init(_ article: Article) {
    self.init()
    datePrecision = article.published?.precision.rawValue
    dateFrom = article.published?.origin.recordName
    headline = article.headline
    section = article.section
    imageCaption = article.imageCaption
    pages = article.pages.count > 1 ? article.pages.map(\.string) : nil
    nextPage = article.nextPage?.string
    dateline = article.dateline
    extraction = ExtractionOutcome(article.extraction.verdict)
    extractionReason = article.extraction.reason.isEmpty ? nil : article.extraction.reason
  }
}

extension ExtractionOutcome {
  init(_ verdict: Extraction.Verdict) {
    self =
      switch verdict {
      case .good: .good
      case .doubtful: .doubtful
      case .failed: .failed
      }
  }
}

extension PageDate.Origin {
  /// The value of `_ledewatch.date_from`.
  var recordName: String {
    switch self {
    case .timeElement: "time_element"
    case .jsonLD: "json_ld"
    case .url: "url"
    case .text, .attribute, .meta, .microdata, .teaser, .feed: rawValue
    }
  }
}

extension EntryTeaser {
  package init(_ teaser: Teaser) {
    self.init(
      link: teaser.link.string, date: teaser.date.map(RFC3339.partialString),
      dateRelative: teaser.date?.isRelative == true ? true : nil, lede: teaser.lede,
      headline: teaser.headline, image: teaser.image)
  }
}

extension Array {
  /// The array, or nil where it is empty: a record leaves out what is not known.
  fileprivate var nonEmpty: [Element]? { isEmpty ? nil : self }
}
