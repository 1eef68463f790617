import Basics
import Foundation
import News
import Settings
import Synchronization
import Testing
import Web

@testable import Watch

@Suite struct ArticleMediaTests {
  let world = FakeWorld()
  var site: FakeSite { world.site }

  private static let gif = Array("GIF89a picture".utf8)

  private func publish(_ images: [String]) {
    site.publish("one", text: "The harbour.\n" + images.map { "I|\($0)" }.joined(separator: "\n"))
  }

  private func answer(_ path: String, _ body: [UInt8]) {
    site.answer(path) { Response(url: $0.url, status: 200, body: body) }
  }

  private func once(_ change: (inout Source) -> Void = { _ in }) async throws {
    _ = try await world.once { configuration in
      configuration.hooks = []
      configuration.formats = [.html]
      configuration.sources[0].entries.media = .keep
      change(&configuration.sources[0])
    }
  }

  private func files() throws -> [String] {
    let entry = try #require(world.scratch.list("spool/new").first)
    return world.scratch.list("spool/new/\(entry)").sorted()
  }

  private func read(_ file: String) throws -> String {
    let entry = try #require(world.scratch.list("spool/new").last)
    return try #require(world.scratch.read("spool/new/\(entry)/\(file)"))
  }

  @Test func `Images become files of the entry, which the record and the page name`() async throws {
    publish(["/i/1.svg"])
    answer("/i/1.svg", ArticleMediaTests.gif)
    try await once()
    let name = try #require(try files().first { $0.hasPrefix("media-") })
    #expect(name.hasSuffix(".gif"))
    #expect(try files() == ["article.html", "article.json", name])
    #expect(Array(try read(name).utf8) == ArticleMediaTests.gif)
    #expect(try read("article.html").contains("<img src=\"\(name)\" alt=\"A view\">"))
    let record = try #require(
      try JSONSerialization.jsonObject(with: Data(read("article.json").utf8)) as? [String: Any])
    let attachment = try #require((record["attachments"] as? [[String: Any]])?.first)
    #expect(attachment["url"] as? String == "http://news.test/i/1.svg")
    #expect(attachment["mime_type"] as? String == "image/gif")
    #expect(attachment["size_in_bytes"] as? Int == ArticleMediaTests.gif.count)
    #expect(attachment["title"] as? String == "A view")
    let details = try #require(record["_ledewatch"] as? [String: Any])
    #expect(
      details["media"] as? [[String: String]]
        == [["url": "http://news.test/i/1.svg", "file": name]])
    let html = record["content_html"] as? String
    #expect(html?.contains("src=\"http://news.test/i/1.svg\"") == true)
  }

  @Test func `Nothing is fetched unless the source keeps images`() async throws {
    publish(["/i/1"])
    answer("/i/1", ArticleMediaTests.gif)
    try await once { $0.entries.media = .none }
    #expect(site.takeRequests()["/i/1"] == nil)
    #expect(try files() == ["article.html", "article.json"])
    #expect(try !read("article.json").contains("attachments"))
  }

  @Test func `An image that fails is left out, and the article is spooled`() async throws {
    publish(["/i/404", "/i/svg", "/i/large", "/i/error", "/i/good"])
    answer("/i/svg", Array("<svg/>".utf8))
    answer("/i/large", ArticleMediaTests.gif + [UInt8](repeating: 0, count: 5 << 20))
    site.answer("/i/error") { throw FetchError(stage: .http, url: $0.url, reason: "cut") }
    answer("/i/good", ArticleMediaTests.gif)
    try await once()
    #expect(try files().count == 3)
  }

  @Test(arguments: [true, false])
  func `Images that fail do not make the host count as down`(isSilent: Bool) async throws {
    site.publish("two")
    publish((1...9).map { "/i/\($0)" })
    for number in 1...9 {
      site.answer("/i/\(number)") {
        if isSilent { throw FetchError(stage: .connect, url: $0.url, reason: "no answer") }
        return Response(url: $0.url, status: 503, body: [0x78])
      }
    }
    try await once()
    #expect(world.scratch.list("spool/new").count == 2)
    #expect(site.takeRequests().keys.count { $0.hasPrefix("/i/") } == 2)
  }

  @Test func `At most twenty images are fetched`() async throws {
    publish((1...30).map { "/i/\($0)" })
    for number in 1...30 { answer("/i/\(number)", Array("GIF89a \(number)".utf8)) }
    try await once()
    #expect(try files().count { $0.hasPrefix("media-") } == 20)
    #expect(site.takeRequests().keys.count { $0.hasPrefix("/i/") } == 20)
  }

  @Test func `No image is begun when the time is over`() async throws {
    publish((1...5).map { "/i/\($0)" })
    for number in 1...5 { answer("/i/\(number)", Array("GIF89a \(number)".utf8)) }
    try await once { $0.politeness.hostPause = .seconds(25) }
    #expect(try files().count { $0.hasPrefix("media-") } < 5)
    #expect(try files().contains("article.json"))
  }

  @Test func `A request for an image has a bound and asks for no page`() async throws {
    publish(["/i/1"])
    let seen = Mutex<Request?>(nil)
    let gif = ArticleMediaTests.gif
    site.answer("/i/1") { request in
      seen.withLock { $0 = request }
      return Response(url: request.url, status: 200, body: gif)
    }
    try await once()
    let request = try #require(seen.withLock { $0 })
    #expect(request.bounds.maximumBodySize == (5 << 20) + 1)
    #expect(request.bounds.maximumDuration <= .seconds(60))
    #expect(request.header.fields.contains { $0.name == "Accept" && $0.value == "image/*" })
  }

  @Test func `A revision has images of its own`() async throws {
    publish(["/i/1"])
    answer("/i/1", ArticleMediaTests.gif)
    try await once { $0.revisions.intervals = [.seconds(600)] }
    site.change {
      $0.stories[0].text = "The harbour has changed in many ways since then.\nI|/i/2"
    }
    answer("/i/2", Array("GIF89a new".utf8))
    world.clock.pass(.seconds(3600))
    try await once { $0.revisions.intervals = [.seconds(600)] }
    #expect(world.scratch.list("spool/new").count == 2)
    #expect(try read("article.json").contains("\"url\": \"http://news.test/i/2\""))
  }
}
