import Dates
import Foundation
import News
import TestSupport
import Testing
import WebURL

@testable import ledewatch

@Suite struct ListingPaceTests {
  // 2026-03-20T12:00:00Z
  private let now: Int64 = 1_774_008_000
  private let today = Day(number: 20_532)

  /// Returns teasers of times before now, in hours.
  private func teasers(hoursAgo hours: [Int]) -> [Teaser] {
    hours.map { hour in
      let time = Int(now) - hour * 3_600
      return teaser(
        PageDate(
          day: Day(number: time / 86_400), secondOfDay: time % 86_400, utcOffset: 0,
          precision: .minute))
    }
  }

  private func teaser(_ date: PageDate?) -> Teaser {
    Teaser(link: "https://gazette.example/a", lede: "A lede.", date: date)
  }

  @Test(arguments: [
    (1, "15m", "one about every 60 minutes"), (3, "1h", "one about every 3 hours"),
    (8, "2h", "one about every 8 hours"), (200, "4h", "one about every 8 days"),
  ])
  func `The interval is at most a third of the usual gap`(
    hours: Int, interval: String, reason: String
  ) throws {
    let pace = try #require(
      ListingPace(teasers(hoursAgo: (0..<10).map { $0 * hours }), zone: .gmt, now: now))
    #expect(pace.interval == interval)
    #expect(pace.reason.hasSuffix(reason) && pace.reason.hasPrefix("10 teasers in "))
  }

  @Test func `Bursts poll at the shortest interval`() throws {
    let pace = try #require(
      ListingPace(teasers(hoursAgo: [0, 0, 0, 0, 1]), zone: .gmt, now: now))
    #expect(pace.interval == "5m")
  }

  @Test func `Days without times count over their span`() throws {
    let days = [0, 0, 1, 1, 2, 2].map { PageDate(day: Day(number: today.number - $0)) }
    let pace = try #require(ListingPace(days.map(teaser), zone: .gmt, now: now))
    #expect(pace.reason == "6 teasers in 3 days, one about every 12 hours")
    #expect(pace.interval == "4h")
  }

  @Test func `An old pinned teaser and an announcement do not change the pace`() throws {
    let pace = try #require(
      ListingPace(teasers(hoursAgo: [9_000, 0, 3, 6, 9, 12, -500]), zone: .gmt, now: now))
    #expect(pace.interval == "1h")
  }

  @Test func `Too few dates give no pace`() {
    #expect(ListingPace([teaser(nil), teaser(PageDate(day: today))], zone: .gmt, now: now) == nil)
    #expect(ListingPace([], zone: .gmt, now: now) == nil)
  }
}
