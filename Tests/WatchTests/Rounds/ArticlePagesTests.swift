import Basics
import Foundation
import Logging
import News
import Settings
import TestSupport
import Testing
import Web

@testable import Watch

@Suite struct ArticlePagesTests {
  let world = FakeWorld()
  var site: FakeSite { world.site }

  /// An article over pages; each leads to the next.
  private func publish(pages: [String]) {
    site.publish("one", text: pages[0] + (pages.count > 1 ? "\nN|/a/one?page=2" : ""))
    for (place, text) in pages.enumerated().dropFirst() {
      let next = place + 1 < pages.count ? "\nN|/a/one?page=\(place + 2)" : ""
      answer("/a/one?page=\(place + 1)", "A\n\(text)\(next)")
    }
  }

  private func answer(_ path: String, _ text: String) {
    site.answer(path) { Response(url: $0.url, status: 200, body: Array(text.utf8)) }
  }

  private func record() throws -> [String: Any] {
    let name = try #require(world.scratch.list("spool/new").first)
    let json = try #require(world.scratch.read("spool/new/\(name)/article.json"))
    return try #require(
      JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
  }

  private func details() throws -> [String: Any] {
    try #require(try record()["_ledewatch"] as? [String: Any])
  }

  @Test func `An article over several pages is spooled once with the addresses of its pages`()
    async throws
  {
    publish(pages: ["first part", "second part", "third part"])
    #expect(try await world.once().spooled.count == 1)
    let record = try record()
    #expect(record["content_text"] as? String == "first part\nsecond part\nthird part")
    let extra = try #require(record["_ledewatch"] as? [String: Any])
    #expect(
      extra["pages"] as? [String]
        == ["", "?page=2", "?page=3"].map { "http://news.test/a/one\($0)" })
    #expect(try details()["extraction"] as? String == "good")
  }

  @Test func `An article is spooled only when all its pages can be fetched`() async throws {
    publish(pages: ["first part", "second part"])
    site.answer("/a/one?page=2", status: 404)
    #expect(try await world.once().spooled.isEmpty)
    world.clock.pass(.seconds(3600))
    answer("/a/one?page=2", "A\nsecond part")
    #expect(try await world.once().spooled.count == 1)
    #expect(try record()["content_text"] as? String == "first part\nsecond part")
  }

  @Test func `An article with missing pages is spooled at the age limit and marked as doubtful`()
    async throws
  {
    publish(pages: ["first part", "second part", "third part"])
    answer("/a/one?page=3", "no article")
    for _ in 0..<2 {
      #expect(try await world.once().spooled.isEmpty)
      world.clock.pass(.seconds(86_400))
    }
    #expect(try await world.once().spooled.count == 1)
    #expect(try record()["content_text"] as? String == "first part\nsecond part")
    let details = try details()
    #expect(details["extraction"] as? String == "doubtful")
    let reason = details["extraction_reason"] as? String
    #expect(reason?.contains("page 3 of the article: an error page") == true)
  }

  @Test func `An endless article is read up to the maximum number of pages and marked as doubtful`()
    async throws
  {
    publish(pages: (1...30).map { "part \($0)" })
    #expect(try await world.once().spooled.count == 1)
    #expect(
      site.takeRequests().filter { $0.key.hasPrefix("/a/one") }.count == Round.maximumArticlePages)
    #expect(try details()["extraction_reason"] as? String == "goes on after 20 pages")
  }

  @Test func `A page that links back to an earlier one ends the article`() async throws {
    publish(pages: ["first part", "second part"])
    answer("/a/one?page=2", "A\nsecond part\nN|/a/one?page=3")
    site.answer("/a/one?page=3") { _ in
      Response(
        url: "http://news.test/a/one", status: 200, body: Array("A\nfirst part".utf8))
    }
    #expect(try await world.once().spooled.count == 1)
    #expect(try record()["content_text"] as? String == "first part\nsecond part")
    #expect(try details()["extraction"] as? String == "good")
  }

  @Test func `A selector that finds nothing is reported once per round`() async throws {
    let log = LinesOfLog()
    for name in ["one", "two", "three"] { site.publish(name, text: "\(name) words\nM|body: “x”") }
    try await world.once(log: log.logger)
    let lines = log.lines.filter { $0.contains("selector") }
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix("warning") == true)
    #expect(lines.first?.contains("article: body: “x”") == true)
  }
}

/// A log kept in memory.
final class LinesOfLog: Sendable {
  private let kept = Locked<[String]>([])
  var lines: [String] { kept.withLock { $0 } }
  var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

  private struct Handler: LogHandler {
    let log: LinesOfLog
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      log.kept.withLock { $0.append("\(event.level): \(event.message) \(event.metadata ?? [:])") }
    }
  }
}
