import Foundation

extension SettingKeys {
  /// The keys of a hook with `post`.
  static let webhook: [Setting<HookDraft>] = [
    Setting(
      "post", .url, default: .absent,
      """
      A URL that receives the events by POST. A status from 200 to 299 is delivered; 410 disables \
      the hook.
      """
    ) { (draft, value) throws(SettingError) in
      draft.webhook.url = try value.url()
      draft.kind = .webhook
    },
    Setting(
      "format", .choice(WebhookFormat.self), default: .value("standard"),
      """
      The form of the message: Standard Webhooks 1.0, CloudEvents 1.0, JSON Feed 1.1, or the \
      record as programs receive it.
      """
    ) { (draft, value) throws(SettingError) in
      draft.webhook.format = try value.choice(WebhookFormat.self)
    },
    Setting(
      "template", .settings(template.references), default: .absent,
      "A body of your own in place of `format`."
    ) { (draft, value) throws(SettingError) in
      draft.webhook.template = try value.bodyTemplate()
    },
    Setting(
      "secret_file", .secretFile, default: .absent,
      "A file with the secrets that sign each message, one per line: `whsec_…` or `whsk_…`."
    ) { (draft, value) throws(SettingError) in
      draft.webhook.secrets = try value.webhookSecrets(&draft.secretFiles)
    },
    Setting(
      "hub_secret_file", .secretFile, default: .absent,
      "A file with the secret of `X-Hub-Signature-256`."
    ) { (draft, value) throws(SettingError) in
      let secret = try value.secret(&draft.secretFiles)
      guard !secret.isEmpty else { throw value.error("the file is empty") }
      draft.webhook.hubSecret = secret
    },
    Setting(
      "headers", .pairs(.text("a text")), default: .value("{}"),
      "Further fields of the request header."
    ) { (draft, value) throws(SettingError) in
      let headers = try value.pairs("X-Key: value") { (name, value) throws(SettingError) in
        try value.webhookField(name, value.line("the value of “\(name)”"))
      }
      draft.webhook.headers.merge(headers) { $1 }
    },
    Setting(
      "header_files", .pairs(.secretFile), default: .value("{}"),
      "Further fields of the request header whose values are read from files."
    ) { (draft, value) throws(SettingError) in
      let headers = try value.pairs("X-Key: FILE") { (name, value) throws(SettingError) in
        try value.webhookField(name, value.secret(&draft.secretFiles))
      }
      draft.webhook.headers.merge(headers) { $1 }
    },
  ]
}

extension SettingValue {
  /// The prefixes of secrets by Standard Webhooks 1.0.
  private static let symmetricPrefix = "whsec_"
  private static let privateKeyPrefix = "whsk_"

  /// Decodes a file with one secret per line. Empty lines are ignored.
  fileprivate func webhookSecrets(
    _ files: inout [Located<String>]
  ) throws(SettingError) -> [WebhookSecret] {
    let text = try secret(&files)
    var secrets: [WebhookSecret] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.isEmpty { continue }
      guard let secret = Self.webhookSecret(line) else {
        throw error(
          "each line must be a secret of Standard Webhooks: “whsec_” and 24 to 64 bytes in base64, "
            + "or “whsk_” and an ed25519 key in base64")
      }
      secrets.append(secret)
    }
    guard !secrets.isEmpty else { throw error("the file has no secret") }
    return secrets
  }

  private static func webhookSecret(_ line: String) -> WebhookSecret? {
    if line.hasPrefix(symmetricPrefix),
      let bytes = Data(base64Encoded: String(line.dropFirst(symmetricPrefix.count))),
      (24...64).contains(bytes.count)
    {
      return .symmetric(Array(bytes))
    }
    // The key is a seed, or a seed followed by the public key.
    if line.hasPrefix(privateKeyPrefix),
      let bytes = Data(base64Encoded: String(line.dropFirst(privateKeyPrefix.count))),
      bytes.count == 32 || bytes.count == 64
    {
      return .ed25519(Array(bytes.prefix(32)))
    }
    return nil
  }

  /// Returns the value of a field of a webhook's request.
  fileprivate func webhookField(_ name: String, _ value: String) throws(SettingError) -> String {
    let lowercased = name.lowercased()
    let reserved = ["content-type", "content-length", "x-hub-signature-256"]
    guard !reserved.contains(lowercased), !lowercased.hasPrefix("webhook-"),
      !lowercased.hasPrefix("ce-")
    else { throw error("“\(name.truncated(to: 60))” is set by ledewatch") }
    return try header(name, value)
  }
}
