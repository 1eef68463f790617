import Settings
import Testing

@testable import Watch

@Suite struct RecipientsTests {
  private let world = FakeWorld()

  private func called() -> [String] { world.hooks.urls }

  @Test func `A hook with a condition receives the articles that meet it`()
    async throws
  {
    world.site.publish("one", lede: "The harbour of Lindmar burns")
    world.site.publish("two", lede: "The council met")
    try await world.once { configuration in
      var filter = TextFilter()
      filter.words = ["harbour"]
      configuration.hooks[0].filter = filter
    }
    #expect(called() == ["http://news.test/a/one"])
    #expect(world.entries.count == 2)
  }

  @Test(arguments: [true, false])
  func `The withdrawal of an article is told to the hooks whose conditions the article met`(
    _ isDelivered: Bool
  ) async throws {
    let change = { @Sendable (configuration: inout Configuration) in
      for (index, word) in ["harbour", "council"].enumerated() {
        if index > 0 { configuration.hooks.append(Hook(name: word, argv: [word])) }
        configuration.hooks[index].filter = TextFilter()
        configuration.hooks[index].filter?.words = [word]
        configuration.hooks[index].filter?.languages = isDelivered ? ["en"] : []
      }
      // The hook that receives everything keeps the record in the ledger while it fails.
      if !isDelivered { configuration.hooks.append(Hook(name: "all", argv: ["all"])) }
      configuration.hooks[0].events = [.withdrawn]
      configuration.hooks[1].events = [.withdrawn]
    }
    world.site.publish("one", lede: "The harbour of Lindmar burns")
    world.hooks.ending.withLock { $0 = .exited(isDelivered ? 0 : 1) }
    try await world.once(change)
    world.site.change { $0.stories[0].isThere = false }
    for _ in 0..<2 {
      world.clock.pass(.seconds(4 * 3600))
      try await world.once(change)
    }
    let told = world.hooks.told.withLock { $0 }.filter { $0.event == .withdrawn }
    #expect(
      Set(told.map(\.delivery).map { $0.split(separator: "-").last })
        == (isDelivered ? ["tell"] : ["tell", "all"]))
  }

  @Test func `A hook with tags receives the events of sources with one of them`() async throws {
    world.site.publish("one")
    try await world.once { configuration in
      configuration.sources[0].tags = ["sea", "north"]
      configuration.hooks[0].tags = ["north"]
      configuration.hooks.append(Hook(name: "other", argv: ["other"]))
      configuration.hooks[1].tags = ["south"]
    }
    #expect(called().count == 1)
  }
}
