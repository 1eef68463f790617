import Basics

extension SettingKeys {
  /// The keys of a hook.
  static let hook: [Setting<HookDraft>] =
    commonHook + timing + hookTables.flatMap { $0 }

  /// The keys of every kind of hook.
  static let commonHook: [Setting<HookDraft>] = [
    Setting(
      "name", .name, default: .required,
      "The name under which the ledger stores deliveries."
    ) { (draft, value) throws(SettingError) in
      draft.name = Located(try value.name(), value)
    },
    Setting(
      "events", .list(.choice(EventKind.self)), default: .described("all except `source-reminder`"),
      """
      The events for which the hook is called. `source-reminder` repeats once a day that a source \
      is not ok.
      """
    ) { (draft, value) throws(SettingError) in
      let events = try value.list(of: "events ([new, revised])") { (item) throws(SettingError) in
        try item.choice(EventKind.self)
      }
      draft.settings.events = Set(events)
    },
    Setting(
      "tags", .list(.name), default: .described("all sources"),
      "The tags of which a source must have one."
    ) { (draft, value) throws(SettingError) in
      draft.tags = try value.list(of: "tags ([sport])") { (item) throws(SettingError) in
        Located(try item.name(), item)
      }
    },
    Setting(
      "match", .either([.list(.term), .settings(match.references)]),
      default: .described("all articles"), isNested: true,
      """
      Words and phrases of which an article must have one, in headline, lede or text; or several \
      conditions, which must all be met.
      """
    ) { (draft, value) throws(SettingError) in
      draft.settings.filter = try value.textFilter()
    },
    Setting(
      "sources", .list(.name), default: .described("all sources"),
      "The sources for which the hook is called."
    ) { (draft, value) throws(SettingError) in
      draft.sources = try value.list(of: "source names ([gazette])") {
        (item) throws(SettingError) in
        Located(try item.name(), item)
      }
    },
    Setting(
      "timeout", .duration(atLeast: .milliseconds(10)), default: .value("1m"),
      """
      The time after which the program and all its child processes are killed, or the request \
      ends.
      """
    ) { (draft, value) throws(SettingError) in
      draft.settings.timeout = try value.duration(atLeast: .milliseconds(10))
    },
    Setting(
      "concurrency", .integer(1...100), default: .value("1"),
      "The number of calls that run at the same time."
    ) { (draft, value) throws(SettingError) in
      draft.settings.concurrency = try value.integer(1...100)
    },
    Setting(
      "retry_first", .duration(atLeast: .milliseconds(10)), default: .value("30s"),
      """
      The first delay between attempts at a delivery that failed. Each further delay is twice the \
      previous one.
      """
    ) { (draft, value) throws(SettingError) in
      draft.initialRetry = try value.initialDelay(of: &draft.settings.retry)
    },
    Setting(
      "retry_longest", .duration(atLeast: .milliseconds(10)), default: .value("1h"),
      "The longest delay between attempts at a delivery."
    ) { (draft, value) throws(SettingError) in
      try value.maximumDelay(
        of: &draft.settings.retry, initial: ("retry_first", draft.initialRetry))
    },
    Setting(
      "give_up_after", .duration(), default: .value("7d"),
      "The time since the first failure after which a delivery is given up."
    ) { (draft, value) throws(SettingError) in
      draft.settings.maximumAge = try value.duration()
    },
  ]

  /// The keys of a hook with `run`.
  private static let program: [Setting<HookDraft>] = [
    Setting(
      "run", .command, default: .absent,
      """
      The program and its arguments. No shell is used. Standard input is the article as JSON.
      """
    ) { (draft, value) throws(SettingError) in
      draft.argv = Located(try value.argv(), value)
      draft.kind = .program
    },
    Setting(
      "deliver", .choice(DeliveryMode.self), default: .value("each"),
      """
      Whether the program is called for each entry, or once for all that are due, with JSON Lines \
      on standard input.
      """
    ) { (draft, value) throws(SettingError) in
      draft.joinsDueDeliveries = try value.choice(DeliveryMode.self) == .batch
    },
    Setting(
      "environment",
      .pairs(.text("a text", pattern: "^"), names: "^(?!LEDEWATCH_)[A-Za-z_][A-Za-z0-9_]*$"),
      default: .value("{}"),
      "Additional environment variables."
    ) { (draft, value) throws(SettingError) in
      let variables = try value.pairs("NAME: value") {
        (name, value) throws(SettingError) in
        try value.variable(name, value.text("the value of “\(name)”"))
      }
      draft.environment.merge(variables) { $1 }
    },
    Setting(
      "secret_files", .pairs(.secretFile, names: "^(?!LEDEWATCH_)[A-Za-z_][A-Za-z0-9_]*$"),
      default: .value("{}"),
      "Additional environment variables whose values are read from files."
    ) { (draft, value) throws(SettingError) in
      let variables = try value.pairs("NAME: FILE") {
        (name, value) throws(SettingError) in
        try value.variable(name, value.secret(&draft.secretFiles))
      }
      draft.environment.merge(variables) { $1 }
    },
  ]

  /// The kinds of hook: the key that makes each, and the other keys that belong to it.
  static let hookKinds: [SettingKind] = hookTables.map { keys in
    SettingKind(key: keys[0].name, others: keys.dropFirst().map(\.name))
  }

  /// The keys of each kind of hook. The first one makes the kind.
  static let hookTables = [program, webhook, chat, feed, archive, s3, mail]
}

/// The way in which a program receives entries.
private enum DeliveryMode: String, CaseIterable {
  case each, batch
}

extension SettingValue {
  /// Returns the value of an environment variable of a hook.
  fileprivate func variable(_ name: String, _ value: String) throws(SettingError) -> String {
    func isNameByte(_ byte: UInt8) -> Bool {
      (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte)
        || byte == UInt8(ascii: "_")
    }
    guard let first = name.utf8.first, !(0x30...0x39).contains(first),
      name.utf8.allSatisfy(isNameByte)
    else {
      throw error("“\(name.truncated(to: 60))” is not a valid name of an environment variable")
    }
    guard !name.hasPrefix("LEDEWATCH_") else {
      throw error("“\(name)” cannot be set; names that begin with LEDEWATCH_ are reserved")
    }
    guard !value.utf8.contains(0) else { throw error("the value must not contain NUL") }
    return value
  }
}
