import Foundation
import Settings
import TestSupport
import Testing
import WebURL

@testable import Notifications

@Suite struct HeadlineListTests {
  private func chat(_ service: ChatServiceName) -> Chat {
    var chat = Chat(service)
    chat.url = WebURL("https://chat.example/base")
    (chat.token, chat.recipient) = ("t0ken", "room")
    return chat
  }

  private func text(_ service: ChatServiceName, _ digest: EventDigest) throws -> String {
    HeadlineList(digest, ChatService.named(service)).text
  }

  @Test(arguments: [
    (ChatServiceName.ntfy, "• A <b>|x\nhttps://news.example/(1)?a=1&b=2"),
    (.telegram, "• <a href=\"https://news.example/(1)?a=1&amp;b=2\">A &lt;b&gt;|x</a>"),
    (.slack, "• <https://news.example/(1)?a=1&amp;b=2|A &lt;b&gt;¦x>"),
    (.discord, "- [A \\<b\\>\\|x](<https://news.example/%281%29?a=1&b=2>)"),
  ])
  func `A headline is a link in the markup of the service`(
    _ service: ChatServiceName, _ line: String
  ) throws {
    #expect(try text(service, .make(["A <b>|x"])) == line)
  }

  @Test(arguments: ChatServiceName.allCases)
  func `A list fits the service and tells how many headlines are left out`(
    _ service: ChatServiceName
  ) throws {
    let digest = try EventDigest.make(
      (0..<400).map { "Headline \($0) *&<>@everyone " + String(repeating: "é", count: 60) })
    let values = ChatService.named(service)
    let list = HeadlineList(digest, values)
    #expect(values.length(of: list.text) + values.length(of: list.title) <= values.limit)
    let more = try #require(list.text.firstMatch(of: /… and (\d+) more$/)?.1)
    let shown = list.text.ranges(of: "Headline ").count
    #expect(shown > 0 && shown + Int(more)! == 400)
    let message = try #require(ChatMessage(chat(service), digest))
    let body = try JSONSerialization.jsonObject(with: Data(message.body))
    #expect(body is [String: Any])
    #expect(String(decoding: message.body, as: UTF8.self).contains("400 articles"))
  }

  @Test func `Everything is shown if it fits, and an event without an address has no link`() throws
  {
    let digest = try EventDigest.make(["One", "Two"], url: "")
    #expect(try text(.telegram, digest) == "• One\n• Two")
    #expect(try text(.matrix, digest) == "• One<br>• Two")
    #expect(try text(.telegram, .make(["One"], url: "javascript:alert(1)")) == "• One")
  }

  @Test func `The transaction of Matrix has the key of the message`() throws {
    let message = try #require(ChatMessage(chat(.matrix), try .make(["One"])))
    #expect(message.isPut && message.url.string.hasSuffix("/batch-1-desk"))
  }
}
