import Dates
import Foundation
import News
import Spool
import TestSupport
import Testing
import WebURL

@testable import Watch

@Suite struct HookEnvironmentTests {
  @Test func `A hook's environment comes from the record`() throws {
    let link = WebURL("http://gazette.example/a/1")
    var article = Article(
      metadata: .init(headline: "Ferry late"),
      body: .init(text: "The ferry was late again on Monday, for the third time."))
    article.published = PageDate(
      day: Day(year: 2026, month: 3, day: 14)!, secondOfDay: 36_000, utcOffset: -5400,
      precision: .minute)
    let record = EntryRecord(
      id: "a1b2",
      source: EntrySource(
        name: "gazette", listing: WebURL("http://gazette.example/news"),
        timeZone: TimeZone(secondsFromGMT: 0)!, language: nil),
      teaser: Teaser(link: link, lede: "The ferry was late again on Monday, for"),
      article: article,
      firstSeen: 1_773_483_300, fetchedAt: 1_773_483_301)
    let told = try #require(
      HookEnvironment(record: record.json(), entry: "/spool/new/e", attempt: 3, delivery: "9"))
    #expect(
      told
        == HookEnvironment(
          event: .new, source: "gazette", id: "a1b2", revision: 1, entry: "/spool/new/e",
          url: "http://gazette.example/a/1", title: "Ferry late",
          date: "2026-03-14T10:00:00-01:30", firstSeen: "2026-03-14T10:15:00Z", attempt: 3,
          delivery: "9"))
  }
}
