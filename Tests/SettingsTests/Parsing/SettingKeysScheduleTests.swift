import Basics
import Testing

@testable import Settings

@Suite struct SettingKeysScheduleTests {
  @Test func `An interval is a duration or adaptive`() throws {
    #expect(try loadSource("interval: 5m").schedule.interval == .seconds(300))
    #expect(try !loadSource("interval: 5m").schedule.isAdaptive)
    let schedule = try loadSource(
      "interval: adaptive\ninterval_shortest: 2m\ninterval_longest: 1d"
    ).schedule
    #expect(schedule.isAdaptive)
    #expect(schedule.minimumInterval == .seconds(120))
    #expect(schedule.maximumInterval == .seconds(86_400))
    #expect(try loadSource("interval_shortest: 8h").schedule.maximumInterval == .seconds(8 * 3600))
  }

  @Test func `Windows are a list of days and hours`() throws {
    let windows = try loadSource("windows: [Mon-Fri 07:00-22:00, Sat]").schedule.windows
    #expect(windows == [TimeWindow("Mon-Fri 07:00-22:00")!, TimeWindow("Sat")!])
  }

  @Test(arguments: ["retry", "back_off"])
  func `A delay that is not set adapts to the one that is`(name: String) throws {
    func backOff(_ settings: String) throws -> BackOff {
      let source = try loadSource(settings)
      return name == "retry" ? source.articles.retry : source.schedule.backOff
    }
    #expect(
      try backOff("\(name)_first: 12h")
        == BackOff(initial: .seconds(43_200), maximum: .seconds(43_200)))
    #expect(
      try backOff("\(name)_longest: 5s") == BackOff(initial: .seconds(5), maximum: .seconds(5)))
    #expect(
      messages("\(name)_first: 2m\n\(name)_longest: 90s")
        == ["\(name)_longest: must be at least \(name)_first (2m)"])
  }

  @Test func `Expectations are a range of teasers, a time, and whether the source is optional`()
    throws
  {
    let source = try loadSource("expect: {teasers: 5.., every: 2d, optional: true}")
    #expect(source.expectations.teasers == 5...1000)
    #expect(source.expectations.every == .seconds(172_800) && source.expectations.isOptional)
    #expect(try loadSource("expect: {teasers: 3..40}").expectations.teasers == 3...40)
    #expect(try loadSource("expect: {teasers: 7}").expectations.teasers == 7...1000)
  }

  @Test(arguments: ["..5", "9..3", "x", "1..2..3", "-1", "2000"])
  func `A range that contains no number of teasers is refused`(range: String) {
    #expect(
      messages("expect: {teasers: \(range)}").first?.contains(
        "expected a number or a range of numbers (5.., 5..40)") == true)
  }
}
