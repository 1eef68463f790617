import TestSupport
import Testing
import WebURL

@testable import Settings

@Suite struct SettingKeysArchiveTests {
  private func hook(_ settings: String, key: String = "access:secret\n") throws -> Hook {
    try load("hooks: [{name: h, \(settings)}]", files: ["/c/key": key]).hooks[0]
  }

  @Test func `An archive has its address, a long time limit, and the events of articles`() throws {
    let hook = try hook("archive: wayback")
    #expect(hook.target == .archive(WebArchive(.wayback)))
    #expect(WebArchive(.wayback).url == WebURL("https://web.archive.org/save/"))
    #expect(hook.events == [.new, .revised] && hook.timeout == .seconds(180))
    #expect(try self.hook("archive: wayback, timeout: 9s, events: [new]").events == [.new])
    #expect(try self.hook("archive: wayback, timeout: 9s").timeout == .seconds(9))
  }

  @Test func `A key and another address are possible`() throws {
    let hook = try hook(
      "archive: wayback, key_file: key, archive_url: \"http://127.0.0.1:8080/save\"")
    var archive = WebArchive(.wayback, url: WebURL("http://127.0.0.1:8080/save/"))
    archive.key = "access:secret"
    #expect(hook.target == .archive(archive))
  }

  @Test(arguments: ["secret", "a:b:c", ":b", "a:", "a: b", "a:b\u{1b}"])
  func `A key has two parts`(_ key: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try hook("archive: wayback, key_file: key", key: key)
    }
    #expect(
      error?.diagnostics.map(\.message)
        == ["key_file: the file must contain one line with “ACCESSKEY:SECRET”"])
  }

  @Test func `An archive has no digests`() {
    let error = #expect(throws: ConfigurationError.self) {
      try hook("archive: wayback, digest: every 6h")
    }
    #expect(
      error?.diagnostics.map(\.message)
        == [
          "“digest” and “archive” exclude each other: each article is submitted by its own address"
        ])
  }
}
