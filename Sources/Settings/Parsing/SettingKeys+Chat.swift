import WebURL

extension SettingKeys {
  /// The keys of a hook with `chat`.
  static let chat: [Setting<HookDraft>] = [
    Setting(
      "chat", .choice(ChatServiceName.self), default: .absent,
      "A message to a chat or push service."
    ) { (draft, value) throws(SettingError) in
      draft.chat = Chat(try value.choice(ChatServiceName.self))
      draft.kind = .chat
    },
    Setting(
      "url", .url, default: .described("the server of the service"),
      "The server, or the webhook that the service has given out."
    ) { (draft, value) throws(SettingError) in
      draft.chatSettings.url = try value.url()
    },
    Setting(
      "url_file", .secretFile, default: .absent,
      "A file with this URL."
    ) { (draft, value) throws(SettingError) in
      let text = try value.secret(&draft.secretFiles)
      guard let url = WebURL(text), url.userInfo == nil else {
        throw value.error("the file must contain a URL that begins with http:// or https://")
      }
      draft.chatSettings.url = url
    },
    Setting(
      "token_file", .secretFile, default: .absent,
      "A file with the key of the program or the bot."
    ) { (draft, value) throws(SettingError) in
      let token = try value.secret(&draft.secretFiles)
      guard !token.isEmpty, token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
        throw value.error("the file must contain one line of printable ASCII characters")
      }
      draft.chatSettings.token = token
    },
    Setting(
      "to", .text("a topic, room, chat or user"), default: .absent,
      "The receiver."
    ) { (draft, value) throws(SettingError) in
      draft.chatSettings.recipient = try value.line("the room, topic, chat or user")
    },
  ]
}

extension HookDraft {
  /// The chat with its settings; nil if the hook is of another kind.
  var completeChat: Chat? {
    guard var chat else { return nil }
    (chat.url, chat.token) = (chatSettings.url, chatSettings.token)
    chat.recipient = chatSettings.recipient
    return chat
  }
}

/// The settings of a chat that is being decoded. They may stand before the key `chat`.
struct ChatSettingsDraft {
  var url: WebURL?
  var token: String?
  var recipient: String?
}

extension SettingValue {
  /// Returns a diagnostic for each key that the service of a chat needs.
  func chatErrors(_ draft: HookDraft, given: [String]) -> [ConfigurationDiagnostic] {
    guard let service = draft.chat?.service else { return [] }
    return service.requiredKeys.filter { key in
      !given.contains(key) && !(key == "url" && given.contains("url_file"))
    }.map { key in
      let name = key == "url" ? "“url” or “url_file”" : "“\(key)”"
      return diagnostic("a hook with “chat: \(service.rawValue)” needs \(name)")
    }
  }
}
