import Synchronization
import Testing
import Web

@testable import Watch

/// The end of `once` and of a backfill by a signal, which cancels their task.
@Suite struct InterruptionTests {
  private let world = FakeWorld()

  /// Runs `body` in a task that is cancelled by the first request for a path.
  private func interruption(
    at path: String, _ body: @escaping @Sendable (Watcher) async throws -> OnceReport
  ) async -> Interruption? {
    let task = Mutex<Task<OnceReport, any Error>?>(nil)
    world.site.answer(path) { _ in
      task.withLock { $0?.cancel() }
      throw CancellationError()
    }
    // The task begins after it is stored, so that the request finds it.
    let (begin, continuation) = AsyncStream.makeStream(of: Void.self)
    let work = Task { [watcher = world.watcher()] in
      for await _ in begin {}
      return try await body(watcher)
    }
    task.withLock { $0 = work }
    continuation.finish()
    do { _ = try await work.value } catch { return error as? Interruption }
    return nil
  }

  @Test func `An interrupted once tells how many sources were not polled`() async {
    world.site.publish("one")
    let found = await interruption(at: "/") { try await $0.once() }
    #expect(found == Interruption(unpolledSources: 1))
  }

  @Test func `An interrupted once tells what is owed, and the next one fetches it`() async throws {
    world.site.publish("one")
    world.site.publish("two")
    world.hooks.ending.withLock { $0 = .exited(9) }
    try await world.once()
    world.site.publish("three")
    let found = await interruption(at: "/a/three") { try await $0.once() }
    #expect(found == Interruption(owed: 1, deliveries: 2))
    world.site.restore()
    try await world.once()
    #expect(world.spooled.count == 3)
  }

  @Test func `An interrupted backfill tells what is owed`() async {
    world.site.publish("one")
    let found = await interruption(at: "/a/one") {
      try await $0.backfill("lindmar", .pages(1), notify: false)
    }
    #expect(found == Interruption(owed: 1))
  }

  @Test(arguments: [
    (Interruption(), "interrupted; nothing is left to do"),
    (
      Interruption(unpolledSources: 1, owed: 2),
      "interrupted: 1 source was not polled, 2 articles are still to be fetched; run the same command again to continue"
    ),
    (
      Interruption(deliveries: 1),
      "interrupted: 1 delivery is pending; run the same command again to continue"
    ),
  ])
  func `The message names what is left`(interruption: Interruption, message: String) {
    #expect("\(interruption)" == message)
  }

  @Test func `Open work that cannot be counted is not called done`() async throws {
    let ledger = try world.openLedger()
    await ledger.close()
    let found = await Interruption().counting(world.configuration(), in: ledger)
    #expect(!found.isCounted)
    #expect("\(found)" == "interrupted; run the same command again to continue")
  }
}
