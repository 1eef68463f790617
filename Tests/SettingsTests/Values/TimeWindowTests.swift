import Basics
import Foundation
import TestSupport
import Testing

@testable import Settings

@Suite struct TimeWindowTests {
  let berlin = TimeZone(identifier: "Europe/Berlin")!

  private func instant(_ text: String) -> Timestamp {
    Timestamp(secondsSinceEpoch: try! Date(text, strategy: .iso8601).timeIntervalSince1970)
  }

  private func opening(_ windows: [String], _ from: String, in zone: TimeZone? = nil) -> String {
    let windows = windows.map { TimeWindow($0)! }
    let opening = opening(windows, instant(from), in: zone ?? berlin)
    return Date(timeIntervalSince1970: opening.secondsSinceEpoch).formatted(.iso8601)
  }

  /// Returns the instant itself without windows.
  private func opening(
    _ windows: [TimeWindow], _ from: Timestamp, in zone: TimeZone
  ) -> Timestamp {
    windows.nextOpening(from: from, in: zone)?.lowerBound ?? from
  }

  @Test(arguments: [
    "Mon-Fri 07:00-22:00", "Sat,Sun", "07:00-22:00", "22:00-04:00", "fri-mon 0:00-24:00", "Wed",
    "Mon,Wed-Thu 09:30-10:00",
  ])
  func `Days, hours, or both are a window`(text: String) { #expect(TimeWindow(text) != nil) }

  @Test(arguments: [
    "", "Mon-", "-Fri", "Monday", "Mon 7-9", "25:00-26:00", "24:00-01:00", "07:60-08:00",
    "07:00", "07:00-08:00-09:00", "Mon 07:00-08:00 x", "07:00-08:00 Mon", "Mon--Fri", "07:0-08:00",
    "+7:00-08:00", "Mon-Wed-Fri",
  ])
  func `Other texts are not a window`(text: String) { #expect(TimeWindow(text) == nil) }

  @Test func `Without windows a source is always open`() {
    #expect(opening([], "2026-03-14T03:00:00Z") == "2026-03-14T03:00:00Z")
  }

  @Test func `The opening is now within a window, and the next start outside of it`() {
    let office = ["Mon-Fri 07:00-22:00"]
    // A Friday; Berlin is an hour ahead of UTC.
    #expect(opening(office, "2026-03-13T12:34:00Z") == "2026-03-13T12:34:00Z")
    #expect(opening(office, "2026-03-13T05:00:00Z") == "2026-03-13T06:00:00Z")
    #expect(opening(office, "2026-03-13T21:00:00Z") == "2026-03-16T06:00:00Z")
    #expect(opening(office, "2026-03-14T12:00:00Z") == "2026-03-16T06:00:00Z")
  }

  @Test func `A window across midnight belongs to the day on which it starts`() {
    let night = ["Sat 22:00-04:00"]
    #expect(opening(night, "2026-03-15T02:00:00Z") == "2026-03-15T02:00:00Z")
    #expect(opening(night, "2026-03-15T03:00:00Z") == "2026-03-21T21:00:00Z")
    #expect(opening(night, "2026-03-14T02:00:00Z") == "2026-03-14T21:00:00Z")
  }

  @Test func `Windows follow the local time before and after a clock change`() {
    // The clock of Berlin goes forward on 2026-03-29 and back on 2026-10-25.
    #expect(opening(["07:00-08:00"], "2026-03-28T12:00:00Z") == "2026-03-29T05:00:00Z")
    #expect(opening(["07:00-08:00"], "2026-10-24T12:00:00Z") == "2026-10-25T06:00:00Z")
    // 02:30 does not exist on that day; a window that contains it still opens.
    #expect(opening(["02:30-02:45"], "2026-03-29T00:00:00Z").hasPrefix("2026-03-29T0"))
  }

  @Test(arguments: [
    // The clock goes from 02:00 to 03:00 at 07:00Z.
    ("America/New_York", "01:00-01:30", "2026-03-08T05:00:00Z", "2026-03-08T06:00:00Z"),
    ("America/New_York", "02:30-05:00", "2026-03-08T05:00:00Z", "2026-03-08T07:00:00Z"),
    ("America/New_York", "22:00-04:00", "2026-03-08T07:59:00Z", "2026-03-08T07:59:00Z"),
    ("America/New_York", "22:00-04:00", "2026-03-08T08:00:00Z", "2026-03-09T02:00:00Z"),
    // 01:00 to 02:00 occurs twice, the second time at 06:00Z.
    ("America/New_York", "00:30-01:30", "2026-11-01T06:10:00Z", "2026-11-01T06:10:00Z"),
    ("America/New_York", "02:00-03:00", "2026-11-01T05:30:00Z", "2026-11-01T07:00:00Z"),
    // The change is half an hour, on 2026-10-04 at 02:00 and back on 2026-04-05.
    ("Australia/Lord_Howe", "02:10-02:50", "2026-10-03T15:00:00Z", "2026-10-03T15:30:00Z"),
    ("Australia/Lord_Howe", "03:00-04:00", "2026-04-04T15:10:00Z", "2026-04-04T16:30:00Z"),
    ("Asia/Kathmandu", "06:00-06:10", "2026-06-01T00:00:00Z", "2026-06-01T00:15:00Z"),
    ("Pacific/Kiritimati", "Mon 00:00-01:00", "2026-06-06T12:00:00Z", "2026-06-07T10:00:00Z"),
  ])
  func `Windows open at the right time near unusual clock changes`(
    zone: String, window: String, from: String, opens: String
  ) {
    #expect(opening([window], from, in: TimeZone(identifier: zone)!) == opens)
  }

  @Test func `The opening is the first time at which the local clock is within the window`() {
    let zones = [
      "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu",
      "America/St_Johns", "Africa/Casablanca", "Pacific/Apia", "America/Santiago",
    ].map { TimeZone(identifier: $0)! }
    // Days near the clock changes of 2026, and others.
    let days = [
      "2026-03-07", "2026-03-28", "2026-04-03", "2026-06-11", "2026-09-05", "2026-10-03",
      "2026-10-24", "2026-10-31",
    ]
    var random = Shuffler(seed: 2026)
    for day in days {
      for zone in zones {
        let from = Int.random(in: 0..<288, using: &random) * 5
        let to = Int.random(in: 0..<288, using: &random) * 5
        let days = UInt8.random(in: 1..<128, using: &random)
        var window = TimeWindow("00:00-01:00")!
        (window.weekdays, window.startMinute, window.endMinute) = (days, from, to)
        let start =
          instant(day + "T00:00:00Z") + .seconds(Int.random(in: 0..<576, using: &random) * 300)
        let found = opening([window], start, in: zone)
        let first = firstOpen(window, from: start, in: zone)
        #expect(found == first, "\(zone) \(window) from \(start): \(found), not \(first)")
      }
    }
  }

  /// The times in whole minutes of the day of a clock change at which a window is open.
  private func minutesOpen(_ text: String, _ zone: TimeZone, from start: String, hours: Int)
    -> [Int]
  {
    let window = TimeWindow(text)!
    return (0..<hours * 60).filter { minute in
      let instant = instant(start) + .seconds(minute * 60)
      return opening([window], instant, in: zone) == instant
    }
  }

  @Test(arguments: [
    // At 01:00Z the clock goes from 03:00 back to 02:00.
    ("Europe/Berlin", "02:15-02:45", "2026-10-25T00:00:00Z", [15..<45, 75..<105]),
    ("Europe/Berlin", "02:00-03:00", "2026-10-25T00:00:00Z", [0..<120]),
    ("Europe/Berlin", "01:30-02:30", "2026-10-25T00:00:00Z", [0..<30, 60..<90]),
    ("Europe/Berlin", "02:30-03:30", "2026-10-25T00:00:00Z", [30..<60, 90..<150]),
    ("Europe/Berlin", "22:00-04:00", "2026-10-25T00:00:00Z", [0..<180]),
    // At 15:00Z it goes from 02:00 back to 01:30.
    ("Australia/Lord_Howe", "01:40-01:50", "2026-04-04T14:00:00Z", [40..<50, 70..<80]),
    ("Australia/Lord_Howe", "01:20-01:40", "2026-04-04T14:00:00Z", [20..<40, 60..<70]),
    // At 01:00Z it goes from 02:00 to 03:00.
    ("Europe/Berlin", "01:30-02:30", "2026-03-29T00:00:00Z", [30..<60]),
    ("Europe/Berlin", "02:30-03:30", "2026-03-29T00:00:00Z", [60..<90]),
    ("Europe/Berlin", "02:15-02:45", "2026-03-29T00:00:00Z", [75..<105]),
    // At 15:30Z it goes from 02:00 to 02:30.
    ("Australia/Lord_Howe", "02:05-02:20", "2026-10-03T15:00:00Z", [35..<50]),
    ("Australia/Lord_Howe", "02:20-02:40", "2026-10-03T15:00:00Z", [30..<40]),
  ])
  func `A window is open whenever the local clock is within it, and is never skipped`(
    zone: String, window: String, start: String, open: [Range<Int>]
  ) {
    let minutes = minutesOpen(window, TimeZone(identifier: zone)!, from: start, hours: 4)
    #expect(minutes == open.flatMap(Array.init))
  }

  @Test func `A clock that is set back at midnight repeats the end of a day`() {
    // At 21:00Z the clock of Beirut goes from Sunday, 00:00, back to Saturday, 23:00.
    let zone = TimeZone(identifier: "Asia/Beirut")!
    #expect(
      minutesOpen("Sat 23:10-23:20", zone, from: "2026-10-24T20:00:00Z", hours: 3)
        == Array(10..<20) + Array(70..<80))
    #expect(
      minutesOpen("Sat 23:30-00:10", zone, from: "2026-10-24T20:00:00Z", hours: 3)
        == Array(30..<60) + Array(90..<130))
  }

