import Basics
import Dates
import Foundation
import News
import TestSupport
import Testing
import WebURL

@testable import Spool

extension EntryRecord {
  /// Returns a record of a gazette's article with defaults.
  static func make(
    teaser: Teaser? = nil, article: Article?, unreadable: String = ""
  ) -> EntryRecord {
    let cut = Teaser(
      link: WebURL("http://gazette.example/a/1"), lede: "The ferry was late again on Monday, for",
      date: PageDate(day: Day(year: 2026, month: 3, day: 14)!))
    return EntryRecord(
      id: "a1b2", source: .gazette, teaser: teaser ?? cut, article: article,
      unreadable: unreadable, firstSeen: 1_773_483_300, fetchedAt: 1_773_483_301)
  }

  /// The record as a dictionary.
  func object() throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(document.bytes)) as? [String: Any])
  }

  /// The text of `article.md`.
  var markdownText: String { String(decoding: document.markdown(), as: UTF8.self) }
}

extension EntrySource {
  static let gazette = EntrySource(
    name: "gazette", listing: WebURL("http://gazette.example/news"),
    timeZone: TimeZone(identifier: "Asia/Seoul")!, language: nil)
}

extension Article {
  static func make(
    headline: String? = nil, authors: [String] = [], lede: String? = nil, text: String = "",
    html: String = ""
  ) -> Article {
    Article(
      metadata: .init(headline: headline, authors: authors),
      body: .init(lede: lede, text: text, html: html))
  }

  static let ferry: Article = {
    var article = make(
      headline: "Ferry late", authors: ["A. Writer"],
      lede: "The ferry was late again on Monday, for the third time.",
      text: "The ferry was late again on Monday, for the third time.\nNobody was surprised.",
      html: "<p>The ferry was late again on Monday, for the third time.</p><p>Nobody …</p>")
    article.dateline = "HARBOUR, March 14"
    article.published = PageDate(
      day: Day(year: 2026, month: 3, day: 14)!, secondOfDay: 36_000, utcOffset: -5400,
      precision: .minute, origin: .jsonLD)
    article.language = "en"
    article.tags = ["ferry"]
    article.canonical = WebURL("http://gazette.example/canonical")
    return article
  }()
}

/// A text that tries to become a control sequence, markup, front matter or an escape.
let hostile = "\u{0}\u{1b}[2J\"\\</script>\u{2028}\u{202e}\u{feff}😀\n---\n# no: 'yaml'"

/// The hostile text as records have it.
let harmless = "  [2J\"\\</script> \u{feff}😀\n---\n# no: 'yaml'"
