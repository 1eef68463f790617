import Dates
import News
import Settings
import TestSupport
import Testing
import WebURL

@testable import ledewatch

@Suite struct SourceProposalTests {
  private let zones = CountryZones(table: "KP\t+3901+12545\tAsia/Pyongyang\n")

  private func proposal(_ page: Page, language: String? = "en") -> SourceProposal {
    var article = Article(metadata: .init(headline: "The harbour opens"))
    article.language = language
    return SourceProposal(
      SourceInspection(page, context: AddPage.context), article: article, name: "gazette",
      zones: zones, now: AddPage.now)
  }

  @Test func `Interval, language and zone are proposed with reasons`() throws {
    let proposal = proposal(AddPage.listing("https://gazette.kp/news"))
    let entry = proposal.entry(added: "2026-03-20")
    #expect(
      entry.lines(indentation: 0) == [
        "# Added on 2026-03-20.",
        "# interval: 9 teasers in 9 days, one about every 24 hours.",
        "# language: the language of its first article.",
        "# timezone: the zone of .kp.",
        "- name: gazette",
        "  url: https://gazette.kp/news",
        "  interval: 4h",
        "  language: en",
        "  timezone: Asia/Pyongyang",
      ])
  }

  @Test func `What is not known is not set, and said`() {
    let page = AddPage.listing()
    let proposal = proposal(page, language: nil)
    #expect(proposal.settings.map(\.key) == ["interval"])
    #expect(proposal.remarks == ["timezone: not known; dates without a zone are read as UTC"])
  }

  @Test func `A language that the configuration would refuse is not proposed`() {
    #expect(
      !proposal(AddPage.listing(), language: "english!").settings.map(\.key).contains("language"))
  }

  @Test func `The list that was chosen becomes a setting`() {
    var inspection = SourceInspection(AddPage.listing(), context: AddPage.context)
    let isChosen = inspection.choose(selector: "li.box")
    #expect(isChosen)
    let proposal = SourceProposal(
      inspection, article: nil, name: "gazette", zones: zones, now: AddPage.now)
    #expect(proposal.settings.last?.value == .mapping([.init("item", "li.box")]))
  }
}
