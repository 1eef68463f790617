import Basics
import Settings
import Spool
import WebURL

/// The request of a chat for one event or several.
package struct ChatMessage: Sendable {
  package let url: WebURL
  package let isPut: Bool
  package let fields: [(name: String, value: String)]
  package let body: [UInt8]
  /// The least time until the next message.
  package let pace: Duration

  /// Returns nil if the settings do not make a valid URL.
  package init?(_ chat: Chat, _ event: Event) {
    let service = ChatService.named(chat.service)
    self.init(
      chat, service, Values(chat, EventContent(event), id: event.deliveryKey, service),
      service.body)
  }

  /// Creates the request for a list of headlines. Returns nil if the settings do not make a valid URL.
  package init?(_ chat: Chat, _ digest: EventDigest) {
    let service = ChatService.named(chat.service)
    self.init(
      chat, service, Values(chat, digest, service), service.digestBody ?? service.body)
  }

  private init?(_ chat: Chat, _ service: ChatService, _ values: Values, _ body: JSON) {
    guard let url = WebURL(values.filling(service.url, escaping: .urlComponent)) else { return nil }
    self.url = url
    isPut = service.isPut
    pace = service.pace
    let own = service.fields.filter { chat.token != nil || !$0.value.contains("{{token}}") }
    fields =
      [("Content-Type", "application/json")]
      + own.map { ($0.name, values.filling($0.value, escaping: .none)) }
    self.body = body.mappingTexts { values.filling($0, escaping: .none) }.withoutEmptyMembers
      .serialized(.line)
  }
}

extension ChatMessage {
  /// The values of the placeholders in a template.
  struct Values {
    enum Escaping {
      case none
      /// Everything but unreserved characters is percent-encoded, except in the address of the server.
      case urlComponent
    }

    private var texts: [String: String]

    init(_ chat: Chat, _ content: EventContent, id: String, _ service: ChatService) {
      let fitted = service.fit(content)
      let escaped = { service.markup.escape($0) }
      texts = [
        "id": id, "title": escaped(fitted.title), "text": escaped(fitted.text),
        "source": escaped(content.source), "link": service.markup.link(content.link),
        // For a message without text, some services require one.
        "plain": [fitted.title, fitted.text].filter { !$0.isEmpty }.joined(separator: "\n"),
      ]
      addReceiver(chat)
    }

    init(_ chat: Chat, _ digest: EventDigest, _ service: ChatService) {
      let list = HeadlineList(digest, service)
      texts = [
        "id": digest.key, "title": service.markup.escape(list.title), "text": list.text,
        "source": service.markup.escape(digest.sourceText), "link": "",
        "plain": [list.title, list.plain].joined(separator: "\n"),
      ]
      addReceiver(chat)
    }

    private mutating func addReceiver(_ chat: Chat) {
      var server = chat.url?.string ?? ""
      if server.hasSuffix("/"), chat.url?.query == nil { server.removeLast() }
      texts["server"] = server
      (texts["token"], texts["to"]) = (chat.token ?? "", chat.recipient ?? "")
    }

    /// Returns a template with its placeholders replaced. `{{name:default}}` has a default. Values are
    /// not templates themselves.
    func filling(_ template: String, escaping: Escaping) -> String {
      BodyTemplate.filling(template) { name in
        let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let value = texts[String(parts[0])] ?? ""
        let text = value.isEmpty && parts.count > 1 ? String(parts[1]) : value
        let isServer = parts[0] == "server"
        return escaping == .none || isServer ? text : text.percentEncodedComponent
      }
    }
  }
}

extension ChatService {
  /// Returns the content with title and text cut to the limits of the service.
  fileprivate func fit(_ content: EventContent) -> EventContent {
    var content = content
    content.title = cut(content.title, to: titleLimit)
    // Some services refuse a message without text.
    if content.text.isEmpty { content.text = content.title }
    let used = length(of: markup.escape(content.title)) + length(of: content.link)
    content.text = cut(content.text, to: max(0, limit - used))
    return content
  }

  /// Returns the text, or its beginning and `…`, so that its escaped form is not longer than the maximum.
  private func cut(_ text: String, to maximum: Int) -> String {
    var text = text
    while true {
      let length = length(of: markup.escape(text))
      guard length > maximum else { return text }
      let count = min(text.count * maximum / length, text.count - 1)
      guard count > 1 else { return "" }
      text = text.truncated(to: count)
    }
  }

  func length(of text: String) -> Int {
    switch unit {
    case .bytes: text.utf8.count
    case .utf16: text.utf16.count
    }
  }
}

extension ChatService.Markup {
  private static let markdownPunctuation = Set("\\`*_{}[]()<>#+-!|~:&")

  func escape(_ text: String) -> String {
    switch self {
    case .plain: text
    case .html: escaped(text, [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;")])
    case .slack: escaped(text, [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")])
    case .markdown:
      text.reduce(into: "") { result, character in
        if Self.markdownPunctuation.contains(character) { result += "\\" }
        result.append(character)
        // A word joiner separates the sign from a name, so that nobody is notified.
        if character == "@" { result += "\u{2060}" }
      }
    }
  }

  private func escaped(_ text: String, _ table: [(String, String)]) -> String {
    table.reduce(text) { $0.replacing($1.0, with: $1.1) }
  }

  /// Returns a URL as the service needs it to make a link. URLs have no spaces, quotes and brackets.
  func link(_ url: String) -> String {
    switch self {
    case .plain, .markdown: url
    case .html, .slack: escaped(url, [("&", "&amp;"), ("<", "%3C"), (">", "%3E")])
    }
  }
}

extension JSON {
  /// The value without members that are empty strings: services refuse an empty URL.
  fileprivate var withoutEmptyMembers: JSON {
    switch self {
    case .object(let members):
      .object(
        members.compactMap { name, value in
          if case .string(let text) = value, text.isEmpty { return nil }
          return (name, value.withoutEmptyMembers)
        })
    case .array(let elements): .array(elements.map(\.withoutEmptyMembers))
    default: self
    }
  }
}
