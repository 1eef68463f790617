import Basics
import TestSupport
import Testing

@testable import Watch

/// Tests that teasers in ledgers of versions that did not remove control characters stay known.
@Suite struct StoredControlCharactersTests {
  let world = FakeWorld()

  @Test func `A teaser that loses its control characters is not spooled again`() async throws {
    let odd = "\u{E0041}\u{202E}\u{2066}\u{FFF9}\u{9B}"
    let lede =
      "No. 7\(odd): the harbour\(odd) board of Lindmar – has met again and talked about the tide"
    world.site.publish("one", lede: lede)
    world.site.publish("two")
    try await world.once()
    #expect(world.spooled.count == 2)
    world.site.change { state in
      for i in state.stories.indices {
        state.stories[i].lede = state.stories[i].lede.strippingControlCharacters()
        // The link must not be what identifies the teaser.
        state.suffix = "?token=7"
      }
    }
    for _ in 0..<3 {
      world.clock.pass(.seconds(3600))
      try await world.once()
    }
    #expect(world.spooled.count == 2)
  }
}
