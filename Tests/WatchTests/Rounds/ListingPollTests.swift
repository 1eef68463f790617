import TestSupport
import Testing

@testable import Watch

@Suite struct ListingPollTests {
  let world = FakeWorld()

  /// Runs a round ten minutes later, and returns whether its request had validators.
  private func sendsValidators() async throws -> Bool? {
    world.clock.pass(.seconds(600))
    try await world.once()
    return world.site.state.withLock { state in
      state.lastRequest.flatMap { $0.url.path == "/" ? $0.validators?.etag != nil : nil }
    }
  }

  @Test func `The listing is requested without validators after a failure`() async throws {
    world.site.publish("one")
    try await world.once()
    #expect(try await sendsValidators() == true)
    world.site.answer("/", status: 500)
    #expect(try await sendsValidators() == true)
    world.site.restore()
    #expect(try await sendsValidators() == false)
    #expect(try await sendsValidators() == true)
    #expect(world.spooled == ["http://news.test/a/one"])
  }
}
