import Basics
import Foundation
import News
import Settings
import TestSupport
import Testing
import WebURL

@testable import Ledger
@testable import Watch

@Suite struct ScheduleTests {
  /// A Saturday, 2026-03-14T09:20:00Z.
  let now: Timestamp = 1_773_480_000

  private func source(_ change: (inout Source) -> Void = { _ in }) -> Source {
    var source = Source(name: "a", url: WebURL("http://desk.example/"))
    change(&source)
    return source
  }

  /// Returns seconds.
  private func delay(
    _ source: Source, _ polling: PollingState = PollingState(), freshFor: Double? = nil,
    jitter: Double = 0.5
  ) -> Double {
    let delay = source.delay(
      after: polling, freshFor: freshFor.map { .seconds($0) }, now: now, jitter: jitter)
    return source.delayWithinWindows(delay, now: now, jitter: jitter).seconds
  }

  /// Returns seconds.
  private func firstDelay(
    _ source: Source, _ polling: PollingState, lastRound: Timestamp? = nil, batchSize: Int = 1,
    jitter: Double = 0.5
  ) -> Double {
    let delay = source.firstDelay(
      polling, lastRound: lastRound, now: now, batchSize: batchSize, jitter: jitter)
    return source.delayWithinWindows(delay, now: now, jitter: jitter).seconds
  }

  @Test func `An interval has 5 % jitter to either side`() {
    #expect(delay(source()) == 900)
    #expect(abs(delay(source(), jitter: 0) - 855) < 0.01)
    #expect(delay(source(), jitter: 0.999) < 945)
  }

  @Test func `A max-age delays the next poll by up to an hour`() {
    #expect(delay(source(), freshFor: 60) == 900)
    #expect(delay(source(), freshFor: 1800) == 1800)
    #expect(delay(source(), freshFor: 86_400) == 3600)
    #expect(delay(source { $0.schedule.interval = .seconds(7200) }, freshFor: 86_400) == 7200)
  }

  @Test func `Outside its windows a source is polled when the next one opens`() {
    let source = source {
      $0.schedule.windows = [TimeWindow("Mon-Fri 07:00-22:00")!]
      $0.dates.timeZone = TimeZone(identifier: "Europe/Berlin")!
    }
    let opening: Timestamp = 1_773_640_800  // Monday, 07:00 in Berlin
    #expect(abs(delay(source, jitter: 0) - (opening - now).seconds) < 1)
    #expect(delay(source, jitter: 0.9) > delay(source, jitter: 0))
  }

  @Test func `An adaptive interval stays within the bounds of the configuration`() {
    let source = source {
      $0.schedule.isAdaptive = true
      $0.schedule.minimumInterval = .seconds(1000)
      $0.schedule.maximumInterval = .seconds(2000)
    }
    var polling = PollingState()
    polling.publicationPattern = PublicationPattern()
    polling.publicationPattern?.record(
      newsCount: 0, at: now - .seconds(3600), in: source.dates.timeZone)
    polling.publicationPattern?.record(newsCount: 500, at: now, in: source.dates.timeZone)
    let jitters = [0, 0.3, 0.5, 0.9999]
    var delays = jitters.map { delay(source, polling, jitter: $0) }
    #expect(delays.allSatisfy { (1000...1050).contains($0) } && Set(delays).count == 4)
    polling.publicationPattern = PublicationPattern()
    for day in 0..<30 {
      polling.publicationPattern?.record(
        newsCount: 0, at: now + .seconds(day * 86_400), in: source.dates.timeZone)
    }
    delays = jitters.map { delay(source, polling, jitter: $0) }
    #expect(delays.allSatisfy { (1900...2000).contains($0) } && Set(delays).count == 4)
  }

  @Test func `A poll at the opening of a short window happens before it closes`() {
    let source = source { $0.schedule.windows = [TimeWindow("Sun 12:00-12:01")!] }
    let noon: Timestamp = 1_773_576_000
    for jitter in [0, 0.5, 0.999] {
      let time = now + .seconds(delay(source, jitter: jitter))
      #expect((noon..<noon + .seconds(60)).contains(time))
    }
  }

