import Basics
import Foundation
import Settings
import TestSupport
import Testing
import WebURL

@testable import Notifications

@Suite struct WebhookMessageTests {
  private let event = Event(
    kind: .new, source: "gazette", deliveryKey: "abc-r1-desk.one", at: 1_773_483_300,
    record: Array("{\n  \"id\": \"abc\",\n  \"title\": \"A “title” \\u0000\"\n}\n".utf8))

  private func message(
    _ format: WebhookFormat, secrets: [WebhookSecret] = []
  ) throws -> (fields: [String: String], body: [String: Any]) {
    var webhook = Webhook(WebURL("https://desk.example/hook"))
    webhook.format = format
    webhook.secrets = secrets
    webhook.headers = ["X-Key": "k"]
    let message = try WebhookMessage(webhook, event, now: 1_773_483_400)
    let body = try JSONSerialization.jsonObject(with: Data(message.body)) as? [String: Any]
    return (Dictionary(uniqueKeysWithValues: message.fields.map { ($0.name, $0.value) }), body!)
  }

  @Test func `The standard form has type, time of the event, and the record`() throws {
    let (fields, body) = try message(.standard)
    #expect(body["type"] as? String == "article.new")
    #expect(body["timestamp"] as? String == "2026-03-14T10:15:00Z")
    #expect((body["data"] as? [String: Any])?["title"] as? String == "A “title” \u{0}")
    #expect(
      fields == [
        "Content-Type": "application/json", "webhook-id": "msg_abc-r1-desk~one",
        "webhook-timestamp": "1773483400", "X-Key": "k",
      ])
  }

  @Test func `A secret adds a signature`() throws {
    let (fields, _) = try message(.standard, secrets: [.symmetric([1, 2, 3])])
    #expect(fields["webhook-signature"]?.hasPrefix("v1,") == true)
  }

  @Test func `CloudEvents have their attributes in the body or in the header`() throws {
    let expected = [
      "specversion": "1.0", "id": "msg_abc-r1-desk~one", "source": "urn:ledewatch:source:gazette",
      "type": "ledewatch.article.new", "time": "2026-03-14T10:15:00Z",
      "datacontenttype": "application/json",
    ]
    let (fields, body) = try message(.cloudevents)
    #expect(body.compactMapValues { $0 as? String } == expected)
    #expect((body["data"] as? [String: Any])?["id"] as? String == "abc")
    #expect(fields["Content-Type"] == "application/cloudevents+json")
    let (binaryFields, binaryBody) = try message(.cloudeventsBinary)
    #expect(binaryBody["id"] as? String == "abc")
    // The content type of the request is the type of the data.
    for (name, value) in expected where name != "datacontenttype" {
      #expect(binaryFields["ce-" + name] == value)
    }
    #expect(binaryFields["Content-Type"] == "application/json")
    #expect(binaryFields["ce-datacontenttype"] == nil)
  }

  @Test func `A JSON Feed has the record as its only item, and the raw form is the record`() throws
  {
    let (_, feed) = try message(.jsonfeed)
    #expect(feed["version"] as? String == "https://jsonfeed.org/version/1.1")
    #expect((feed["items"] as? [[String: Any]])?.count == 1)
    #expect(try message(.raw).body["id"] as? String == "abc")
  }

  @Test func `Each kind of event has a dotted name`() {
    let names = EventKind.allCases.map(\.dottedName)
    #expect(Set(names).count == EventKind.allCases.count)
    #expect(names.allSatisfy { $0.hasPrefix("article.") || $0.hasPrefix("source.") })
    #expect(EventKind.sourceBroken.dottedName == "source.broken")
    #expect(EventKind.privateAddress.dottedName == "source.private-address")
  }
}
