import Basics
import Foundation
import Settings
import TestSupport
import Testing
import WebURL

@testable import Notifications

@Suite struct BodyTemplateFillingTests {
  private static let hostile = "a\"b\\c\n{{url}} <i>&'é\u{202e}\u{1b}[31m"

  private func body(_ type: String, _ text: String) throws -> String {
    let record: [String: Any] = [
      "id": "a1", "url": "https://news.example/?a=1&b=2", "title": Self.hostile,
      "summary": Self.hostile, "authors": [["name": "Ann"], ["name": "Bob"]],
      "_ledewatch": ["version": 2, "event": "new", "revision": 2],
    ]
    let event = Event(
      kind: .new, source: "gazette", deliveryKey: "a1-r2-h", at: 1_773_483_300,
      record: Array(try JSONSerialization.data(withJSONObject: record)))
    var webhook = Webhook(WebURL("https://desk.example/"))
    webhook.template = BodyTemplate(mediaType: type, text: text)
    let message = try WebhookMessage(webhook, event, now: 1_773_483_400)
    #expect(message.fields.contains { $0 == ("Content-Type", type) })
    return String(decoding: message.body, as: UTF8.self)
  }

  @Test func `Values of JSON are the content of strings`() throws {
    let body = try body(
      "application/json",
      #"{"t": "{{headline}}", "l": "{{lede}}", "s": "{{source}} {{revision}} {{authors}}"}"#)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: String])
    #expect(json["t"] == "a\"b\\c {{url}} <i>&'é [31m")
    #expect(json["l"] == "a\"b\\c\n{{url}} <i>&'é [31m")
    #expect(json["s"] == "gazette 2 Ann, Bob")
  }

  @Test func `Values of forms, markup and text are escaped by their type`() throws {
    #expect(
      try body("application/x-www-form-urlencoded", "u={{url}}&x=1")
        == "u=https:%2F%2Fnews.example%2F%3Fa%3D1%26b%3D2&x=1")
    #expect(
      try body("text/html", "<p title='{{headline}}'>")
        == "<p title='a&quot;b\\c {{url}} &lt;i&gt;&amp;&#39;é [31m'>")
    #expect(
      try body("text/plain", "{{id}}: {{url}} {{image}}.") == "a1: https://news.example/?a=1&b=2 .")
  }
}
