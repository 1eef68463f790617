import Basics
import Foundation
import News
import TestSupport
import Testing
import WebURL

@testable import Spool

/// Tests that no text of a record hides or reorders text, whatever page or error message it is from.
@Suite struct RecordedTextTests {
  private static let odd = "a\u{1b}[31m\u{9b}\u{202e}\u{2066}\u{e0041}\u{fff9}b"

  private func texts(of json: JSON) -> [String] {
    switch json {
    case .string(let text): [text]
    case .array(let elements): elements.flatMap(texts)
    case .object(let members): members.flatMap { texts(of: $0.value) }
    default: []
    }
  }

  private func expectHarmless(_ document: EntryDocument, count: Int) {
    let found = texts(of: document.json).filter { $0.contains("[31m") }
    #expect(found.count >= count)
    for text in found {
      #expect(text.unicodeScalars.allSatisfy { !$0.isControlForDisplay }, "\(text)")
    }
  }

  @Test func `An entry's record has no control characters in any member`() {
    let odd = RecordedTextTests.odd
    let link = WebURL("http://gazette.example/a/1")
    var article = Article.make(headline: odd, authors: [odd], lede: odd, text: odd, html: odd)
    (article.dateline, article.imageCaption, article.section) = (odd, odd, odd)
    (article.language, article.image, article.tags) = (odd, odd, [odd])
    article.extraction = .init(verdict: .doubtful, reason: odd)
    let teaser = Teaser(link: link, lede: odd, headline: odd)
    expectHarmless(EntryRecord.make(teaser: teaser, article: article).document, count: 14)
  }

  @Test func `An event's record has no control characters in any member`() {
    let odd = RecordedTextTests.odd
    for facts: EventRecord.Facts in [
      .availability(reason: odd), .redesign(place: odd, previous: odd),
    ] {
      let record = EventRecord(
        event: .withdrawn, id: "a1", source: .gazette, url: WebURL("http://gazette.example/a/1"),
        title: odd, text: odd, at: 0, facts: facts)
      expectHarmless(record.document, count: 3)
    }
  }

  @Test func `What languages need stays in a record`() throws {
    let text = "می\u{200C}خواهیم \u{200F}א\u{2067}ב\u{2069} 👩\u{200D}🚀\nزبان\u{61C}\tx"
    let document = EntryRecord.make(article: Article.make(headline: "H", text: text)).document
    #expect(try EntryDocument(decoding: document.bytes).contentText == text)
  }

  @Test func `Markdown has balanced isolates and no other control characters`() {
    let html =
      "<p>\u{2067}א\u{2069} می\u{200C}خ \u{200F}</p><p>a\u{2066}\u{202e}\u{e0041}b</p>"
      + "<pre>c\u{fff9}\u{202e}d</pre>"
    let article = Article.make(headline: RecordedTextTests.odd, text: "t", html: html)
    let markdown = EntryRecord.make(article: article).markdownText
    #expect(markdown.contains("\u{2067}א\u{2069} می\u{200C}خ \u{200F}"))
    #expect(markdown.contains("\nab\n"))
    let found = markdown.unicodeScalars.filter { $0.isControlForDisplay && $0 != "\n" }
    #expect(found.map(\.value) == [0x2067, 0x2069])
  }
}
