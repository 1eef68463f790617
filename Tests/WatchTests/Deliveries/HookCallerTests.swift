import Basics
import Notifications
import Settings
import Synchronization
import TestSupport
import Testing
import Web
import WebURL

@testable import Watch

@Suite struct HookCallerTests {
  private let clock = TestClock()
  private let record = Array("{\"id\": \"a\"}\n".utf8)

  private var hook: Hook {
    Hook(name: "desk", target: .webhook(Webhook(WebURL("http://127.0.0.1:8080/hook?key=1"))))
  }

  private func call(_ fetch: @escaping Fetch) async -> HookOutcome {
    let caller = HookCaller(
      programs: HookRunner(environment: [:]), fetch: fetch, clock: clock)
    let environment = HookEnvironment(
      event: .new, source: "gazette", delivery: "a-r1-desk")
    return await caller.call(hook, record, environment)
  }

  private func answer(
    _ status: Int, _ headers: [(name: String, value: String)] = [], body: String = ""
  ) async -> HookOutcome {
    await call {
      Response(url: $0.url, status: status, headers: headers, body: Array(body.utf8))
    }
  }

  @Test func `A webhook gets one bounded POST request that follows no redirect`() async throws {
    let sent = Mutex<[Request]>([])
    let outcome = await call { request in
      sent.withLock { $0.append(request) }
      return Response(url: request.url, status: 204, body: [])
    }
    #expect(outcome.isDelivered && "\(outcome)" == "HTTP 204")
    let request = try #require(sent.withLock { $0.first })
    #expect(request.url.string == "http://127.0.0.1:8080/hook?key=1" && !request.followsRedirects)
    #expect(
      request.body.map { String(decoding: $0, as: UTF8.self) }?.contains("article.new") == true)
    #expect(
      request.header.fields.contains { $0.name == "webhook-id" && $0.value == "msg_a-r1-desk" })
    // The URL of a webhook is often its secret.
    #expect(request.hasSecretPath && request.bounds.maximumDuration == hook.timeout)
  }

  @Test(arguments: [200, 201, 202, 299]) func `A status of success is delivered`(_ status: Int)
    async
  {
    #expect(await answer(status).isDelivered)
  }

  @Test(arguments: [301, 302, 304, 400, 401, 404, 410, 429, 500, 503])
  func `Another status is not delivered, and is told with the beginning of the answer`(
    _ status: Int
  ) async {
    let outcome = await answer(
      status, body: "no\u{1B}[31m luck\n" + String(repeating: "x", count: 5000))
    #expect(!outcome.isDelivered && outcome.isGone == (status == 410))
    #expect("\(outcome)".hasPrefix("HTTP \(status): no"))
    #expect("\(outcome)".count < 300 && !"\(outcome)".contains("\u{1B}"))
  }

  @Test func `An overloaded receiver tells how long to wait`() async {
    let outcome = await answer(429, [("retry-after", "120")])
    #expect(outcome.isOverloaded && outcome.retryAfter == .seconds(120))
    #expect(await answer(503).isOverloaded)
    #expect(await !answer(500).isOverloaded)
  }

  @Test func `A hook of feeds writes them with the time of the event`() async {
    let scratch = Scratch()
    let hook = Hook(name: "feeds", target: .feed(FeedSettings(directory: scratch.path("feeds"))))
    var environment = HookEnvironment(event: .new, source: "gazette", delivery: "a-r1-feeds")
    environment.at = 1_773_483_300
    let record = Array("{\"id\": \"a\", \"_ledewatch\": {\"revision\": 1}}".utf8)
    let caller = HookCaller(
      programs: HookRunner(environment: [:]),
      fetch: { Response(url: $0.url, status: 500, body: []) },
      clock: clock)
    let outcome = await caller.call(hook, record, environment)
    #expect(outcome.isDelivered && outcome.ending == .written)
    let atom = scratch.read("feeds/gazette.atom")
    #expect(atom?.contains("<updated>2026-03-14T10:15:00Z</updated>") == true)
  }

  @Test func `A hub is told of the feeds that may have changed`() async throws {
    let scratch = Scratch()
    var settings = FeedSettings(directory: scratch.path("feeds"))
    settings.url = WebURL("https://example.org/feeds/")
    settings.hub = WebURL("https://hub.example/publish")
    settings.tags = ["gazette": ["sport"]]
    let requests = Mutex<[Request]>([])
    let status = Mutex(204)
    let caller = HookCaller(
      programs: HookRunner(environment: [:]),
      fetch: { request in
        requests.withLock { $0.append(request) }
        return Response(url: request.url, status: status.withLock { $0 }, body: [])
      },
      clock: clock)
    let event = Event(
      kind: .new, source: "gazette", deliveryKey: "k", at: 100,
      record: Array("{\"id\": \"a\", \"_ledewatch\": {\"revision\": 1}}".utf8))
    #expect(await caller.write([event], to: settings, timeout: .seconds(5)).isDelivered)
    let request = try #require(requests.withLock { $0.first })
    #expect(request.url == settings.hub && !request.followsRedirects)
    let topics = ["_sport", "all", "gazette"].flatMap { ["\($0).atom", "\($0).json"] }
    #expect(
      request.body.map { String(decoding: $0, as: UTF8.self) } == "hub.mode=publish"
        + topics.map { "&hub.url=https:%2F%2Fexample.org%2Ffeeds%2F\($0)" }.joined())
    status.withLock { $0 = 500 }
    #expect(await !caller.write([event], to: settings, timeout: .seconds(5)).isDelivered)
    #expect(scratch.read("feeds/gazette.atom")?.contains("rel=\"hub\"") == true)
    #expect(scratch.read("feeds/gazette.json")?.contains("\"hubs\"") == true)
  }

  @Test func `A failed request is told by its stage, and a cancelled one is no attempt`() async {
    let failed = await call { throw FetchError(stage: .tls, url: $0.url, reason: "expired") }
    #expect(failed.ending == .failed("tls: expired") && !failed.isDelivered)
    let late = await call {
      throw FetchError(stage: .bounds, url: $0.url, reason: "not completed within fetch_limit, 3s")
    }
    #expect("\(late)" == "bounds: not completed within timeout, 3s")
    let cancelled = await call { throw FetchError(stage: .cancelled, url: $0.url, reason: "") }
    #expect(cancelled.ending == .cancelled)
  }
}
