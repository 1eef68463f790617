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
