import Basics
import Settings
import Spool
import Synchronization
import TestSupport
import Testing
import Web
import WebURL

@testable import Watch

@Suite struct HookCallerArchiveTests {
  private let clock = TestClock()
  private let record = Array(
    """
    {"id": "a1", "url": "https://news.example/1", "title": "T",
    "_ledewatch": {"version": 2, "event": "new", "revision": 1}}
    """.utf8)

  private func call(
    _ target: HookTarget, record: [UInt8]? = nil, entry: String = "",
    files: SpoolDirectory.SpooledFiles? = nil, log: LinesOfLog = LinesOfLog(), times: Int = 1,
    _ answer: @escaping @Sendable (Request) throws -> Response
  ) async -> [HookOutcome] {
    let caller = HookCaller(
      programs: HookRunner(environment: [:]), fetch: { try answer($0) },
      objects: ObjectUploader(log: log.logger) { _ in files }, clock: clock)
    let environment = HookEnvironment(
      event: .new, source: "gazette", id: "a1", revision: 1, entry: entry, delivery: "a1-r1-h")
    var outcomes: [HookOutcome] = []
    for _ in 0..<times {
      outcomes.append(
        await caller.call(Hook(name: "h", target: target), record ?? self.record, environment))
    }
    return outcomes
  }

  // MARK: - Web archives

  private func archive(
    key: String? = nil, record: [UInt8]? = nil, times: Int = 1,
    _ answer: @escaping @Sendable (Request) throws -> Response
  ) async -> [HookOutcome] {
    var archive = WebArchive(.wayback, url: WebURL("http://127.0.0.1:8080/save/"))
    archive.key = key
    return await call(.archive(archive), record: record, times: times, answer)
  }

  @Test func `An address is submitted by a GET request, at intervals`() async throws {
    let requests = Mutex<[Request]>([])
    let start = clock.now
    let outcomes = await archive(times: 3) { request in
      requests.withLock { $0.append(request) }
      return Response(
        url: request.url, status: 302, headers: [(name: "location", value: "/web/1/x")], body: [])
    }
    #expect(outcomes.allSatisfy { $0.isDelivered && "\($0)" == "HTTP 302" })
    let request = try #require(requests.withLock { $0.first })
    #expect(request.url.string == "http://127.0.0.1:8080/save/https://news.example/1")
    #expect(request.body == nil && !request.followsRedirects)
    #expect(clock.now - start == .seconds(40))
  }

  @Test func `An account submits it by POST, and the answer may refuse it`() async {
    let accepted = await archive(key: "k:s") {
      #expect($0.header.fields.contains { $0 == ("Authorization", "LOW k:s") } && $0.body != nil)
      return Response(url: $0.url, status: 200, body: Array("{\"job_id\": \"spn2-1\"}".utf8))
    }
    #expect(accepted[0].isDelivered)
    let refused = await archive(key: "k:s") {
      let body = "{\"status\": \"error\", \"status_ext\": \"error:user-session-limit\"}"
      return Response(url: $0.url, status: 200, body: Array(body.utf8))
    }
    #expect(!refused[0].isDelivered && refused[0].isOverloaded)
    #expect("\(refused[0])" == "error:user-session-limit")
  }

  @Test func `An archive that is overloaded is obeyed`() async {
    let outcomes = await archive {
      Response(
        url: $0.url, status: 429, headers: [(name: "retry-after", value: "60")], body: [])
    }
    #expect(outcomes[0].isOverloaded && outcomes[0].retryAfter == .seconds(60))
  }

  @Test func `An address that no archive can reach is skipped without a request`() async {
    let record = Array("{\"id\": \"a\", \"url\": \"http://10.0.0.7/\", \"_ledewatch\": {}}".utf8)
    let outcomes = await archive(record: record) { _ in throw Broken() }
    #expect(outcomes[0].isDelivered)
    #expect("\(outcomes[0])" == "an archive cannot reach the address of the article")
  }

  // MARK: - Objects

  private let store = HookTarget.objects(
    ObjectStore(
      endpoint: WebURL("http://127.0.0.1:9000/"), bucket: "news", region: "r", keyID: "K",
      secret: "S"))

  @Test func `The files of an entry are put with a signature, the record last`() async throws {
    let requests = Mutex<[Request]>([])
    let files = SpoolDirectory.SpooledFiles(
      files: [EntryFile(name: "article.md", bytes: [0x61])],
      refusals: ["page.html.gz: not a regular file"])
    let log = LinesOfLog()
    let outcomes = await call(store, entry: "/s/new/e-r1", files: files, log: log) { request in
      requests.withLock { $0.append(request) }
      return Response(url: request.url, status: 200, body: [])
    }
    #expect(outcomes[0].isDelivered)
    let sent = requests.withLock { $0 }
    #expect(
      sent.map(\.url.string) == [
        "http://127.0.0.1:9000/news/gazette/e-r1/article.md",
        "http://127.0.0.1:9000/news/gazette/e-r1/article.json",
      ])
    #expect(sent.allSatisfy { $0.isPut && $0.signature?.region == "r" })
    #expect(sent.last?.body == record && sent.last?.header.credentials?.user == "K")
    #expect(log.lines.contains { $0.contains("was replaced and is not stored") })
  }

  @Test func `The first failure ends the delivery before the record`() async {
    let files = SpoolDirectory.SpooledFiles(files: [EntryFile(name: "article.md", bytes: [0x61])])
    let outcomes = await call(store, entry: "/s/new/e-r1", files: files) {
      #expect($0.url.string.hasSuffix("article.md"))
      let body =
        "<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code><Message>No</Message></Error>"
      return Response(url: $0.url, status: 403, body: Array(body.utf8))
    }
    #expect("\(outcomes[0])" == "HTTP 403: AccessDenied: No")
  }

  @Test func `Only the record is put of an entry that was taken, which is told once`() async {
    let log = LinesOfLog()
    let outcomes = await call(store, entry: "/s/new/e-r1", log: log, times: 2) {
      #expect($0.url.string.hasSuffix("e-r1/article.json"))
      return Response(url: $0.url, status: 200, body: [])
    }
    #expect(outcomes.allSatisfy { $0.isDelivered })
    #expect(
      log.lines.filter { $0.hasPrefix("warning") && $0.contains("has taken the entry") }.count == 1)
  }
}
