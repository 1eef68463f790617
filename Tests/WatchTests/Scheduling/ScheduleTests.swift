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
  let now = 1_773_480_000.0

  private func source(_ change: (inout Source) -> Void = { _ in }) -> Source {
    var source = Source(name: "a", url: WebURL("http://desk.example/"))
    change(&source)
    return source
  }

  private func pause(
    _ source: Source, _ polling: PollingState = PollingState(), freshFor: Double? = nil,
    spread: Double = 0.5
  ) -> Double {
    let pause = source.pause(after: polling, freshFor: freshFor, now: now, spread: spread)
    return source.opening(after: pause, now: now, spread: spread)
  }

  private func firstPause(
    _ source: Source, _ polling: PollingState, lastRound: Double? = nil, crowd: Int = 1,
    spread: Double = 0.5
  ) -> Double {
    let pause = source.firstPause(
      polling, lastRound: lastRound, now: now, crowd: crowd, spread: spread)
    return source.opening(after: pause, now: now, spread: spread)
  }

  @Test func `An interval is kept, a twentieth to either side`() {
    #expect(pause(source()) == 900)
    #expect(abs(pause(source(), spread: 0) - 855) < 0.01)
    #expect(pause(source(), spread: 0.999) < 945)
  }

  @Test func `A page that calls itself fresh is left alone as long, within reason`() {
    #expect(pause(source(), freshFor: 60) == 900)
    #expect(pause(source(), freshFor: 1800) == 1800)
    #expect(pause(source(), freshFor: 86_400) == 3600)
    #expect(pause(source { $0.schedule.interval = 7200 }, freshFor: 86_400) == 7200)
  }

  @Test func `Outside its windows a source is looked at when the next opens`() {
    let source = source {
      $0.schedule.windows = [TimeWindow("Mon-Fri 07:00-22:00")!]
      $0.dates.timeZone = TimeZone(identifier: "Europe/Berlin")!
    }
    let opening = 1_773_640_800.0  // Monday, 07:00 in Berlin
    #expect(abs(now + pause(source, spread: 0) - opening) < 1)
    #expect(pause(source, spread: 0.9) > pause(source, spread: 0))
  }

  @Test func `An adaptive interval stays within the bounds of the configuration`() {
    let source = source {
      $0.schedule.isAdaptive = true
      $0.schedule.minimumInterval = 1000
      $0.schedule.maximumInterval = 2000
    }
    var polling = PollingState()
    polling.publicationPattern = PublicationPattern()
    polling.publicationPattern?.note(0, at: now - 3600, in: source.dates.timeZone)
    polling.publicationPattern?.note(500, at: now, in: source.dates.timeZone)
    let spreads = [0, 0.3, 0.5, 0.9999]
    var pauses = spreads.map { pause(source, polling, spread: $0) }
    #expect(pauses.allSatisfy { (1000...1050).contains($0) } && Set(pauses).count == 4)
    polling.publicationPattern = PublicationPattern()
    for day in 0..<30 {
      polling.publicationPattern?.note(0, at: now + Double(day) * 86_400, in: source.dates.timeZone)
    }
    pauses = spreads.map { pause(source, polling, spread: $0) }
    #expect(pauses.allSatisfy { (1900...2000).contains($0) } && Set(pauses).count == 4)
  }

  @Test func `A look that comes as a window opens is over before a short one closes`() {
    let source = source { $0.schedule.windows = [TimeWindow("Sun 12:00-12:01")!] }
    let noon = 1_773_576_000.0
    for spread in [0, 0.5, 0.999] {
      #expect((noon..<noon + 60).contains(now + pause(source, spread: spread)))
    }
  }

  @Test(arguments: [(86_400.0, 390...410, 91_800.0), (43_200, 390...410, 91_800)])
  func `A window that is as far as an interval is not passed over`(
    interval: Double, looks: ClosedRange<Int>, longest: Double
  ) {
    let source = source {
      $0.schedule.interval = interval
      $0.schedule.windows = [TimeWindow("07:00-07:30")!]
      $0.dates.timeZone = TimeZone(identifier: "Europe/Berlin")!
    }
    var chance = Chance(seed: 3)
    var moments = [now]
    while moments.last! < now + 400 * 86_400 {
      let (moment, spread) = (moments.last!, chance.unit())
      let pause = source.pause(after: PollingState(), freshFor: nil, now: moment, spread: spread)
      moments.append(moment + source.opening(after: pause, now: moment, spread: spread))
    }
    let gaps = zip(moments.dropFirst(2), moments.dropFirst()).map { $0 - $1 }
    #expect(looks.contains(gaps.count))
    #expect(gaps.max()! < longest && gaps.min()! >= 0.95 * interval)
    let seconds = moments.dropFirst().map { LocalTime($0, in: source.dates.timeZone).second / 60 }
    #expect(seconds.allSatisfy { (420...450).contains($0) })
  }

  @Test func `A window that opens before a page has ceased to be fresh is passed over`() {
    let source = source { $0.schedule.windows = [TimeWindow("09:30-09:34")!] }
    // In ten minutes, which is sooner than usual, too.
    #expect(pause(source) > 86_000)
    let hasty = self.source {
      $0.schedule.interval = 630
      $0.schedule.windows = source.schedule.windows
    }
    #expect((600...900).contains(pause(hasty)))
    #expect(pause(hasty, freshFor: 1800) > 86_000)
  }

  @Test func `An interval that is made shorter counts from the last round`() {
    var polling = PollingState()
    polling.nextDue = now + 3000
    let hasty = source { $0.schedule.interval = 300 }
    #expect((185...216).contains(firstPause(hasty, polling, lastRound: now - 100)))
    #expect(firstPause(hasty, polling, lastRound: now - 400) == 0)
    // Where that is not known, or was told by a clock that was set back since: at once.
    #expect(firstPause(hasty, polling) == 0)
    #expect(firstPause(hasty, polling, lastRound: now + 100) == 0)
    #expect(
      firstPause(source { $0.schedule.interval = 3600 }, polling, lastRound: now - 600) == 3000)
    #expect(firstPause(source { $0.schedule.interval = 3600 }, polling, spread: 0) == 3000)
    polling.freshUntil = now + 2000
    #expect(firstPause(hasty, polling, lastRound: now - 100) == 2000)
  }

  @Test func `A page that called itself fresh is left alone as long over restarts`() {
    var polling = PollingState()
    polling.nextDue = now + 3000
    polling.freshUntil = now + 3000
    #expect(firstPause(source(), polling) == 3000)
    // The clock was set back: that was noted for a time long past.
    polling.nextDue = now + 90_000
    polling.freshUntil = now + 90_000
    #expect(firstPause(source(), polling) == 0)
  }

  @Test func `After a restart a source is looked at when it was due`() {
    var polling = PollingState()
    polling.nextDue = now + 300
    let pause = firstPause(source(), polling, crowd: 10)
    #expect(pause == 300)
    // The clock was set back, or the interval was a longer one then.
    polling.nextDue = now + 90_000
    #expect(firstPause(source(), polling, crowd: 10) < 1)
  }

  @Test func `What is overdue does not come all at once, and the first within a second`() {
    let spreads = (0..<10_000).map { Double($0) / 10_000 }
    let pauses = spreads.map { firstPause(source(), PollingState(), crowd: 10_000, spread: $0) }
    #expect(pauses.min()! < 1)
    for second in stride(from: 0.0, to: 200, by: 20) {
      #expect(pauses.count { (second..<second + 1).contains($0) } <= 60)
    }
    #expect(firstPause(source(), PollingState(), spread: 0.9) == 0)
    // Never longer than half an interval.
    let hasty = source { $0.schedule.interval = 10 }
    #expect(firstPause(hasty, PollingState(), crowd: 10_000, spread: 0.9) <= 5)
  }
}
