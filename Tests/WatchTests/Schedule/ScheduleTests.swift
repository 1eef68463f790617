import Foundation
import News
import Testing

@testable import Watch

@Suite struct ScheduleTests {
  /// A Saturday, 2026-03-14T09:20:00Z.
  let now = 1_773_480_000.0

  private func source(_ change: (inout Source) -> Void = { _ in }) -> Source {
    var source = Source(name: "a", url: Address("http://desk.example/")!)
    change(&source)
    return source
  }

  private func pause(_ source: Source, freshFor: Double? = nil, spread: Double = 0.5) -> Double {
    source.pause(after: Visits(), freshFor: freshFor, now: now, spread: spread)
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
    #expect(pause(source { $0.interval = 7200 }, freshFor: 86_400) == 7200)
  }

  @Test func `Outside its windows a source is looked at when the next opens`() {
    let source = source {
      $0.windows = [TimeWindow("Mon-Fri 07:00-22:00")!]
      $0.timeZone = TimeZone(identifier: "Europe/Berlin")!
    }
    let opening = 1_773_640_800.0  // Monday, 07:00 in Berlin
    #expect(abs(now + pause(source, spread: 0) - opening) < 1)
    #expect(pause(source, spread: 0.9) > pause(source, spread: 0))
  }

  @Test func `An adaptive interval stays within the bounds of the configuration`() {
    let source = source {
      $0.isAdaptive = true
      $0.shortestInterval = 1000
      $0.longestInterval = 2000
    }
    var visits = Visits()
    visits.rhythm = Rhythm()
    visits.rhythm?.note(0, at: now - 3600, in: source.timeZone)
    visits.rhythm?.note(500, at: now, in: source.timeZone)
    let spreads = [0, 0.3, 0.5, 0.9999]
    var pauses = spreads.map {
      source.pause(after: visits, freshFor: nil, now: now, spread: $0)
    }
    #expect(pauses.allSatisfy { (1000...1050).contains($0) } && Set(pauses).count == 4)
    visits.rhythm = Rhythm()
    for day in 0..<30 {
      visits.rhythm?.note(0, at: now + Double(day) * 86_400, in: source.timeZone)
    }
    pauses = spreads.map { source.pause(after: visits, freshFor: nil, now: now, spread: $0) }
    #expect(pauses.allSatisfy { (1900...2000).contains($0) } && Set(pauses).count == 4)
  }

  @Test func `A look that comes as a window opens is over before a short one closes`() {
    let source = source { $0.windows = [TimeWindow("Sun 12:00-12:01")!] }
    let noon = 1_773_576_000.0
    for spread in [0, 0.5, 0.999] {
      #expect((noon..<noon + 60).contains(now + pause(source, spread: spread)))
    }
  }

  @Test func `An interval that is made shorter holds from the next start on`() {
    var visits = Visits()
    visits.nextDue = now + 3000
    let hasty = source { $0.interval = 300 }
    #expect(hasty.firstPause(visits, now: now, crowd: 1, spread: 0.5) == 0)
    #expect(source { $0.interval = 3600 }.firstPause(visits, now: now, crowd: 1, spread: 0) == 3000)
  }

  @Test func `A page that called itself fresh is left alone as long over restarts`() {
    var visits = Visits()
    visits.nextDue = now + 3000
    visits.freshUntil = now + 3000
    #expect(source().firstPause(visits, now: now, crowd: 1, spread: 0.5) == 3000)
    // The clock was set back: that was noted for a time long past.
    visits.nextDue = now + 90_000
    visits.freshUntil = now + 90_000
    #expect(source().firstPause(visits, now: now, crowd: 1, spread: 0.5) == 0)
  }

  @Test func `After a restart a source is looked at when it was due`() {
    var visits = Visits()
    visits.nextDue = now + 300
    let pause = source().firstPause(visits, now: now, crowd: 10, spread: 0.5)
    #expect(pause == 300)
    // The clock was set back, or the interval was a longer one then.
    visits.nextDue = now + 90_000
    #expect(source().firstPause(visits, now: now, crowd: 10, spread: 0.5) < 1)
  }

  @Test func `What is overdue does not come all at once, and the first within a second`() {
    let spreads = (0..<10_000).map { Double($0) / 10_000 }
    let pauses = spreads.map { source().firstPause(Visits(), now: now, crowd: 10_000, spread: $0) }
    #expect(pauses.min()! < 1)
    for second in stride(from: 0.0, to: 200, by: 20) {
      #expect(pauses.count { (second..<second + 1).contains($0) } <= 60)
    }
    #expect(source().firstPause(Visits(), now: now, crowd: 1, spread: 0.9) == 0)
    // Never longer than half an interval.
    let hasty = source { $0.interval = 10 }
    #expect(hasty.firstPause(Visits(), now: now, crowd: 10_000, spread: 0.9) <= 5)
  }
}
