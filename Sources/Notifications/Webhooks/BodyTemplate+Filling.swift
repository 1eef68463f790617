import Basics
import Settings
import Spool

extension BodyTemplate {
  /// Returns the body for an event. Its values are escaped, and have no control characters but line breaks and
  /// tabs.
  func body(for event: Event) -> [UInt8] {
    let document = try? EntryDocument(decoding: event.record)
    let text = BodyTemplate.filling(text) { name in
      guard let field = Field(rawValue: name) else { return "" }
      let value = BodyTemplate.value(field, event, document).strippingControlCharacters(
        keeping: "\n\t", replacingSeparatorsWith: " ", keepingBalancedIsolates: true)
      return escape(value)
    }
    return Array(text.utf8)
  }

  private static func value(_ field: Field, _ event: Event, _ document: EntryDocument?) -> String {
    switch field {
    case .event: event.kind.rawValue
    case .source: event.source
    case .id: document?.id ?? ""
    case .revision: document?.details.revision.map(String.init) ?? ""
    case .headline: EventContent(event).title
    case .lede: document?.summary ?? ""
    case .text: document?.contentText ?? ""
    case .url: document?.url ?? ""
    case .date: document?.datePublished ?? ""
    case .authors: (document?.authors ?? []).map(\.name).joined(separator: ", ")
    case .language: document?.language ?? ""
    case .image: document?.image ?? ""
    }
  }

  private func escape(_ value: String) -> String {
    switch escaping {
    case .json:
      var value = value
      var bytes: [UInt8] = []
      value.withUTF8 { JSONText.appendContent($0, to: &bytes) }
      return String(decoding: bytes, as: UTF8.self)
    case .form: return value.percentEncodedComponent
    case .markup: return value.escapedForHTML.replacing("'", with: "&#39;")
    case .plain, nil: return value
    }
  }
}