  /// Returns the first opening, which it finds by checking the clock every five minutes.
  private func firstOpen(
    _ window: TimeWindow, from start: Timestamp, in zone: TimeZone
  ) -> Timestamp {
    var instant = start
    while true {
      let local = LocalTime(instant, in: zone)
      let minute = Int(local.timeOfDay.seconds / 60)
      func isDay(_ day: Int) -> Bool { window.weekdays >> UInt8(LocalTime.weekday(day)) & 1 == 1 }
      if window.endMinute > window.startMinute {
        if isDay(local.day), minute >= window.startMinute, minute < window.endMinute {
          return instant
        }
      } else {
        if isDay(local.day), minute >= window.startMinute { return instant }
        if isDay(local.day - 1), minute < window.endMinute { return instant }
      }
      instant += .seconds(300)
    }
  }

  @Test func `The nearest of several windows is the opening`() {
    let windows = ["Mon 09:00-10:00", "Sun 20:00-21:00", "Wed"]
    #expect(opening(windows, "2026-03-14T12:00:00Z") == "2026-03-15T19:00:00Z")
    #expect(
      opening(windows, "2026-03-15T21:00:00Z", in: TimeZone(identifier: "Asia/Seoul")!)
        == "2026-03-16T00:00:00Z")
  }
}
