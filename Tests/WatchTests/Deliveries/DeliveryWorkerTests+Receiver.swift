import Ledger
import Settings
import Spool
import Testing
import WebURL

@testable import Watch

/// Receivers that ask for a pause, or want no more messages.
extension DeliveryWorkerTests {
  private func desk(_ address: WebURL) -> @Sendable (inout Configuration) -> Void {
    { $0.hooks = [Hook(name: "desk", target: .webhook(Webhook(address)))] }
  }

  private func hookStatus() async throws -> Status.HookStatus {
    let configuration = world.configuration(desk(WebURL("http://desk.test/")))
    let status = try await Status.load(configuration, now: world.clock.timestamp)
    return try #require(status.hooks.first)
  }

  @Test func `An overloaded receiver gets no other delivery until its pause is over`() async throws
  {
    let change = desk(WebURL("http://desk.test/"))
    for name in ["one", "two", "three"] { world.site.publish(name) }
    world.hooks.ending.withLock { $0 = .answered(429) }
    world.hooks.retryAfter.withLock { $0 = .seconds(1800) }
    #expect(try await world.once(change).deliveries == DeliveryReport(delivered: 0, failed: 1))
    world.hooks.ending.withLock { $0 = .answered(200) }
    world.hooks.retryAfter.withLock { $0 = nil }
    world.clock.pass(.seconds(1700))
    try await world.once(change)
    // A new process does not know of the pause, but the delivery that failed does.
    #expect(world.hooks.urls.filter { $0.hasSuffix("one") }.count == 1)
    world.clock.pass(.seconds(200))
    try await world.once(change)
    let status = try await hookStatus()
    #expect(status.pending == 0 && status.delivered == 3)
  }

  @Test func `A pause that is longer than the longest retry is obeyed by the next process`()
    async throws
  {
    let change = desk(WebURL("http://desk.test/"))
    world.site.publish("one")
    world.hooks.ending.withLock { $0 = .answered(429) }
    world.hooks.retryAfter.withLock { $0 = .seconds(80_000) }
    try await world.once(change)
    world.clock.pass(.seconds(7200))
    try await world.once(change)
    #expect(world.hooks.urls.count == 1)
    world.clock.pass(.seconds(80_000))
    try await world.once(change)
    #expect(world.hooks.urls.count == 2)
  }

  @Test func `A receiver that is gone disables the hook until a retry or another URL`()
    async throws
  {
    let change = desk(WebURL("http://desk.test/"))
    world.site.publish("one")
    world.hooks.ending.withLock { $0 = .answered(410) }
    try await world.once(change)
    world.site.publish("two")
    world.clock.pass(.seconds(86_400))
    try await world.once(change)
    #expect(world.hooks.urls.count == 1, "no request is sent to a disabled receiver")
    let status = try await hookStatus()
    #expect(status.disabledReason == "HTTP 410" && status.pending == 2)
    let configuration = world.configuration(change)
    #expect(
      StatusCheck(
        try await Status.load(configuration, now: world.clock.timestamp), configuration,
        now: world.clock.timestamp
      ).severity == .broken)

    _ = try await RetryRequest(hook: "desk").arm(
      configuration.ledgerPath, now: world.clock.timestamp)
    try await world.once(change)
    #expect(world.hooks.urls.count == 2, "“retry” enables it")

    world.hooks.ending.withLock { $0 = .answered(200) }
    world.clock.pass(.seconds(86_400))
    try await world.once(desk(WebURL("http://desk.test/new")))
    let after = try await hookStatus()
    #expect(after.disabledReason == nil && after.delivered == 2 && after.pending == 0)
  }

  @Test func `A pause ends with a retry by a command, and with another receiver`() async throws {
    let configuration = world.configuration(desk(WebURL("http://desk.test/")))
    let hook = try #require(configuration.hooks.first)
    let world = world
    func retry() async throws {
      _ = try await RetryRequest(hook: "desk").arm(
        configuration.ledgerPath, now: world.clock.timestamp)
    }
    world.site.publish("one")
    world.hooks.ending.withLock { $0 = .answered(429) }
    world.hooks.retryAfter.withLock { $0 = .seconds(80_000) }
    try await world.once(desk(WebURL("http://desk.test/")))
    try await retry()

    let dependencies = world.watcher().dependencies
    let ledger = try LedgerStore.open(
      configuration.ledgerPath, log: dependencies.log, now: world.clock.timestamp)
    let spool = try SpoolDirectory.open(configuration.spoolPath, expecting: nil)
    let worker = DeliveryWorker(
      hook, ledger: ledger, spool: spool, dependencies: dependencies, wakeSignal: WakeSignal())
    try await worker.deliverDue(force: false)
    #expect(await worker.pauseEnd != nil)
    #expect(try await worker.startableCalls().isEmpty)
    try await retry()
    let calls = try await worker.startableCalls()
    #expect(calls.count == 1)
    #expect(await worker.pauseEnd == nil)

    for call in calls { try await worker.attempt(call) }
    await worker.update(to: hook)
    #expect(await worker.pauseEnd != nil)
    var other = hook
    other.target = .webhook(Webhook(WebURL("http://desk.test/new")))
    await worker.update(to: other)
    #expect(await worker.pauseEnd == nil)
    #expect(try await worker.startableCalls().count == 1)
    await ledger.close()
  }
}
