import Basics
import Foundation
import Settings
import TestSupport
import Testing
import WebURL

@testable import Notifications

@Suite struct EventDigestTests {
  @Test func `JSON Lines have a record on each line, with its texts unchanged`() throws {
    let digest = try EventDigest.make(["One  \n  two", "Three"])
    let lines = String(decoding: digest.jsonLines, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 2)
    for (line, event) in zip(lines, digest.events) {
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? NSDictionary
      let record = try JSONSerialization.jsonObject(with: Data(event.record)) as? NSDictionary
      #expect(value == record)
    }
  }

  @Test func `The title counts articles, or messages`() throws {
    #expect(try EventDigest.make(["One"]).title == "1 article")
    #expect(try EventDigest.make(["One", "Two"], kind: .revised).title == "2 articles")
    #expect(try EventDigest.make(["One", "Two"], kind: .gap).title == "2 messages")
    #expect(try EventDigest.make(["One", "Two"], sources: ["a", "b"]).sourceText == "2 sources")
  }

  private func body(_ format: WebhookFormat, _ digest: EventDigest) throws -> Any {
    var webhook = Webhook(WebURL("https://desk.example/hook"))
    webhook.format = format
    let message = try WebhookMessage(webhook, digest, now: 1_773_483_400)
    #expect(message.fields.contains { $0 == ("webhook-id", "msg_batch-1-desk") })
    return try JSONSerialization.jsonObject(with: Data(message.body))
  }

  @Test func `A webhook receives the records in each form`() throws {
    let digest = try EventDigest.make(["One", "Two"], sources: ["a", "b"])
    let standard = try #require(try body(.standard, digest) as? [String: Any])
    #expect(standard["type"] as? String == "digest")
    let data = try #require(standard["data"] as? [String: Any])
    #expect(data["count"] as? Int == 2)
    #expect(
      (data["entries"] as? [[String: Any]])?.map { $0["title"] as? String } == ["One", "Two"])
    let event = try #require(try body(.cloudevents, digest) as? [String: Any])
    #expect(event["type"] as? String == "ledewatch.digest")
    #expect(event["source"] as? String == "urn:ledewatch:digest")
    #expect((event["data"] as? [String: Any])?["count"] as? Int == 2)
    let feed = try #require(try body(.jsonfeed, digest) as? [String: Any])
    #expect((feed["items"] as? [Any])?.count == 2)
    #expect((try body(.raw, digest) as? [Any])?.count == 2)
    #expect((try body(.cloudeventsBinary, digest) as? [String: Any])?["count"] as? Int == 2)
  }
}
