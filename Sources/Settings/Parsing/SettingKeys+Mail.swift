import Web
import WebURL

extension SettingKeys {
  /// The keys of a hook with `mail`.
  static let mail: [Setting<HookDraft>] = [
    Setting(
      "mail", .settings(mailSettings.references), default: .absent,
      """
      A mail by SMTP, or by a program with the interface of sendmail. It needs `smtp` or \
      `sendmail`.
      """
    ) { (draft, value) throws(SettingError) in
      draft.kind = .mail
      var mail = MailDraft()
      try value.decode(into: &mail, by: mailSettings, of: "“mail”")
      draft.secretFiles += mail.secretFiles
      // The program of the mail is checked like that of a hook with `run`.
      draft.argv = mail.program
      draft.mail = try mail.mail(value)
    }
  ]

  /// The keys below `mail`.
  static let mailSettings: [Setting<MailDraft>] = [
    Setting(
      "to", .list(.mailAddress, count: 1...50), default: .required,
      "The recipients. The server accepts a mail for all of them or for none."
    ) { (draft, value) throws(SettingError) in
      let list = try value.list(of: "addresses ([editor@example.org])") {
        (item) throws(SettingError) in
        try item.mailAddress()
      }
      guard (1...50).contains(list.count) else {
        throw value.error("expected 1 to 50 addresses, not \(list.count)")
      }
      draft.recipients = list
    },
    Setting(
      "from", .mailAddress, default: .required,
      "The sender, who also receives reports of failed delivery."
    ) { (draft, value) throws(SettingError) in
      draft.sender = try value.mailAddress()
    },
    Setting(
      "smtp", .text("`smtp://HOST:PORT` or `smtps://HOST:PORT`", pattern: "^smtps?://."),
      default: .absent,
      "The mail server. The default ports are 587 and 465; `smtps` begins with TLS."
    ) { (draft, value) throws(SettingError) in
      draft.server = Located(try value.mailServer(), value)
    },
    Setting(
      "user", .text("a user name"), default: .absent,
      "The user at the mail server."
    ) { (draft, value) throws(SettingError) in
      draft.user = Located(try value.line("a user name"), value)
    },
    Setting(
      "password_file", .secretFile, default: .absent,
      "A file with the password. It is sent with TLS only, except on this machine."
    ) { (draft, value) throws(SettingError) in
      draft.password = Located(try value.secret(&draft.secretFiles), value)
    },
    Setting(
      "starttls", .choice(StartTLS.self),
      default: .described("`required`, and `never` on this machine"),
      "Whether a connection with `smtp://` changes to TLS."
    ) { (draft, value) throws(SettingError) in
      draft.startTLS = Located(try value.choice(StartTLS.self), value)
    },
    Setting(
      "ca_file", .path, default: .described("the authorities of the system"),
      "A PEM file of certificate authorities that replace those of the system."
    ) { (draft, value) throws(SettingError) in
      draft.authorities = Located(try value.certificateAuthorities().path, value)
    },
    Setting(
      "sendmail", .command, default: .absent,
      "A program in place of `smtp`. It gets `-i -f FROM -- TO…` as further arguments."
    ) { (draft, value) throws(SettingError) in
      draft.program = Located(try value.argv(), value)
    },
    Setting(
      "html", .flag, default: .value("true"),
      "Whether the mail contains the HTML of the article, too."
    ) { (draft, value) throws(SettingError) in
      draft.hasHTML = try value.bool()
    },
  ]
}

/// A mail that is being decoded.
struct MailDraft {
  var recipients: [String]?
  var sender: String?
  var server: Located<MailServer>?
  var user: Located<String>?
  var password: Located<String>?
  var startTLS: Located<StartTLS>?
  var authorities: Located<String>?
  var program: Located<[String]>?
  var hasHTML = true
  /// The files that secrets were read from.
  var secretFiles: [Located<String>] = []

