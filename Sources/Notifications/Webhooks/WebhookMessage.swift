import Basics
import Dates
import Settings
import Spool

/// The request of a webhook for one event or several: header fields and body.
package struct WebhookMessage: Sendable {
  package private(set) var fields: [(name: String, value: String)]
  package let body: [UInt8]

  /// The name of the product in the types of CloudEvents.
  private static let typePrefix = "ledewatch."
  /// The type of a message with several events.
  private static let digestType = "digest"

  /// Creates the message of one attempt.
  /// - Parameter now: the time of the attempt, which is signed.
  /// - Throws: `SignatureError`
  package init(_ webhook: Webhook, _ event: Event, now: Timestamp) throws(SignatureError) {
    let record = event.record.trimmedEnd
    try self.init(
      webhook,
      Content(
        key: event.deliveryKey, type: event.kind.dottedName, at: event.at,
        urn: "urn:ledewatch:source:\(event.source)", title: event.source, data: record,
        items: [UInt8(ascii: "[")] + record + [UInt8(ascii: "]")], raw: record),
      template: webhook.template.map { ($0.mediaType, $0.body(for: event)) }, now: now)
  }

  /// Creates the message of one attempt at several events.
  /// - Throws: `SignatureError`
  package init(
    _ webhook: Webhook, _ digest: EventDigest, now: Timestamp
  ) throws(SignatureError) {
    let items = digest.jsonArray
    let data = Array("{\"count\":\(digest.events.count),\"entries\":".utf8) + items + "}".utf8
    try self.init(
      webhook,
      Content(
        key: digest.key, type: WebhookMessage.digestType, at: digest.at,
        urn: digest.source.map { "urn:ledewatch:source:\($0)" } ?? "urn:ledewatch:digest",
        title: digest.source ?? "Ledewatch", data: data, items: items, raw: items), now: now)
  }

  private init(
    _ webhook: Webhook, _ content: Content, template: (type: String, body: [UInt8])? = nil,
    now: Timestamp
  ) throws(SignatureError) {
    body = template?.body ?? content.body(webhook.format)
    let (id, timestamp) = (content.id, "\(now.wholeSeconds)")
    fields = [("Content-Type", template?.type ?? webhook.format.contentType)]
    fields += [("webhook-id", id), ("webhook-timestamp", timestamp)]
    if !webhook.secrets.isEmpty {
      let signature = try MessageSignature.standard(
        id: id, timestamp: timestamp, body: body, secrets: webhook.secrets)
      fields.append(("webhook-signature", signature))
    }
    if let secret = webhook.hubSecret {
      fields.append(("X-Hub-Signature-256", MessageSignature.hub(body, secret: secret)))
    }
    if webhook.format == .cloudeventsBinary {
      // The content type of the request is that of the data.
      fields += content.attributes.dropLast().map { ("ce-\($0.name)", $0.value) }
    }
    fields += webhook.headers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The content of a message, apart from its form.
  private struct Content {
    var key: String
    /// The type with dots.
    var type: String
    var at: Timestamp
    /// The context of the message. It is a URN, because the URL of a listing may contain a secret.
    var urn: String
    /// The title of a feed.
    var title: String
    /// The data by Standard Webhooks and CloudEvents, as JSON.
    var data: [UInt8]
    /// The items of a feed, as a JSON array.
    var items: [UInt8]
    /// The body of the form `raw`.
    var raw: [UInt8]

    /// The id of the message. It must not contain a dot, which separates the signed parts.
    var id: String { "msg_" + key.replacing(".", with: "~") }

    func body(_ format: WebhookFormat) -> [UInt8] {
      switch format {
      case .raw: raw
      case .cloudeventsBinary: data
      case .standard:
        object([("type", type), ("timestamp", RFC3339.string(from: at))], raw: ("data", data))
      case .cloudevents: object(attributes, raw: ("data", data))
      case .jsonfeed:
        object(
          [("version", "https://jsonfeed.org/version/1.1"), ("title", title)],
          raw: ("items", items))
      }
    }

    /// The attributes of CloudEvents 1.0.
    var attributes: [(name: String, value: String)] {
      [
        ("specversion", "1.0"), ("id", id), ("source", urn), ("type", typePrefix + type),
        ("time", RFC3339.string(from: at)), ("datacontenttype", "application/json"),
      ]
    }

    /// Returns a JSON object of strings, and of one member that is JSON already.
    private func object(
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
