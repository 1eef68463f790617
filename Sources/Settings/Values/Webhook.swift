import WebURL

/// A URL that receives events by POST.
package struct Webhook: Hashable, Sendable {
  package var url: WebURL
  package var format: WebhookFormat = .standard
  /// The body that replaces the format; nil for none.
  package var template: BodyTemplate?
  /// The secrets that sign each message by Standard Webhooks 1.0. A receiver accepts any of them, so a
  /// new one can be added before an old one is removed.
  package var secrets: [WebhookSecret] = []
  /// The secret of `X-Hub-Signature-256`; nil for none.
  package var hubSecret: String?
  /// Further fields of the request header.
  package var headers: [String: String] = [:]

  package init(_ url: WebURL) { self.url = url }
}

/// The form in which a webhook receives an event; the raw value is its name in the configuration.
package enum WebhookFormat: String, Hashable, Sendable, CaseIterable {
  /// `{type, timestamp, data}` of Standard Webhooks 1.0; the data is the record of the event.
  case standard
  /// CloudEvents 1.0 in structured mode: one JSON object.
  case cloudevents
  /// CloudEvents 1.0 in binary mode: the attributes are header fields, the body is the record.
  case cloudeventsBinary = "cloudevents-binary"
  /// A JSON Feed 1.1 with the event as its only item.
  case jsonfeed
  /// The record alone, as programs receive it.
  case raw
}

/// A key that signs messages.
package enum WebhookSecret: Hashable, Sendable {
  /// The bytes of a `whsec_…` secret, for HMAC-SHA256.
  case symmetric([UInt8])
  /// The 32-byte seed of a `whsk_…` private key, for ed25519.
  case ed25519([UInt8])
}