  /// Returns the mail.
  /// - Parameter origin: the mapping with its settings.
  func mail(_ origin: SettingValue) throws(SettingError) -> Mail {
    let missing = origin.missingKeys(SettingKeys.mailSettings.requiredNames, of: "“mail”")
    guard missing.isEmpty, let recipients, let sender else {
      throw SettingError(diagnostics: missing)
    }
    var mail = Mail(from: sender, to: recipients, by: try transport(origin))
    mail.hasHTML = hasHTML
    return mail
  }

  private func transport(_ origin: SettingValue) throws(SettingError) -> MailTransport {
    switch (server, program) {
    case (nil, nil): throw origin.error("needs one of the keys “smtp”, “sendmail”")
    case (_?, let program?):
      throw program.origin.error("“smtp” and “sendmail” exclude each other")
    case (nil, let program?):
      let settings = [user?.origin, password?.origin, startTLS?.origin, authorities?.origin]
      if let setting = settings.compactMap({ $0 }).first {
        throw setting.error(
          "“user”, “password_file”, “starttls” and “ca_file” belong to “smtp”, and this mail has “sendmail”"
        )
      }
      return .program(program.value)
    case (let server?, nil): return .server(try complete(server.value))
    }
  }

  /// Returns a server with its settings.
  private func complete(_ server: MailServer) throws(SettingError) -> MailServer {
    var server = server
    if let startTLS {
      guard !server.origin.isSecure else {
        throw startTLS.origin.error("“starttls” belongs to smtp://; smtps:// begins with TLS")
      }
      server.startTLS = startTLS.value
    }
    server.certificateAuthorities = authorities?.value
    switch (user, password) {
    case (let user?, let password?):
      guard !password.value.isEmpty else { throw password.origin.error("the file is empty") }
      guard server.origin.isSecure || server.startTLS == .required || server.isLoopback else {
        throw user.origin.error(
          "the password would be sent without TLS; use smtps://, or “starttls: required”")
      }
      server.credentials = Credentials(user: user.value, password: password.value)
    case (let user?, nil): throw user.origin.error("“user” needs “password_file”")
    case (nil, let password?): throw password.origin.error("“password_file” needs “user”")
    case (nil, nil): break
    }
    return server
  }
}

extension SettingValue {
  fileprivate func mailServer() throws(SettingError) -> MailServer {
    let expectation = "a mail server (smtp://mail.example:587, smtps://mail.example)"
    let text = try line(expectation)
    if let server = MailServer(text) { return server }
    guard !text.contains("@") else {
      throw error("the URL must not contain a user or a password; use “user” and “password_file”")
    }
    throw expected(expectation)
  }

  /// Decodes a mail address into one with an ASCII domain. Its local part is a dot-atom (RFC 5322,
  /// 3.4.1) that begins with a letter, a digit or “_”, because programs treat other beginnings as options,
  /// files or commands.
  func mailAddress() throws(SettingError) -> String {
    let expectation = "a mail address (editor@example.org)"
    let text = try line(expectation)
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, let first = parts[0].first,
      first.isLetter || first.isNumber || first == "_",
      parts[0].utf8.count <= 64, !parts[0].hasSuffix("."), !parts[0].contains(".."),
      parts[0].allSatisfy(SettingValue.localCharacters.contains),
      SettingValue.isMailDomain(parts[1]), let url = WebURL("http://\(parts[1])"),
      url.hostKind == .domain, !url.host.hasSuffix(".")
    else { throw expected(expectation) }
    let address = "\(parts[0])@\(url.host)"
    guard address.utf8.count <= 254 else { throw expected(expectation) }
    return address
  }

  private static let localCharacters = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~.")

  /// Whether a domain consists of letters, digits, hyphens and dots, so that a URL has no other parts.
  private static func isMailDomain(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.unicodeScalars.allSatisfy {
        !$0.isASCII || $0.properties.isAlphabetic || "0123456789.-".unicodeScalars.contains($0)
      }
  }
}
