import WebURL

/// A chat or a push service that receives messages.
package struct Chat: Hashable, Sendable {
  package var service: ChatServiceName
  /// The address of the server, or the webhook that the service has given out; nil for the service's
  /// usual server.
  package var url: WebURL?
  /// The key of the program or the bot.
  package var token: String?
  /// The room, the topic, the chat or the user that receives the messages.
  package var recipient: String?

  package init(_ service: ChatServiceName) { self.service = service }
}

/// The name of a service in the configuration.
package enum ChatServiceName: String, Hashable, Sendable, CaseIterable {
  case ntfy, gotify, slack, mattermost, discord, matrix, telegram, pushover

  /// The keys without which a message cannot be sent.
  package var requiredKeys: [String] {
    switch self {
    case .ntfy: ["to"]
    case .gotify: ["url", "token_file"]
    case .slack, .mattermost, .discord: ["url"]
    case .matrix: ["url", "token_file", "to"]
    case .telegram, .pushover: ["token_file", "to"]
    }
  }
}
