import Basics
import Foundation
import Notifications
import Settings
import TestSupport
import Testing
import WebURL

/// The receiver of `docs/webhooks.md`, run on a message.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")))
struct WebhookDocumentationTests {
  private let secret = "whsec_" + String(repeating: "A", count: 32)

  private func code() throws -> String {
    try #require(try DocumentationPage("docs/webhooks.md").blocks("python").first)
  }

  /// Returns what `verify` of the receiver says about a message.
  /// - Parameter change: changes the body after it was signed.
  private func verdict(
    at time: Timestamp, change: (inout [UInt8]) -> Void = { _ in }
  ) throws -> String {
    var webhook = Webhook(WebURL("https://desk.example/"))
    webhook.secrets = [.symmetric([1, 2, 3]), .symmetric(Array(repeating: 0, count: 24))]
    let event = Event(
      kind: .new, source: "gazette", deliveryKey: "a-r1-desk", at: time,
      record: Array("{\"id\": \"a\", \"title\": \"A “title”\"}".utf8))
    let message = try WebhookMessage(webhook, event, now: time)
    var body = message.body
    change(&body)
    let input: [String: Any] = [
      "code": try code(), "secret": secret,
      "header": Dictionary(uniqueKeysWithValues: message.fields.map { ($0.name, $0.value) }),
      "body": Data(body).base64EncodedString(), "now": time.secondsSinceEpoch,
    ]
    let script = """
      import base64, json, sys
      given = json.load(sys.stdin)
      names = {"__name__": "receiver"}
      exec(given["code"], names)
      names["time"].time = lambda: given["now"] + 10
      print(names["verify"](given["secret"], given["header"], base64.b64decode(given["body"])))
      """
    let output = try Program(
      "/usr/bin/python3", ["-c", script], environment: ["PATH": "/usr/bin:/bin"]
    ).run(input: String(decoding: JSONSerialization.data(withJSONObject: input), as: UTF8.self))
    return String(decoding: output.standardOutput + output.standardError, as: UTF8.self)
  }

  @Test func `The receiver accepts a message and refuses a changed one`() throws {
    #expect(try code().split(separator: "\n").filter { !$0.isEmpty }.count <= 20)
    #expect(try verdict(at: 1_773_483_300) == "True\n")
    #expect(try verdict(at: 1_773_483_300) { $0[$0.count - 3] ^= 1 } == "False\n")
  }
}
