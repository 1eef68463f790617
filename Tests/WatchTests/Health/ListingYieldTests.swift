import Basics
import Dates
import Ledger
import News
import Settings
import TestSupport
import Testing
import WebURL

@testable import Watch

@Suite struct ListingYieldTests {
  private let now: Timestamp = 1_773_480_000
  private static let day = Duration.seconds(86_400)

  private func teasers(_ count: Int, dated: Bool = true, lede: Bool = true) -> [Teaser] {
    (0..<count).map { number in
      var teaser = Teaser(link: WebURL("http://news.test/\(number)"), lede: nil)
      if dated { teaser.date = PageDate(day: Day(number: 20_526)) }
      if lede { teaser.lede = "The ferry number \(number) was late." }
      return teaser
    }
  }

  /// A yield that has learned from pages with 20 complete teasers.
  private func learned() -> ListingYield {
    var yield = ListingYield()
    for _ in 0..<10 { yield.record(teasers(20), now: now) }
    return yield
  }

  private func warning(
    _ yield: ListingYield, _ change: (inout ExpectationSettings) -> Void = { _ in }
  ) -> String? {
    var expectations = ExpectationSettings()
    change(&expectations)
    return yield.warning(expectations)
  }

  @Test func `Pages like the usual ones cause no concern`() {
    var yield = learned()
    for count in [20, 15, 10, 30, 8] { yield.record(teasers(count), now: now) }
    #expect(warning(yield) == nil && yield.deviations == 0)
  }

  @Test func `A page with a third of the teasers is reported at the third poll`() {
    var yield = learned()
    for _ in 0..<2 {
      yield.record(teasers(6), now: now)
      #expect(warning(yield) == nil)
    }
    // The third poll finds the same page.
    yield.recordUnchangedPage(now: now)
    #expect(warning(yield) == "the listing has 6 teasers, and 20 are usual")
    yield.record(teasers(19), now: now)
    #expect(warning(yield) == nil)
  }

  @Test func `Teasers without the dates or ledes that they had are reported`() {
    var (undated, bare) = (learned(), learned())
    for _ in 0..<3 {
      undated.record(teasers(20, dated: false), now: now)
      bare.record(teasers(20, lede: false), now: now)
    }
    #expect(warning(undated) == "the teasers have lost their dates")
    #expect(warning(bare) == "the teasers have lost their ledes")
  }

  @Test func `A listing that was always like this causes no concern`() {
    var yield = ListingYield()
    for _ in 0..<20 { yield.record(teasers(2, dated: false, lede: false), now: now) }
    #expect(warning(yield) == nil)
  }

  @Test func `A deviation becomes the usual content after two weeks`() {
    var yield = learned()
    for days in 0..<20 { yield.record(teasers(5), now: now + Self.day * Double(days)) }
    #expect(warning(yield) == nil && yield.usual.count == 5)
  }

  @Test func `An expected number of teasers replaces the learned one`() {
    var yield = learned()
    yield.record(teasers(4), now: now)
    #expect(
      warning(yield) { $0.teasers = 5...1000 }
        == "the listing has 4 teasers, and 5 to 1000 are expected")
    for _ in 0..<3 { yield.record(teasers(4), now: now) }
    #expect(warning(yield) { $0.teasers = 2...9 } == nil)
    #expect(warning(ListingYield()) { $0.teasers = 2...9 } == nil)
  }

  @Test func `Eight doubtful articles after good ones cause concern, and one good one ends it`() {
    var quality = ArticleQuality()
    for _ in 0..<10 { quality.record(isGood: true) }
    for _ in 0..<7 { quality.record(isGood: false) }
    #expect(quality.warning == nil)
    quality.record(isGood: false)
    #expect(
      quality.warning == "the text of the last 8 articles is doubtful, and it was good before")
    quality.record(isGood: true)
    #expect(quality.warning == nil)
  }

  @Test func `Articles that were always doubtful cause no concern`() {
    var quality = ArticleQuality()
    for number in 0..<40 { quality.record(isGood: number % 3 == 0) }
    for _ in 0..<40 { quality.record(isGood: false) }
    #expect(quality.warning == nil)
  }
}
