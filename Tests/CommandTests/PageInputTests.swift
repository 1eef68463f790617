import FlyingFox
import Foundation
import News
import Synchronization
import TestSupport
import Testing
import Watch
import WebURL

@testable import ledewatch

/// Tests of pages that are given on the command line.
@Suite struct PageInputTests {
  private let directory = NSTemporaryDirectory() + "ledewatch-test-" + UUID().uuidString

  private func write(_ text: String, to name: String) throws -> String {
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    let path = directory + "/" + name
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func commandError(_ body: () async throws -> Void) async -> CommandError? {
    do {
      try await body()
      return nil
    } catch { return error as? CommandError }
  }

  @Test(
    arguments: [
      ("gazette.example/news", "did you mean “https://gazette.example/news”?"),
      ("gazette.example", "did you mean “https://gazette.example/”?"),
      ("page.html", nil), ("./gazette.example", nil), ("news", nil),
    ] as [(String, String?)])
  func `A missing file that looks like an address is suggested as one`(
    path: String, hint: String?
  ) async {
    let error = await commandError { _ = try PageInput.read(path, url: nil, charset: nil) }
    #expect(error?.code.rawValue == 66)
    #expect(
      error?.message == "cannot read \(path): no such file or directory"
        + (hint.map { "; \($0)" } ?? ""))
  }

  @Test func `With a source, an address is fetched only through its proxy`()
    async throws
  {
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let requests = Mutex<[String]>([])
    let proxy = HTTPServer(address: try .inet(ip4: "127.0.0.1", port: 0), logger: .disabled)
    await proxy.appendRoute("*") { request in
      requests.withLock { $0.append("\(request.headers[.host] ?? "") \(request.path)") }
      return HTTPResponse(statusCode: .ok, body: Data("<p>by the proxy".utf8))
    }
    let task = Task { try await proxy.run() }
    defer { task.cancel() }
    try await proxy.waitUntilListening(timeout: 60)
    guard case .ip4(_, let port) = await proxy.listeningAddress else {
      Issue.record("the proxy does not listen on IPv4")
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
    let options = try SourceOptions.parse(["--source", "gazette", "--config", configuration])
    let source = try #require(try options.selectedSource())
    // The host cannot be resolved without the proxy.
    let page = try await PageInput.parse(["http://gazette.test/news"]).page(for: source)
    #expect(String(decoding: page.bytes, as: UTF8.self) == "<p>by the proxy")
    #expect(requests.withLock { $0 } == ["gazette.test /news"])
  }

  @Test func `An unknown source is a wrong command line`() async throws {
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let configuration = try write("sources: [{name: a, url: http://a.test}]", to: "x.yaml")
    let options = try SourceOptions.parse(["--source", "b", "--config", configuration])
    #expect(await commandError { _ = try options.selectedSource() }?.code.rawValue == 64)
  }

  @Test(arguments: [
    ("%PDF-1.7\n…", "a PDF document"), ("PK\u{3}\u{4}x", "a ZIP archive or an office document"),
    ("GIF89a", "a GIF image"),
  ])
  func `A file of another format is rejected with the name of the format`(
    bytes: String, kind: String
  ) async throws {
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let path = try write(bytes, to: "x")
    let input = try PageInput.parse([path])
    let error = await commandError { _ = try await input.page() }
    #expect(error?.message == "page: \(path) is \(kind), not a web page or feed")
    #expect(error?.code.rawValue == 65)
  }

  @Test func `Bytes that may be a page or a feed are accepted`() async throws {
    defer { try? FileManager.default.removeItem(atPath: directory) }
    for text in ["<!DOCTYPE html>", "\u{FEFF}<p>", "", "PK", "%PDX-", "{\"version\": \"1.1\"}"] {
      let input = try PageInput.parse([try write(text, to: "x")])
      #expect(try await input.page().bytes == Array(text.utf8))
    }
  }

  @Test func `The error of an empty page names the bot protection that served it`() {
    let page = Page(
      address: WebURL("http://a.test/"), bytes: Array("<title>Just a moment...</title>".utf8))
    let error = CommandError.notFound("list", "no teasers", on: page)
    #expect(error.message.hasPrefix("list: blocked by Cloudflare ("))
    #expect(error.message.hasSuffix("; no teasers (http://a.test/)"))
  }
}
