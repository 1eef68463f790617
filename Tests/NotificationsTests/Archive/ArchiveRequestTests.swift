import Basics
import Settings
import TestSupport
import Testing
import WebURL

@testable import Notifications

@Suite struct ArchiveRequestTests {
  private func request(_ url: String, key: String? = nil) -> ArchiveRequest? {
    var archive = WebArchive(.wayback)
    archive.key = key
    let record = "{\"id\": \"a\", \"url\": \"\(url)\", \"_ledewatch\": {\"version\": 2}}"
    return ArchiveRequest(
      archive,
      Event(
        kind: .new, source: "gazette", deliveryKey: "a-r1-h", at: 0, record: Array(record.utf8)))
  }

  @Test func `An address without an account follows the address of the archive`() throws {
    let request = try #require(self.request("https://news.example/a?b=c&d#e"))
    #expect(request.url.string == "https://web.archive.org/save/https://news.example/a?b=c&d")
    #expect(request.body == nil && request.pace == .seconds(20))
  }

  @Test func `An account submits the address in a form, which nothing in it can leave`() throws {
    let request = try #require(
      self.request("https://ann:pw@news.example/ä?b=c&capture_all=1", key: "k:s"))
    #expect(request.url.string == "https://web.archive.org/save/")
    #expect(
      request.body.map { String(decoding: $0, as: UTF8.self) }
        == "url=https:%2F%2Fnews.example%2F%25C3%25A4%3Fb%3Dc%26capture_all%3D1")
    #expect(request.fields.contains { $0 == ("Authorization", "LOW k:s") })
    #expect(request.pace == .seconds(9))
  }

  @Test(arguments: [
    "http://127.0.0.1/a", "http://10.1.2.3/", "http://[::1]/", "http://desk.lan/a", "http://desk/",
    "ftp://news.example/a", "javascript:alert(1)", "",
  ])
  func `An address that is not public is not submitted`(_ url: String) {
    #expect(request(url) == nil)
  }

  @Test func `An answer may refuse the address, or all for the present`() throws {
    let request = try #require(self.request("https://news.example/a", key: "k:s"))
    func refusal(_ text: String) -> (reason: String, isTemporary: Bool)? {
      request.refusal(status: 200, location: nil, Array(text.utf8))
    }
    #expect(refusal("{\"url\": \"https://news.example/\", \"job_id\": \"spn2-1\"}") == nil)
    #expect(
      refusal("{\"message\": \"The same snapshot had been made 5 minutes ago.\"}") == nil)
    let blocked = try #require(
      refusal(
        "{\"status\": \"error\", \"status_ext\": \"error:blocked-url\", \"message\": \"No\\u001b[31m\"}"
      ))
    #expect(blocked == ("error:blocked-url: No [31m", false))
    let limit = refusal("{\"status\": \"error\", \"status_ext\": \"error:user-session-limit\"}")
    #expect(limit?.isTemporary == true)
  }

  @Test(arguments: [
    "<html>Maintenance</html>", "", "{\"message\": \"You need to be logged in\"}",
    "{\"job_id\": null}",
  ])
  func `An answer without the id of a submission confirms none to an account`(_ text: String) throws
  {
    let request = try #require(self.request("https://news.example/a", key: "k:s"))
    let refusal = try #require(request.refusal(status: 200, location: nil, Array(text.utf8)))
    #expect(refusal.reason.hasPrefix("HTTP 200: the answer confirms no submission"))
    #expect(refusal.isTemporary)
  }

  @Test(arguments: [
    ("https://web.archive.org/web/20260314101500/https://news.example/a", true),
    ("/web/20260314101500/https://news.example/a", true),
    ("https://web.archive.org/save/https://news.example/a", false),
    ("https://archive.org/account/login\u{1B}[31m", false), ("/web/", false), (nil, false),
  ])
  func `Only a redirect to a saved page confirms a submission`(_ location: String?, _ isSaved: Bool)
    throws
  {
    let request = try #require(self.request("https://news.example/a"))
    let refusal = request.refusal(status: 302, location: location, [])
    #expect((refusal == nil) == isSaved)
    #expect(refusal.map { !$0.reason.contains("\u{1B}") && !$0.isTemporary } ?? true)
    let account = try #require(self.request("https://news.example/a", key: "k:s"))
    #expect(account.refusal(status: 302, location: location, []) != nil)
  }

  @Test func `A page is an answer to an address without an account`() throws {
    let request = try #require(self.request("https://news.example/a"))
    #expect(request.refusal(status: 200, location: nil, Array("<html>".utf8)) == nil)
  }
}
