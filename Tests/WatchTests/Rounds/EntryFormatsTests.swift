import Basics
import Foundation
import Settings
import Testing
import Web

@testable import Watch

@Suite struct EntryFormatsTests {
  let world = FakeWorld()

  private func files(_ change: (inout Configuration) -> Void) async throws -> [String] {
    world.site.publish("one")
    _ = try await world.once {
      $0.hooks = []
      change(&$0)
    }
    let entry = try #require(world.scratch.list("spool/new").first)
    return world.scratch.list("spool/new/\(entry)").sorted()
  }

  @Test func `An entry has a file of each format`() async throws {
    let files = try await files { $0.formats = Set(EntryFormat.allCases) }
    #expect(
      files == [
        "article.eml", "article.html", "article.json", "article.md", "article.txt",
        "page.html.gz", "page.warc.gz",
      ])
  }

  @Test func `The formats of a source replace those of the configuration`() async throws {
    let files = try await files {
      $0.formats = [.markdown]
      $0.sources[0].entries.formats = [.text]
    }
    #expect(files == ["article.json", "article.txt"])
  }

  @Test func `Messages are recorded for articles only, and only for an archive`() async throws {
    world.site.answer("/a/one") { request in
      #expect(request.recordsExchanges)
      return Response(url: request.url, status: 200, body: Array("A\nThe harbour.".utf8))
    }
    world.site.answer("/") { [site = world.site] request in
      #expect(!request.recordsExchanges)
      return try site.listing(request)
    }
    _ = try await files { $0.formats = [.warc] }
    world.site.restore()
    world.site.answer("/a/two") { request in
      #expect(!request.recordsExchanges)
      return Response(url: request.url, status: 200, body: Array("A\nThe tide.".utf8))
    }
    world.site.publish("two")
    _ = try await files { $0.formats = [.page] }
  }

  @Test func `An archive has the messages of each page of an article`() async throws {
    for (path, text) in [
      ("/a/one", "A\nThe harbour.\nN|/a/one?page=2"), ("/a/one?page=2", "A\nThe tide."),
    ] {
      world.site.answer(path) { request in
        var response = Response(url: request.url, status: 200, body: Array(text.utf8))
        response.exchanges = [
          HTTPExchange(
            url: request.url, peer: nil, requestHeader: Array("GET \(path) HTTP/1.1".utf8),
            responseHeader: Array("HTTP/1.1 200 OK".utf8), body: response.body)
        ]
        return response
      }
    }
    _ = try await files { $0.formats = [.warc] }
    let entry = try #require(world.scratch.list("spool/new").first)
    let path = world.scratch.path("spool/new/\(entry)/page.warc.gz")
    let bytes = Array(try #require(FileManager.default.contents(atPath: path)))
    let content = try #require(Gzip.expand(bytes, maximumBytes: 1 << 20))
    let lines = String(decoding: content, as: UTF8.self).components(separatedBy: "\r\n")
    #expect(
      lines.filter { $0.hasPrefix("WARC-Type: ") }.map { $0.dropFirst(11) }
        == ["warcinfo", "request", "response", "request", "response", "metadata"])
    #expect(lines.contains("The tide.") || lines.contains("A\nThe tide."))
    #expect(lines.contains { $0.hasPrefix("WARC-Date: 2026-03-14T") })
  }

  @Test func `Bodies beyond the maximum size of an archive are left out`() {
    func exchange(_ size: Int) -> HTTPExchange {
      HTTPExchange(
        url: "http://news.test/", peer: nil, requestHeader: [], responseHeader: [],
        body: [UInt8](repeating: 0, count: size))
    }
    var exchanges = RecordedExchanges()
    exchanges.add([exchange(20 << 20), exchange(20 << 20), exchange(1 << 20)])
    #expect(exchanges.all.map(\.isTruncated) == [false, true, false])
    #expect(exchanges.all.map(\.body.count) == [20 << 20, 0, 1 << 20])
  }
}
