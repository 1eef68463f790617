import Basics
import Ledger
import Settings
import Synchronization
import Testing
import Web
import WebURL

@testable import Watch

/// The pings of a dead man's switch.
@Suite struct PingerTests {
  let world = FakeWorld()
  private let pings = Locked<[(url: String, body: String?)]>([])

  private func watcher(status: Int = 200) -> Watcher {
    var watcher = world.watcher { $0.ping.url = "https://hc.test/key" }
    let fetch = watcher.dependencies.fetch
    watcher.dependencies.fetch = { [pings] request in
      guard request.url.host == "hc.test" else { return try await fetch(request) }
      pings.withLock {
        $0.append((request.url.string, request.body.map { String(decoding: $0, as: UTF8.self) }))
      }
      return Response(url: request.url, status: status)
    }
    return watcher
  }

  /// The pings without the id of the run.
  private var paths: [String] {
    pings.withLock { $0.map { String($0.url.prefix { $0 != "?" }) } }
  }

  @Test func `A run of once pings its start and its success with one run id`() async throws {
    world.site.publish("one")
    _ = try await watcher().once()
    #expect(paths == ["https://hc.test/key/start", "https://hc.test/key"])
    let ids = pings.withLock { Set($0.compactMap { $0.url.split(separator: "?").last }) }
    #expect(ids.count == 1)
    let isUUID =
      ids.first?.wholeMatch(
        of: /rid=[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil
    #expect(isUUID, "\(ids)")
  }

  @Test func `A run in which all sources fail pings the failure with its reason`() async throws {
    world.site.answer("/", status: 500)
    _ = try await watcher().once()
    #expect(paths == ["https://hc.test/key/start", "https://hc.test/key/fail"])
    #expect(pings.withLock { $0.last?.body }?.contains("HTTP 500") == true)
  }

  @Test func `A ping that is refused does not affect the run`() async throws {
    world.site.publish("one")
    let report = try await watcher(status: 404).once()
    #expect(report.exitStatus == 0)
    #expect(world.spooled.count == 1)
  }

  @Test func `A service pings its success at intervals`() async throws {
    let watcher = watcher()
    world.clock.drive()
    let task = Task { try await watcher.run() }
    while paths.count < 4 {
      await world.clock.passToNext(sleepers: 2)
      for _ in 0..<20 { await Task.yield() }
    }
    task.cancel()
    try await task.value
    #expect(paths.first == "https://hc.test/key/start")
    #expect(paths.dropFirst().allSatisfy { $0 == "https://hc.test/key" })
  }
}
