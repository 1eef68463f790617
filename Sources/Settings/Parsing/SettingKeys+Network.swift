import Web

/// How a source is reached.
extension SettingKeys {
  static let network: [Setting<SourceDraft>] = [
    Setting("tls_minimum") { (draft, value) throws(SettingError) in
      draft.settings.network.minimumTLS = try value.choice(TLSVersion.self)
    },
    Setting("headers") { (draft, value) throws(SettingError) in
      let headers = try value.pairs("names of headers and their values") {
        (name, value) throws(SettingError) in try value.header(name, value.line())
      }
      draft.settings.request.headers.merge(headers) { $1 }
    },
    Setting("header_files") { (draft, value) throws(SettingError) in
      let headers = try value.pairs("names of headers and the files of their values") {
        (name, value) throws(SettingError) in try value.header(name, value.secret())
      }
      draft.settings.request.headers.merge(headers) { $1 }
    },
    Setting("fetch", isBlock: true) { (draft, value) throws(SettingError) in
      if value.isEmpty {
        draft.settings.request.fetchCommand = nil
        draft.fetchProgram = nil
        return
      }
      var faults: [ConfigurationDiagnostic] = []
      value.decode(into: &draft, by: fetch, of: "fetch", faults: &faults)
      guard faults.isEmpty else { throw SettingError(diagnostics: faults) }
    },
  ]

  /// Of `fetch`.
  private static let fetch: [Setting<SourceDraft>] = [
    Setting("command") { (draft, value) throws(SettingError) in
      let argv = try value.argv()
      guard argv.allSatisfy({ $0 == RequestSettings.addressPlaceholder || !$0.contains("{url}") })
      else {
        throw value.wrong("“{url}” is a whole argument, or in none")
      }
      guard argv[0] != RequestSettings.addressPlaceholder else {
        throw value.wrong("the program comes first, and an address is none")
      }
      draft.settings.request.fetchCommand = argv
      draft.fetchProgram = (argv[0], value)
    }
  ]
}

extension SettingValue {
  /// The value of a header that is a source's own to set.
  fileprivate func header(_ name: String, _ value: String) throws(SettingError) -> String {
    guard Request.isHeader(name, value) else {
      throw wrong("“\(name.truncated(to: 60))” and its value are no header")
    }
    if let other = SettingValue.oursAlone[name.lowercased()] {
      throw wrong("“\(name)” is not set here: \(other)")
    }
    return value
  }

  /// Headers that are written by other settings, or by the wire.
  private static let oursAlone = [
    "user-agent": "see user_agent and contact",
    "accept-encoding": "what can be decoded is known",
    "if-none-match": "validators are the server's own",
    "if-modified-since": "validators are the server's own",
    "host": "it is the address's", "connection": "it is the wire's",
    "content-length": "nothing is sent", "transfer-encoding": "nothing is sent",
    "range": "a page is wanted whole",
    "proxy-authorization": "see proxy_user and proxy_password_file",
  ]
}
