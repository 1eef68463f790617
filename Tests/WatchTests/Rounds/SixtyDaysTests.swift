import Basics
import Dates
import Foundation
import News
import TestSupport
import Testing
import Web

@testable import Watch

/// Two months of a site's life, played day by day: every article comes exactly once, and whatever
/// happens to articles and to the source is told once.
@Suite struct SixtyDaysTests {
  @Test(arguments: [1, 2])
  func `Sixty days of redesigns, outages, edits, withdrawals and new dates cause each event once`(
    seed: Int
  ) async throws {
    var play = Play(seed: UInt64(seed))
    for day in 0..<60 { try await play.live(day) }
    try await play.settle()
    play.check()
  }
}

private struct Play {
  let world = FakeWorld()
  var random: Shuffler
  var published: Set<String> = []
  var edited: Set<String> = []
  var withdrawn: Set<String> = []
  var restored: Set<String> = []
  /// Not looked at yet.
  var today: Set<String> = []
  var redesigns = 0
  var outages = 0

  var site: FakeSite { world.site }

  init(seed: UInt64) {
    random = Shuffler(seed: seed)
    site.change { $0.place = "main > ul > li" }
  }

  /// What a day brings, and three looks at it.
  mutating func live(_ day: Int) async throws {
    let date = Day(number: 20_526 + day).description
    today = []
    publish(Int(random.next() % 4) + (day == 0 ? 6 : 0), date)
    if day % 5 == 3 { edit() }
    if day % 9 == 4 { withdraw() }
    if day % 13 == 12 { restore() }
    if day % 10 == 7 { redate() }
    if day % 20 == 10 { redesign(day) }
    dress(day)
    let isDown = day % 15 == 14
    if isDown {
      outages += 1
      site.answer("/", status: 500)
    }
    for look in 0..<3 {
      if look == 1, day % 6 == 5 { publish(1, date) }
      try await once()
      world.clock.pass(.seconds(8 * 3600))
      if isDown, look == 2 { site.restore() }
    }
  }

  /// Lets the rechecks of the last articles come to their end.
  mutating func settle() async throws {
    site.restore()
    for _ in 0..<14 {
      world.clock.pass(.seconds(86_400))
      try await once()
    }
  }

  /// Runs a round. Articles are rechecked so often that nothing happens between two rechecks and is
  /// undone, for as long as something happens to them.
  private func once() async throws {
    try await world.once {
      $0.formats = []
      $0.sources[0].revisions.intervals =
        [.seconds(10_800), .seconds(43_200)] + Array(repeating: .seconds(86_400), count: 10)
    }
  }

  private mutating func publish(_ count: Int, _ date: String) {
    for _ in 0..<count {
      let name = "s\(published.count)"
      published.insert(name)
      today.insert(name)
      site.publish(
        name, lede: lede(of: name), date: published.count % 7 == 0 ? nil : date)
    }
    // The listing shows the latest thirty.
    site.change { state in
      for i in state.stories.indices { state.stories[i].isListed = i < 30 }
    }
  }

  private func lede(of name: String) -> String {
    "In no. \(name) of its reports the weavers’ guild of Lindmar told the harbour board that the "
      + "work begun in the spring, of which much was said, is done and paid for in full"
  }

  /// Of the last days, so that it is still looked at often.
  private mutating func pick(besides: Set<String>) -> Int? {
    let stories = site.state.withLock { $0.stories }
    let free = stories.indices.prefix(12).filter {
      !besides.contains(name(stories[$0])) && !today.contains(name(stories[$0]))
    }
    return free.isEmpty ? nil : free[Int(random.next() % UInt64(free.count))]
  }

  private func name(_ story: FakeSite.Story) -> String {
    String(story.path.split(separator: "/")[1])
  }

  private mutating func edit() {
    guard let i = pick(besides: edited.union(withdrawn)) else { return }
    site.change { state in
      edited.insert(name(state.stories[i]))
      state.stories[i].text += " The board has 12 members now, and not as it said before 11."
    }
  }

  private mutating func withdraw() {
    guard let i = pick(besides: edited.union(withdrawn)) else { return }
    site.change { state in
      // Only what was spooled can be withdrawn.
      withdrawn.insert(name(state.stories[i]))
      state.stories[i].isThere = false
    }
  }

  private mutating func restore() {
    site.change { state in
      for i in state.stories.indices where !state.stories[i].isThere {
        restored.insert(name(state.stories[i]))
        state.stories[i].isThere = true
      }
    }
  }

  private mutating func redate() {
    guard let i = pick(besides: withdrawn) else { return }
    site.change { state in
      let day = state.stories[i].date.flatMap { Day(iso: $0) }
      state.stories[i].date = day.map { Day(number: $0.number + 1).description }
    }
  }

  private mutating func redesign(_ day: Int) {
    redesigns += 1
    site.change { $0.place = "div.cards-\(day) > article" }
  }

  /// Order, cuts and typography change from day to day.
  private mutating func dress(_ day: Int) {
    let cut = 90 + Int(random.next() % 60)
    site.change { state in
      for i in state.stories.indices where state.stories[i].isListed {
        let whole = lede(of: name(state.stories[i]))
        let shown = String(whole.prefix(cut)) + (day % 2 == 0 ? "…" : "")
        state.stories[i].lede = day % 3 == 0 ? shown.replacing("’", with: "'") : shown
      }
    }
  }

  func check() {
    let entries = world.entries
    let first = entries.filter { $0.revision == 1 }.map {
      String($0.url.split(separator: "/").last!)
    }
    #expect(Set(first) == published)
    #expect(first.count == published.count)
    let told = world.hooks.told.withLock { $0 }
    func names(_ event: EventKind) -> [String] {
      told.filter { $0.event == event }.map { String($0.url.split(separator: "/").last ?? "") }
        .sorted()
    }
    #expect(names(.new) == published.sorted())
    #expect(names(.revised) == edited.sorted())
    #expect(names(.withdrawn) == withdrawn.sorted())
    #expect(names(.restored) == restored.sorted())
    #expect(names(.redesign).count == redesigns)
    #expect(names(.sourceBroken).count == outages)
    #expect(names(.sourceRecovered).count == outages)
    #expect(names(.gap).isEmpty)
    #expect(Set(told.map(\.delivery)).count == told.count)
  }
}
