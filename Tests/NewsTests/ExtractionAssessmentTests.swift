import Testing
import WebURL

@testable import News

@Suite struct ExtractionAssessmentTests {
  private let english = """
    <h1>Ferry stays</h1><p>The harbour board of Lindmar voted on Friday to keep the old ferry running
    for a year, and the islanders are glad of it, for it is the only one that they have.</p>
    <p>A petition had asked for it, with more names than the town has people, and it was heard.</p>
    """

  private func verdict(teaser: String?, language: String? = nil) -> Extraction {
    var context = Example.context
    context.language = language
    let teaser = teaser.map {
      Teaser(link: WebURL("https://example.org/news/ferry"), lede: $0)
    }
    return Article(Example.page(english), context: context, teaser: teaser).extraction
  }

  @Test func `An article in another language than its teaser or its source is doubtful`() {
    let korean = verdict(teaser: "항만위원회는 금요일 낡은 여객선을 일 년 더 운항하기로 결정했다")
    #expect(
      korean
        == Extraction(
          verdict: .doubtful,
          reason: "the language differs from the teaser's (latin, not korean)"))
    #expect(
      verdict(
        teaser:
          "Der Rat hat am Freitag beschlossen, die alte Fähre für ein Jahr zu behalten, und ist froh."
      ).reason == "the language differs from the teaser's (en, not de)")
    #expect(
      verdict(teaser: nil, language: "ko").reason
        == "the language differs from the source's (latin, not korean)")
    #expect(verdict(teaser: nil, language: "en-GB") == Extraction(verdict: .good))
    #expect(
      verdict(teaser: "The board has voted to keep the ferry for another year, to the joy of all.")
        == Extraction(verdict: .good))
  }

  private func json(_ members: String) -> String {
    """
    <script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry stays for a year",
    \(members)}</script>
    """
  }

  @Test func `A stub before a paywall is doubtful`() {
    let stub = Example.article(head: json(#""isAccessibleForFree": "False""#)).extraction
    #expect(stub == Extraction(verdict: .doubtful, reason: "the text may end at a paywall"))
    for words in ["Continue reading with a subscription", "Artikel freischalten", "有料会員限定の記事です"] {
      let after = "<div class=box><h3>\(words)</h3><p>One crown a month.</p></div>"
      #expect(Example.article(after: after).extraction.reason == "the text may end at a paywall")
    }
    #expect(
      Example.article(head: json(#""isAccessibleForFree": true"#)).extraction.verdict == .good)
  }

  @Test func `A text much shorter than the page or the teaser says is doubtful`() {
    #expect(
      Example.article(head: json(#""wordCount": "1280""#)).extraction.reason
        == "the text has 53 of the 1280 words that the page states")
    let copy = String(repeating: "The ferry stays, and the town is glad of it. ", count: 40)
    #expect(
      Example.article(head: json("\"articleBody\": \"\(copy)\"")).extraction.reason
        == "the text is much shorter than the page's own copy of it")
    #expect(
      verdict(teaser: String(repeating: "The board of Lindmar kept the ferry. ", count: 20)).reason
        == "the text is shorter than its teaser")
  }

  @Test(arguments: [
    ("Terror warning lifted", true), ("500 jobs at the yard", true),
    ("Privacy law for the whole of the north passes", true),
    ("Error", false), ("Gazette | 404", false), ("HTTP Error 503", false), ("Access denied", false),
  ])
  func `Words of error pages count only as words of short titles`(title: String, isArticle: Bool) {
    let article = Example.article(
      html: "<title>\(title)</title><h1>\(title)</h1><p>\(Example.paragraphs[0])</p>")
    #expect((article.extraction.verdict != .failed) == isArticle)
  }
}
