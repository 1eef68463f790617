import TestSupport
import Testing

@testable import Watch

/// The table of `IdentityCases.swift`, through the judge; and what only the article's text or the
/// ledger can decide, through whole rounds.
@Suite struct IdentityCasesTests {
  @Test(arguments: IdentityCase.all)
  func `A listing is judged by what is known`(_ example: IdentityCase) {
    #expect(example.judged() == example.outcomes)
  }

  @Test(arguments: [Ledes.choir, Ledes.korean, Ledes.chinese, Ledes.arabic])
  func `A lede that is cut anywhere from 60 to 200 characters agrees with any other cut of it`(
    lede: String
  ) {
    let marks = ["", "…", " [...]"]
    for count in 60...200 {
      for (i, other) in [60, 96, 130, 200, 400].enumerated() {
        let example = IdentityCase(
          "cut at \(count) and \(other)", known: [.init(Ledes.cut(lede, other))],
          listed: [.init(Ledes.cut(lede, count) + marks[(count + i) % 3], "/a/2")],
          links: .changing, .same)
        #expect(example.judged() == example.outcomes, "\(example.why)")
      }
    }
  }

  @Test(arguments: RoundCase.all)
  func `A round spools or compares what is listed, and never compares it twice`(
    _ example: RoundCase
  ) async throws {
    let world = FakeWorld(try await RoundCase.learned(tokens: example.tokens))
    let site = world.site
    example.before(site)
    example.turn(site, 3)
    try await world.once(FakeWorld.onlySpooling)
    let before = world.spooled.count
    site.change(example.after)
    example.turn(site, 4)
    _ = site.takeRequests()
    #expect(try await world.once(FakeWorld.onlySpooling).spooled.count == example.spooled)
    #expect(world.spooled.count == before + example.spooled)
    var requests = site.takeRequests()
    #expect(requests.removeValue(forKey: "/") == 1)
    #expect(requests.values.reduce(0, +) == example.spooled + example.looks, "\(requests)")
    // The verdict is remembered, though the listing is in another order.
    site.change { $0.stories.reverse() }
    if !example.tokens {
      #expect(try await world.once(FakeWorld.onlySpooling).spooled.isEmpty)
      #expect(site.takeRequests() == ["/": 1])
    }
    for load in 5...6 {
      example.turn(site, load)
      #expect(try await world.once(FakeWorld.onlySpooling).spooled.isEmpty)
    }
  }

  @Test func `Editions of one lede and day with changing links are all spooled`() async throws {
    let world = FakeWorld()
    for i in 0..<6 { world.site.publish("ground\(i)") }
    for load in 1...2 {
      world.site.change { $0.suffix = "?t=\(load)" }
      try await world.once(FakeWorld.onlySpooling)
    }
    for (load, name) in ["morning", "noon", "evening", "night"].enumerated() {
      world.clock.pass(.seconds(900))
      world.site.publish(name, lede: RoundCase.lede)
      world.site.change { $0.suffix = "?t=x\(load)" }
      let spooled = try await world.once(FakeWorld.onlySpooling).spooled
      #expect(spooled.map(\.address) == ["http://news.test/a/\(name)?t=x\(load)"])
    }
    // As many as are listed are known, by now.
    for load in 3...4 {
      world.site.change {
        $0.suffix = "?t=\(load)"
        $0.stories.reverse()
      }
      _ = world.site.takeRequests()
      #expect(try await world.once(FakeWorld.onlySpooling).spooled.isEmpty)
      #expect(world.site.takeRequests() == ["/": 1])
    }
  }
}

/// What a site lists, what it lists then, and what a round makes of that.
struct RoundCase: Sendable, CustomTestStringConvertible {
  var why: String
  /// Every link carries a token that is another one on each load.
  var tokens = false
  var before: @Sendable (FakeSite) -> Void
  var after: @Sendable (inout FakeSite.State) -> Void
  var spooled = 0
  /// Articles that are fetched without being spooled.
  var looks = 0

  var testDescription: String { why + (tokens ? " (tokens)" : "") }

  /// Returns a world of known articles after two rounds, from which the links of the source are
  /// known as stable or changing.
  static func learned(tokens: Bool) async throws -> FakeWorld.Snapshot {
    try await (tokens ? learnedTokens : learnedLinks).value
  }

  private static let learnedTokens = learning(tokens: true)
  private static let learnedLinks = learning(tokens: false)

  private static func learning(tokens: Bool) -> Task<FakeWorld.Snapshot, any Error> {
    Task {
      let world = FakeWorld()
      for i in 0..<6 { world.site.publish("ground\(i)") }
      if tokens { world.site.change { $0.suffix = "?t=1" } }
      try await world.once(FakeWorld.onlySpooling)
      world.site.publish("ground6")
      if tokens { world.site.change { $0.suffix = "?t=2" } }
      try await world.once(FakeWorld.onlySpooling)
      return world.snapshot()
    }
  }

  func turn(_ site: FakeSite, _ load: Int) {
    if tokens { site.change { $0.suffix = "?t=\(load)" } }
  }
}

extension RoundCase {
  static let lede = Ledes.cut(Ledes.choir, 130)
  static let day = "2026-03-14"