  @Test(arguments: [(86_400.0, 390...410, 91_800.0), (43_200, 390...410, 91_800)])
  func `A window one interval away is not skipped`(
    interval: Double, looks: ClosedRange<Int>, longest: Double
  ) {
    let source = source {
      $0.schedule.interval = .seconds(interval)
      $0.schedule.windows = [TimeWindow("07:00-07:30")!]
      $0.dates.timeZone = TimeZone(identifier: "Europe/Berlin")!
    }
    var chance = Chance(seed: 3)
    var moments = [now]
    while moments.last! < now + .seconds(400 * 86_400) {
      let (moment, jitter) = (moments.last!, chance.unit())
      let delay = source.delay(after: PollingState(), freshFor: nil, now: moment, jitter: jitter)
      moments.append(moment + source.delayWithinWindows(delay, now: moment, jitter: jitter))
    }
    let gaps = zip(moments.dropFirst(2), moments.dropFirst()).map { ($0 - $1).seconds }
    #expect(looks.contains(gaps.count))
    #expect(gaps.max()! < longest && gaps.min()! >= 0.95 * interval)
    let minutes = moments.dropFirst().map {
      LocalTime($0, in: source.dates.timeZone).timeOfDay / .seconds(60)
    }
    #expect(minutes.allSatisfy { (420...450).contains($0) })
  }

  @Test func `A window that opens while the page is fresh is skipped`() {
    let source = source { $0.schedule.windows = [TimeWindow("09:30-09:34")!] }
    // In ten minutes, which is sooner than usual, too.
    #expect(delay(source) > 86_000)
    let hasty = self.source {
      $0.schedule.interval = .seconds(630)
      $0.schedule.windows = source.schedule.windows
    }
    #expect((600...900).contains(delay(hasty)))
    #expect(delay(hasty, freshFor: 1800) > 86_000)
  }

  @Test func `A shorter interval counts from the last round`() {
    var polling = PollingState()
    polling.nextDue = now + .seconds(3000)
    let hasty = source { $0.schedule.interval = .seconds(300) }
    #expect((185...216).contains(firstDelay(hasty, polling, lastRound: now - .seconds(100))))
    #expect(firstDelay(hasty, polling, lastRound: now - .seconds(400)) == 0)
    // Immediately, if the last round is unknown or in the future.
    #expect(firstDelay(hasty, polling) == 0)
    #expect(firstDelay(hasty, polling, lastRound: now + .seconds(100)) == 0)
    #expect(
      firstDelay(
        source { $0.schedule.interval = .seconds(3600) }, polling, lastRound: now - .seconds(600))
        == 3000)
    #expect(
      firstDelay(source { $0.schedule.interval = .seconds(3600) }, polling, jitter: 0) == 3000)
    polling.freshUntil = now + .seconds(2000)
    #expect(firstDelay(hasty, polling, lastRound: now - .seconds(100)) == 2000)
  }

  @Test func `A max-age holds over restarts`() {
    var polling = PollingState()
    polling.nextDue = now + .seconds(3000)
    polling.freshUntil = now + .seconds(3000)
    #expect(firstDelay(source(), polling) == 3000)
    // The clock was set back: that was noted for a time long past.
    polling.nextDue = now + .seconds(90_000)
    polling.freshUntil = now + .seconds(90_000)
    #expect(firstDelay(source(), polling) == 0)
  }

  @Test func `After a restart a source is polled when it was due`() {
    var polling = PollingState()
    polling.nextDue = now + .seconds(300)
    let delay = firstDelay(source(), polling, batchSize: 10)
    #expect(delay == 300)
    // The clock was set back, or the interval was a longer one then.
    polling.nextDue = now + .seconds(90_000)
    #expect(firstDelay(source(), polling, batchSize: 10) < 1)
  }

  @Test func `Overdue polls are spread, and the first comes within a second`() {
    let jitters = (0..<10_000).map { Double($0) / 10_000 }
    let delays = jitters.map { firstDelay(source(), PollingState(), batchSize: 10_000, jitter: $0) }
    #expect(delays.min()! < 1)
    for second in stride(from: 0.0, to: 200, by: 20) {
      #expect(delays.count { (second..<second + 1).contains($0) } <= 60)
    }
    #expect(firstDelay(source(), PollingState(), jitter: 0.9) == 0)
    // Never longer than half an interval.
    let hasty = source { $0.schedule.interval = .seconds(10) }
    #expect(firstDelay(hasty, PollingState(), batchSize: 10_000, jitter: 0.9) <= 5)
  }
}
