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
}