  static let all: [RoundCase] =
    both("a typo in the lede is put right: the text is the same, so the article is", looks: 1) {
      $0.publish(
        "one", lede: "The harbuor board of Lindmar has met again and talked about the tide")
    } after: {
      $0.edit("one") { $0.lede = $0.lede.replacing("harbuor", with: "harbour") }
    }
    + both("other quotes, dashes and capitals are not even looked at") {
      $0.publish("one", lede: "The “old” mill – closed for years… – is to be opened again")
    } after: {
      $0.edit("one") { $0.lede = "THE \"OLD\" MILL - CLOSED FOR YEARS... - IS TO BE OPENED AGAIN" }
    }
    + [60, 90, 120].flatMap { count in
      let (one, other) = Ledes.sharing(count)
      return both(
        "a second article that shares \(count) characters with one of its day", spooled: 1
      ) {
        $0.publish("one", lede: one)
      } after: {
        $0.add("other", lede: other)
      }
        + both("… and takes its place on the listing", spooled: 1) {
          $0.publish("one", lede: one)
        } after: {
          $0.stories.removeAll { $0.path == "/a/one" }
          $0.add("other", lede: other)
        }
    }
    + both("the weekly column: the same lede on another day, with another text", spooled: 1) {
      $0.publish("one", lede: lede)
    } after: {
      $0.add("other", lede: lede, date: "2026-03-21")
    }
    + both(
      "a second article of one lede and day: the text tells them apart", spooled: 1, looksByToken: 1
    ) {
      $0.publish("one", lede: lede)
    } after: {
      $0.add("other", lede: lede)
    }
    + both("the same article listed under two links", looks: 1, looksByToken: 2) {
      $0.publish("one", lede: lede)
    } after: {
      $0.add("other", lede: lede, text: $0.stories.first { $0.path == "/a/one" }!.text)
    }
    + both("undated, and never new again") {
      $0.publish("one", lede: lede, date: nil)
    } after: {
      $0.edit("one") { $0.lede = Ledes.cut(lede, 80) }
    }
    + [
      RoundCase(
        why: "it has lost its date, under its own link: the same, without a look",
        before: { $0.publish("one", lede: lede) }, after: { $0.edit("one") { $0.date = nil } }),
      RoundCase(
        why: "it has lost its date, and the link tells nothing: the text decides", tokens: true,
        before: { $0.publish("one", lede: lede) }, after: { $0.edit("one") { $0.date = nil } },
        looks: 1),
    ]
    + both("re-dated by a day: the text is the same, so the article is", looks: 1) {
      $0.publish("one", lede: lede)
    } after: {
      $0.edit("one") { $0.date = "2026-03-15" }
    }
    + linkCases

  private static let linkCases: [RoundCase] = [
    RoundCase(
      why: "its link has changed, alone: looked at once",
      before: { $0.publish("one", lede: lede) }, after: { $0.edit("one") { $0.path = "/b/one" } },
      looks: 1),
    RoundCase(
      why: "all links have changed: the site has moved, and nothing is fetched",
      before: { $0.publish("one", lede: lede) },
      after: { state in for i in state.stories.indices { state.stories[i].path += "-moved" } }),
    RoundCase(
      why: "the host has changed",
      before: { $0.publish("one", lede: lede) }, after: { $0.origin = "http://paper.test" }),
    RoundCase(
      why: "http has become https",
      before: { $0.publish("one", lede: lede) }, after: { $0.origin = "https://news.test" }),
    RoundCase(
      why: "a session id in each link",
      before: { $0.publish("one", lede: lede) }, after: { $0.suffix = ";jsessionid=0A1B2C3D" }),
    RoundCase(
      why: "tracking parameters in each link",
      before: { $0.publish("one", lede: lede) }, after: { $0.suffix = "?utm_medium=x&gclid=y" }),
    RoundCase(
      why: "`?page=` in each link",
      before: { $0.publish("one", lede: lede) }, after: { $0.suffix = "?page=2" }),
    RoundCase(
      why: "percent-encoding in each link",
      before: { $0.publish("one", lede: lede) },
      after: { state in
        for i in state.stories.indices {
          state.stories[i].path = state.stories[i].path.replacing("/a/", with: "/%61/")
        }
      }),
    RoundCase(
      why: "the link leads to another article now",
      before: { $0.publish("one", lede: lede) },
      after: { state in
        state.edit("one") {
          $0.lede = "A stamp exhibition opened with due ceremony at the plaza of the old town"
          $0.text = (0..<60).map { "stamp\($0)" }.joined(separator: " ")
        }
      }, spooled: 1),
  ]

  /// The case where links are stable, and where each has a token.
  private static func both(
    _ why: String, spooled: Int = 0, looks: Int = 0, looksByToken: Int? = nil,
    before: @escaping @Sendable (FakeSite) -> Void,
    after: @escaping @Sendable (inout FakeSite.State) -> Void
  ) -> [RoundCase] {
    [false, true].map {
      RoundCase(
        why: why, tokens: $0, before: before, after: after, spooled: spooled,
        looks: $0 ? looksByToken ?? looks : looks)
    }
  }
}

extension FakeSite.State {
  fileprivate mutating func edit(_ name: String, _ change: (inout FakeSite.Story) -> Void) {
    guard let i = stories.firstIndex(where: { $0.path == "/a/\(name)" }) else { return }
    change(&stories[i])
  }

  fileprivate mutating func add(
    _ name: String, lede: String, date: String? = RoundCase.day, text: String? = nil
  ) {
    let body = (0..<40).map { "\(name)word\($0)" }.joined(separator: " ")
    stories.insert(
      FakeSite.Story(path: "/a/\(name)", lede: lede, date: date, text: text ?? "\(lede). \(body)"),
      at: 0)
  }
}
