import Basics
import Settings
import Spool

/// The requests of a chat or push service. Texts are templates: `{{name}}` stands for a value of
/// ``ChatMessage/Values``.
struct ChatService: Sendable {
  /// The unit in which a service measures texts.
  enum Unit: Sendable {
    case bytes, utf16
  }

  enum Markup: Sendable {
    /// The service shows the text as it is.
    case plain
    /// HTML; `&`, `<`, `>` and `"` are escaped.
    case html
    /// Slack's control sequences; `&`, `<` and `>` are escaped.
    case slack
    /// Markdown; punctuation is escaped by backslashes, and mentions are made ineffective.
    case markdown
  }

  var url: String
  var isPut = false
  var fields: [(name: String, value: String)] = []
  var body: JSON
  /// The body of a message with several events; nil for the same.
  var digestBody: JSON?
  var markup = Markup.plain
  /// The maximum length of the title, as it is sent.
  var titleLimit: Int
  /// The maximum length of title, text and link together, as they are sent.
  var limit: Int
  var unit = Unit.utf16
  /// The line break of the text.
  var lineBreak = "\n"
  /// The least time between two messages.
  var pace = Duration.seconds(1)
}

// The limits are those of the services' documentation, as of 2025.
extension ChatService {
  static func named(_ name: ChatServiceName) -> ChatService {
    switch name {
    case .ntfy: ntfy
    case .gotify: gotify
    case .slack: slack
    case .mattermost: mattermost
    case .discord: discord
    case .matrix: matrix
    case .telegram: telegram
    case .pushover: pushover
    }
  }

  /// Messages of more than 4,096 bytes become attachments.
  private static let ntfy = ChatService(
    url: "{{server:https://ntfy.sh}}/", fields: [("Authorization", "Bearer {{token}}")],
    body: .object([
      ("topic", "{{to}}"), ("title", "{{title}}"), ("message", "{{text}}"), ("click", "{{link}}"),
      ("tags", .array(["newspaper"])),
    ]), titleLimit: 250, limit: 3800, unit: .bytes)

  private static let gotify = ChatService(
    url: "{{server}}/message", fields: [("X-Gotify-Key", "{{token}}")],
    body: .object([
      ("title", "{{title}}"), ("message", "{{text}}"),
      (
        "extras",
        .object([
          ("client::notification", .object([("click", .object([("url", "{{link}}")]))]))
        ])
      ),
    ]), titleLimit: 250, limit: 8000)

  /// A block of plain text shows the text as it is; the link is in a block of its own.
  private static let slack = ChatService(
    url: "{{server}}",
    body: .object([
      ("text", "{{title}}"),
      (
        "blocks",
        .array([
          .object([
            ("type", "section"),
            (
              "text",
              .object([("type", "plain_text"), ("emoji", .bool(false)), ("text", "{{plain}}")])
            ),
          ]),
          .object([
            ("type", "context"),
            ("elements", .array([.object([("type", "mrkdwn"), ("text", "{{source}} {{link}}")])])),
          ]),
        ])
      ),
    ]),
    digestBody: .object([
      ("text", "{{title}}"),
      (
        "blocks",
        .array([
          .object([
            ("type", "section"),
            ("text", .object([("type", "mrkdwn"), ("text", "*{{title}}*\n{{text}}")])),
          ])
        ])
      ),
    ]), markup: .slack, titleLimit: 300, limit: 2800)

  private static let mattermost = ChatService(
    url: "{{server}}",
    body: .object([("text", "**{{title}}**\n{{text}}\n{{link}}")]), markup: .markdown,
    titleLimit: 300, limit: 3800)

  private static let discord = ChatService(
    url: "{{server}}",
    body: .object([
      ("allowed_mentions", .object([("parse", .array([]))])),
      (
        "embeds",
        .array([
          .object([
            ("title", "{{title}}"), ("url", "{{link}}"), ("description", "{{text}}"),
            ("footer", .object([("text", "{{source}}")])),
          ])
        ])
      ),
    ]), markup: .markdown, titleLimit: 120, limit: 4000, pace: .milliseconds(500))

  /// The id of the transaction keeps a repeated delivery from being shown twice.
  private static let matrix = ChatService(
    url: "{{server}}/_matrix/client/v3/rooms/{{to}}/send/m.room.message/{{id}}", isPut: true,
    fields: [("Authorization", "Bearer {{token}}")],
    body: .object([
      ("msgtype", "m.notice"), ("body", "{{plain}}\n{{link}}"),
      ("format", "org.matrix.custom.html"),
      ("formatted_body", "<b>{{title}}</b><br>{{text}}<br>{{link}}"),
    ]), markup: .html, titleLimit: 300, limit: 16_000, unit: .bytes, lineBreak: "<br>")

  private static let telegram = ChatService(
    url: "{{server:https://api.telegram.org}}/bot{{token}}/sendMessage",
    body: .object([
      ("chat_id", "{{to}}"), ("parse_mode", "HTML"),
      ("text", "<b>{{title}}</b>\n{{text}}\n{{link}}"),
    ]), markup: .html, titleLimit: 300, limit: 4000)

  private static let pushover = ChatService(
    url: "{{server:https://api.pushover.net}}/1/messages.json",
    body: .object([
      ("token", "{{token}}"), ("user", "{{to}}"), ("title", "{{title}}"), ("message", "{{text}}"),
      ("url", "{{link}}"),
    ]), titleLimit: 240, limit: 1000)
}
