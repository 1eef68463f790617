import Basics
import Dates
import Settings
import Spool

/// The request of a webhook for an event: header fields and body.
package struct WebhookMessage: Sendable {
  package private(set) var fields: [(name: String, value: String)]
  package let body: [UInt8]

  /// The name of the product in the types of CloudEvents.
  private static let typePrefix = "ledewatch."

  /// Creates the message of one attempt.
  /// - Parameter now: the time of the attempt, which is signed.
  package init(_ webhook: Webhook, _ event: Event, now: Timestamp) {
    let id = WebhookMessage.id(of: event)
    body = WebhookMessage.body(of: event, id: id, webhook.format)
    let timestamp = "\(now.wholeSeconds)"
    fields = [("Content-Type", webhook.format.contentType)]
    fields += [("webhook-id", id), ("webhook-timestamp", timestamp)]
    if !webhook.secrets.isEmpty {
      let signature = MessageSignature.standard(
        id: id, timestamp: timestamp, body: body, secrets: webhook.secrets)
      fields.append(("webhook-signature", signature))
    }
    if let secret = webhook.hubSecret {
      fields.append(("X-Hub-Signature-256", MessageSignature.hub(body, secret: secret)))
    }
    if webhook.format == .cloudeventsBinary {
      // The content type of the request is that of the data.
      fields += WebhookMessage.attributes(of: event, id: id).dropLast()
        .map { ("ce-\($0.name)", $0.value) }
    }
    fields += webhook.headers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Returns the id of the message. It must not contain a dot, which separates the signed parts.
  private static func id(of event: Event) -> String {
    "msg_" + event.deliveryKey.replacing(".", with: "~")
  }

  private static func body(of event: Event, id: String, _ format: WebhookFormat) -> [UInt8] {
    let record = event.record.trimmedEnd
    switch format {
    case .raw, .cloudeventsBinary: return record
    case .standard:
      return object(
        [("type", event.kind.dottedName), ("timestamp", RFC3339.string(from: event.at))],
        raw: ("data", record))
    case .cloudevents: return object(attributes(of: event, id: id), raw: ("data", record))
    case .jsonfeed:
      return object(
        [("version", "https://jsonfeed.org/version/1.1"), ("title", event.source)],
        raw: ("items", [UInt8(ascii: "[")] + record + [UInt8(ascii: "]")]))
    }
  }

  /// The attributes of CloudEvents 1.0. The context of a source is a URN, because the URL of a listing
  /// may contain a secret.
  private static func attributes(of event: Event, id: String) -> [(name: String, value: String)] {
    [
      ("specversion", "1.0"), ("id", id), ("source", "urn:ledewatch:source:\(event.source)"),
      ("type", typePrefix + event.kind.dottedName), ("time", RFC3339.string(from: event.at)),
      ("datacontenttype", "application/json"),
    ]
  }

  /// Returns a JSON object of strings, and of one member that is JSON already.
  private static func object(
    _ strings: [(name: String, value: String)], raw: (name: String, value: [UInt8])
  ) -> [UInt8] {
    // Without the closing brace and the newline.
    let object = JSON.object(strings.map { ($0.name, .string($0.value)) })
    var bytes = Array(object.serialized(.line).dropLast(2))
    bytes += ",\"\(raw.name)\":".utf8
    bytes += raw.value
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }
}

extension WebhookFormat {
  var contentType: String {
    switch self {
    case .standard, .raw, .cloudeventsBinary: "application/json"
    case .cloudevents: "application/cloudevents+json"
    case .jsonfeed: "application/feed+json"
    }
  }
}

extension [UInt8] {
  /// The bytes without white space at the end.
  fileprivate var trimmedEnd: [UInt8] {
    Array(prefix((lastIndex { $0 > 0x20 } ?? -1) + 1))
  }
}
