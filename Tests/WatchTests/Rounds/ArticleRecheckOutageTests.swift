import TestSupport
import Testing

@testable import Watch

@Suite struct ArticleRecheckOutageTests {
  let world = FakeWorld()

  @Test func `No article is rechecked while the listing cannot be read`() async throws {
    world.site.publish("one")
    try await world.once()
    world.site.change { $0.stories[0].isThere = false }
    world.site.answer("/", status: 500)
    _ = world.site.takeRequests()
    for _ in 0..<4 {
      world.clock.pass(.seconds(4 * 3600))
      try await world.once()
    }
    let requests = world.site.takeRequests()
    #expect(requests["/"] != nil && requests["/a/one"] == nil)
    world.site.restore()
    world.site.change { $0.stories[0].isThere = true }
    world.clock.pass(.seconds(4 * 3600))
    try await world.once()
    #expect(world.site.takeRequests()["/a/one"] == 1)
    #expect(!world.hooks.told.withLock { $0.contains { $0.event.rawValue == "withdrawn" } })
  }
}
