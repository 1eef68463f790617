import Basics
import Foundation
import Settings
import Testing

@testable import Ledger
@testable import Watch

/// What an adaptive interval is worth, by simulation: twelve weeks' looking (after four of learning)
/// at made-up rhythms beside fixed intervals. With LEDEWATCH_TABLE=1, five seeds of each, as a table.
@Suite struct PublicationPatternTests {
  private let isTable = ProcessInfo.processInfo.environment["LEDEWATCH_TABLE"] != nil

  private func watch(
    _ publication: Publication, weeks: Int = 16, skip: Int = 4,
    _ make: () -> (Timestamp, Int) -> Duration
  ) -> (looks: Double, mean: Double, tenth: Double) {
    var sum = (looks: 0.0, mean: 0.0, tenth: 0.0)
    let seeds: ClosedRange<UInt64> = isTable ? 1...5 : 1...1
    for seed in seeds {
      let watching = Watching.at(
        publication.moments(weeks: weeks, seed: seed), weeks: weeks, skip: skip, pause: make())
      sum.looks += watching.looksPerDay / Double(seeds.count)
      sum.mean += watching.meanDelay / Double(seeds.count)
      sum.tenth += watching.slowestTenth / Double(seeds.count)
    }
    return sum
  }

  private func adaptive() -> (Timestamp, Int) -> Duration {
    var publicationPattern = PublicationPattern()
    return { now, found in
      publicationPattern.record(newsCount: found, at: now, in: Publication.zone)
      return publicationPattern.pollDelay(
        at: now, in: Publication.zone, worth: Source.worthOfPoll, bounds: .seconds(300...14_400))
    }
  }

  /// The most that the mean delay may be, as a share of that of a fixed interval with as many looks,
  /// and the most looks a day.
  @Test(arguments: [
    (Publication.steady, 1.1, 96.0), (.bursty, 1.05, 75), (.office, 0.5, 36), (.weekly, 0.4, 12),
    (.daily, 0.8, 36), (.dying, 0.8, 40),
  ])
  func `An adaptive interval has a smaller delay than a fixed one with as many polls`(
    publication: Publication, share: Double, looks: Double
  ) {
    let adaptive = watch(publication, adaptive)
    let fixed = watch(publication) { { _, _ in .seconds(86_400 / adaptive.looks) } }
    #expect(adaptive.looks <= looks)
    #expect(adaptive.mean <= fixed.mean * share)
    guard isTable else { return }
    for (name, pause) in [("5m", 300.0), ("15m", 900), ("1h", 3600), ("4h", 14_400)] {
      tell(publication, name, watch(publication) { { _, _ in .seconds(pause) } })
    }
    tell(publication, "adaptive", adaptive)
    tell(publication, "fixed, as many looks", fixed)
  }

  private func tell(
    _ publication: Publication, _ name: String, _ of: (looks: Double, mean: Double, tenth: Double)
  ) {
    let numbers = [of.looks, of.mean / 60, of.tenth / 60].map { String(format: "%.1f", $0) }
    print(
      "| \(publication) | \(name) | \(numbers.joined(separator: " | ")) |")
  }

  @Test func `A silent source is polled rarely`() {
    let late = watch(.dying, weeks: 20, skip: 16, adaptive)
    #expect(late.looks < 9)
  }

  @Test func `A source that resumes is noticed within the maximum interval`() {
    let look = adaptive()
    var now = Publication.start
    for _ in 0..<400 { now += look(now, 0) }
    let silent = look(now, 0)
    #expect(silent > .seconds(10_000) && silent <= .seconds(14_400))
    var busy = Duration.zero
    for _ in 0..<20 {
      now += .seconds(1800)
      busy = look(now, 4)
    }
    #expect(busy < .seconds(900))
  }

  @Test func `The stored pattern gives nearly the same delays`() throws {
    var publicationPattern = PublicationPattern()
    let moments = Publication.office.moments(weeks: 3, seed: 1)
    for day in 0..<200 {
      let from = Publication.start + .seconds(day * 7200)
      let to = from + .seconds(7200)
      let found = moments.count { $0 > from && $0 <= to }
      publicationPattern.record(newsCount: found, at: to, in: Publication.zone)
    }
    let kept = try #require(PublicationPattern(stored: publicationPattern.stored))
    let now = publicationPattern.until!
    func pause(_ publicationPattern: PublicationPattern) -> Duration {
      publicationPattern.pollDelay(
        at: now, in: Publication.zone, worth: .seconds(112), bounds: .seconds(300...14_400))
    }
    #expect(abs(pause(kept) / pause(publicationPattern) - 1) < 0.01)
    #expect(PublicationPattern(stored: kept.stored) == kept)
    #expect(PublicationPattern(stored: Data()) == nil)
    #expect(PublicationPattern(stored: publicationPattern.stored.dropLast()) == nil)
    var damaged = publicationPattern.stored
    damaged.replaceSubrange(41..<43, with: [0xff, 0x7f])
    #expect(PublicationPattern(stored: damaged) == nil)
  }

  @Test func `The delay is always within its bounds`() {
    var chance = Chance(seed: 7)
    var publicationPattern = PublicationPattern()
    var now: Timestamp = 1.8e9
    for _ in 0..<500 {
      // Clocks jump, too.
      now += .seconds((chance.unit() - 0.1) * 1e6)
      publicationPattern.record(newsCount: Int(chance.unit() * 1000), at: now, in: Publication.zone)
      let pause = publicationPattern.pollDelay(
        at: now, in: Publication.zone, worth: .seconds(112), bounds: .seconds(300...14_400))
      #expect(pause >= .seconds(300) && pause <= .seconds(14_400))
    }
  }
}
