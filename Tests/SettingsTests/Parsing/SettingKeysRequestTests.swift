import Testing

@testable import Settings

@Suite struct SettingKeysRequestTests {
  @Test func `A secret loses its line break`() throws {
    let source = try loadSource(
      "headers: {Accept-Language: ko}\nheader_files: {X-Key: key}", files: ["/c/key": "s3cret\n"])
    #expect(source.request.headers == ["Accept-Language": "ko", "X-Key": "s3cret"])
  }

  @Test(arguments: [
    ("User-Agent", "use “user_agent” or “contact”"), ("host", "it follows from the URL"),
    ("If-None-Match", "it repeats the server's validators"),
    ("Accept-Encoding", "it lists the codings that can be decoded"),
    ("Range", "pages are fetched as a whole"), ("content-length", "requests have no body"),
    ("Connection", "connections are managed automatically"),
    ("Proxy-Authorization", "use “proxy_user” and “proxy_password_file”"),
  ])
  func `Some headers cannot be set`(name: String, reason: String) {
    #expect(
      messages("headers: {\(name): x}") == ["headers: “\(name)” cannot be set here; \(reason)"])
  }

  @Test func `A program may fetch the pages`() throws {
    let source = try loadSource("fetch: {command: [browser, --dump-dom, \"{url}\"]}")
    #expect(source.request.fetchCommand == ["browser", "--dump-dom", "{url}"])
    let sources = try load(
      """
      defaults: {fetch: {command: [browser]}}
      sources: [{name: a, url: http://a.example, fetch: null}]
      """
    ).sources
    #expect(sources[0].request.fetchCommand == nil)
  }

  @Test func `A program is guarded unless its “fetch” says otherwise`() throws {
    let sources = try load(
      """
      defaults: {fetch: {command: [browser, "{url}", "--proxy={proxy}"]}}
      sources:
      - {name: a, url: http://a.example}
      - {name: b, url: http://b.example, fetch: {command: [tunnel], unguarded: true}}
      - {name: c, url: http://c.example, fetch: {command: [tunnel], unguarded: false}}
      """
    ).sources
    #expect(sources.map { $0.request.fetchCommand?.isGuarded } == [true, false, true])
  }
}
