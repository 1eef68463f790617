import Basics
import Settings
import Spool
import TestSupport
import Testing
import WebURL

@testable import Notifications

@Suite struct ObjectRequestTests {
  private func request(_ name: String, entry: String = "e-r1") -> ObjectRequest? {
    var store = ObjectStore(
      endpoint: WebURL("https://s3.example/x/"), bucket: "news", region: "r", keyID: "K",
      secret: "S")
    store.prefix = "a/"
    return ObjectRequest(
      store, source: "gazette", entry: entry, EntryFile(name: name, bytes: Array("abc".utf8)))
  }

  @Test(arguments: [
    ("article.json", "application/json"), ("article.md", "text/markdown; charset=utf-8"),
    ("changes.diff", "text/x-diff; charset=utf-8"), ("page.html.gz", "application/gzip"),
  ])
  func `A file is put under its name, with its type and the hash of its content`(
    _ name: String, _ type: String
  ) throws {
    let request = try #require(self.request(name))
    #expect(request.url.string == "https://s3.example/x/news/a/gazette/e-r1/\(name)")
    #expect(request.fields.contains { $0 == ("Content-Type", type) })
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(request.fields.contains { $0 == ("x-amz-content-sha256", hash) })
  }

  @Test(arguments: ["", ".", "..", "a/b", "a b", "a%2f", "ä", "a?b", "a\nb"])
  func `Other names than those of entries are refused`(_ entry: String) {
    #expect(request("article.json", entry: entry) == nil)
  }

  @Test(arguments: [
    (
      "<Error><Code>AuthorizationHeaderMalformed</Code><Message>wrong\u{1B}[31m\nregion</Message>"
        + "<Region>eu-west-1</Region></Error>",
      "AuthorizationHeaderMalformed: wrong [31m region: eu-west-1"
    ),
    ("<Error><Code>SlowDown</Code></Error>", "SlowDown"), ("<Code>", nil), ("<html>", nil),
    ("", nil),
  ])
  func `The code and the message of an error are on one line`(_ body: String, _ reason: String?) {
    #expect(ObjectRequest.refusal(Array(body.utf8)) == reason)
  }
}
