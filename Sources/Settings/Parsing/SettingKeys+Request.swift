import News
import Web

/// The content of a source's requests.
extension SettingKeys {
  static let request: [Setting<SourceDraft>] = [
    Setting(
      "contact", .text("an address such as a URL or a mail address"), default: .absent,
      """
      An address at which the owner of the site can reach you; it becomes a part of the user \
      agent.
      """
    ) { (draft, value) throws(SettingError) in
      draft.settings.request.userAgent = RequestHeader.userAgent(contact: try value.line())
    },
    Setting(
      "user_agent", .text("the whole user agent"), default: .described("Ledewatch and its version"),
      "The whole user agent. robots.txt is obeyed under this name, too."
    ) { (draft, value) throws(SettingError) in
      draft.settings.request.userAgent = try value.line()
    },
    Setting(
      "robots", .flag, default: .value("true"),
      "Whether robots.txt is honored."
    ) { (draft, value) throws(SettingError) in
      draft.settings.politeness.honorsRobots = try value.bool()
    },
    Setting(
      "user", .text("a user name", pattern: "^[^:]+$"), default: .absent,
      "The user for a listing behind a password, sent to its own origin only."
    ) { (draft, value) throws(SettingError) in
      draft.user = Located(try value.user(), value)
    },
    Setting(
      "password_file", .secretFile, default: .absent,
      "A file with the password."
    ) { (draft, value) throws(SettingError) in
      draft.password = Located(try value.secret(&draft.secretFiles), value)
    },
    Setting(
      "cookies", .flag, default: .value("false"),
      "Whether cookies are kept between fetches and across restarts."
    ) { (draft, value) throws(SettingError) in
      draft.settings.request.keepsCookies = try value.bool()
    },
    Setting(
      "headers", .pairs(.text("a text")), default: .value("{}"),
      "Additional header lines, sent to the origin of the listing only."
    ) { (draft, value) throws(SettingError) in
      let headers = try value.pairs("Accept-Language: ko") {
        (name, value) throws(SettingError) in
        try value.header(name, value.line("the value of “\(name)”"))
      }
      draft.settings.request.headers.merge(headers) { $1 }
    },
    Setting(
      "header_files", .pairs(.secretFile), default: .value("{}"),
      "Additional header lines whose values are read from files."
    ) { (draft, value) throws(SettingError) in
      let headers = try value.pairs("X-Key: FILE") {
        (name, value) throws(SettingError) in
        try value.header(name, value.secret(&draft.secretFiles))
      }
      draft.settings.request.headers.merge(headers) { $1 }
    },
    Setting(
      "fetch", .settings(fetch.references, mayBeEmpty: true), default: .absent, isNested: true,
      "A program that fetches the pages, such as a headless browser."
    ) { (draft, value) throws(SettingError) in
      if value.isEmpty {
        draft.settings.request.fetchCommand = nil
        draft.fetchProgram = nil
        return
      }
      try value.decode(into: &draft, by: fetch, of: "“fetch”")
    },
  ]

  /// The keys of `fetch`.
  static let fetch: [Setting<SourceDraft>] = [
    Setting(
      "command", .command, default: .absent,
      """
      The program, which writes the page to its standard output. `{url}` and `{proxy}` in the \
      arguments are replaced.
      """
    ) { (draft, value) throws(SettingError) in
      let placeholder = FetchProgram.addressPlaceholder
      let argv = try value.argv()
      guard argv.allSatisfy({ $0 == placeholder || !$0.contains(placeholder) }) else {
        throw value.error("“\(placeholder)” must be an argument of its own")
      }
      guard argv[0] != placeholder, !argv[0].contains(FetchProgram.proxyPlaceholder) else {
        throw value.error("the list must begin with a program, not with “\(argv[0])”")
      }
      draft.settings.request.fetchCommand = FetchProgram(argv: argv)
      draft.fetchProgram = Located(argv[0], value)
    },
    // It follows “command”, which sets a new program.
    Setting(
      "unguarded", .flag, default: .value("false"),
      """
      Whether the proxy that connects to permitted addresses only, and the look-up of the host, \
      are switched off.
      """
    ) { (draft, value) throws(SettingError) in
      let isUnguarded = try value.bool()
      guard let program = draft.settings.request.fetchCommand else {
        throw value.error("“command” is not set")
      }
      let placeholder = FetchProgram.proxyPlaceholder
      guard !isUnguarded || !program.argv.contains(where: { $0.contains(placeholder) }) else {
        throw value.error(
          "“\(placeholder)” stands for the proxy of the guard, which this switches off")
      }
      draft.settings.request.fetchCommand?.isGuarded = !isUnguarded
    },
  ]
}

extension SettingValue {
  /// Returns the value of a header if a source may set it.
  func header(_ name: String, _ value: String) throws(SettingError) -> String {
    guard RequestHeader.isField(name, "") else {
      throw error("“\(name.truncated(to: 60))” is not a valid header name")
    }
    guard RequestHeader.isField(name, value) else {
      throw error("the value of “\(name)” contains a control character")
    }
    if let reason = SettingValue.reservedHeaders[name.lowercased()] {
      throw error("“\(name)” cannot be set here; \(reason)")
    }
    return value
  }

  /// Headers that other settings or the transfer itself determine.
  private static let reservedHeaders = [
    "user-agent": "use “user_agent” or “contact”",
    "accept-encoding": "it lists the codings that can be decoded",
    "if-none-match": "it repeats the server's validators",
    "if-modified-since": "it repeats the server's validators",
    "host": "it follows from the URL", "connection": "connections are managed automatically",
    "content-length": "requests have no body", "transfer-encoding": "requests have no body",
    "range": "pages are fetched as a whole",
    "proxy-authorization": "use “proxy_user” and “proxy_password_file”",
  ]
}
