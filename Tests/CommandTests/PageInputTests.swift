import FlyingFox
import Foundation
import News
import Synchronization
import TestSupport
import Testing
import Watch
import WebURL

@testable import ledewatch

/// Pages that are named on the command line.
@Suite struct PageInputTests {
  private let directory = NSTemporaryDirectory() + "ledewatch-test-" + UUID().uuidString

  private func write(_ text: String, to name: String) throws -> String {
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    let path = directory + "/" + name
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func complaint(_ body: () async throws -> Void) async -> CommandError? {
    do {
      try await body()
      return nil
    } catch { return error as? CommandError }
  }

  @Test func `With a source, an address is asked for through its proxy, and nobody else`()
    async throws
  {
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let asked = Mutex<[String]>([])
    let proxy = HTTPServer(address: try .inet(ip4: "127.0.0.1", port: 0), logger: .disabled)
    await proxy.appendRoute("*") { request in
      asked.withLock { $0.append("\(request.headers[.host] ?? "") \(request.path)") }
      return HTTPResponse(statusCode: .ok, body: Data("<p>by the proxy".utf8))
    }
    let task = Task { try await proxy.run() }
    defer { task.cancel() }
    try await proxy.waitUntilListening(timeout: 60)
    guard case .ip4(_, let port) = await proxy.listeningAddress else {
      Issue.record("the proxy listens elsewhere")
      return
    }
    _ = try write("s3cret", to: "secret")
    let configuration = try write(
      """
      sources:
        - name: gazette
          url: http://gazette.test/news
          proxy: http://127.0.0.1:\(port)
          proxy_user: ann
          proxy_password_file: \(directory)/secret
      """, to: "ledewatch.yaml")
    let chosen = try SourceOptions.parse(["--source", "gazette", "--config", configuration])
    let source = try #require(try chosen.named())
    // Nowhere to be found without it.
    let page = try await PageInput.parse(["http://gazette.test/news"]).page(for: source)
    #expect(String(decoding: page.bytes, as: UTF8.self) == "<p>by the proxy")
    #expect(asked.withLock { $0 } == ["gazette.test /news"])
  }

  @Test func `A source that there is not is a wrong command line`() async throws {
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let configuration = try write("sources: [{name: a, url: http://a.test}]", to: "x.yaml")
    let chosen = try SourceOptions.parse(["--source", "b", "--config", configuration])
    #expect(await complaint { _ = try chosen.named() }?.code.rawValue == 64)
  }

  @Test(arguments: [
    ("%PDF-1.7\n…", "a PDF document"), ("PK\u{3}\u{4}x", "a ZIP archive, or an office document"),
    ("GIF89a", "a GIF image"),
  ])
  func `A file that is no page is called what it is`(bytes: String, kind: String) async throws {
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let path = try write(bytes, to: "x")
    let input = try PageInput.parse([path])
    let fault = await complaint { _ = try await input.page() }
    #expect(fault?.text == "page: is no page but \(kind) (\(path))")
    #expect(fault?.code.rawValue == 65)
  }

  @Test func `What may be a page is taken for one`() {
    for text in ["<!DOCTYPE html>", "\u{FEFF}<p>", "", "PK", "%PDX-"] {
      #expect(FileKind.name(of: Array(text.utf8)) == nil)
    }
  }

  @Test func `A page without what is looked for is told with who has put it there`() {
    let page = Page(
      address: WebURL("http://a.test/"), bytes: Array("<title>Just a moment...</title>".utf8))
    let complaint = CommandError.nothing("list", "no teasers", on: page)
    #expect(complaint.text.hasPrefix("list: blocked by Cloudflare ("))
    #expect(complaint.text.hasSuffix("; no teasers (http://a.test/)"))
  }
}
