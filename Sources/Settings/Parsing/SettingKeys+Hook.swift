import Basics

extension SettingKeys {
  /// The keys of a hook.
  static let hook: [Setting<HookDraft>] =
    commonHook + timing + program + webhook + chat + feed + archive + s3 + mail

  /// The keys of every kind of hook.
  private static let commonHook: [Setting<HookDraft>] = [
    Setting("name") { (draft, value) throws(SettingError) in
      draft.name = Located(try value.name(), value)
    },
    Setting("events") { (draft, value) throws(SettingError) in
      let events = try value.list(of: "events ([new, revised])") { (item) throws(SettingError) in
        try item.choice(EventKind.self)
      }
      draft.settings.events = Set(events)
    },
    Setting("tags") { (draft, value) throws(SettingError) in
      draft.tags = try value.list(of: "tags ([sport])") { (item) throws(SettingError) in
        Located(try item.name(), item)
      }
    },
    Setting("match", isNested: true) { (draft, value) throws(SettingError) in
      draft.settings.filter = try value.textFilter()
    },
    Setting("sources") { (draft, value) throws(SettingError) in
      draft.sources = try value.list(of: "source names ([gazette])") {
        (item) throws(SettingError) in
        Located(try item.name(), item)
      }
    },
    Setting("timeout") { (draft, value) throws(SettingError) in
      draft.settings.timeout = try value.duration(atLeast: .milliseconds(10))
    },
    Setting("concurrency") { (draft, value) throws(SettingError) in
      draft.settings.concurrency = try value.integer(1...100)
    },
    Setting("retry_first") { (draft, value) throws(SettingError) in
      draft.initialRetry = try value.initialDelay(of: &draft.settings.retry)
    },
    Setting("retry_longest") { (draft, value) throws(SettingError) in
      try value.maximumDelay(
        of: &draft.settings.retry, initial: ("retry_first", draft.initialRetry))
    },
    Setting("give_up_after") { (draft, value) throws(SettingError) in
      draft.settings.maximumAge = try value.duration()
    },
  ]

  /// The keys of a hook with `run`.
  private static let program: [Setting<HookDraft>] = [
    Setting("run") { (draft, value) throws(SettingError) in
      draft.argv = Located(try value.argv(), value)
      draft.kind = .program
    },
    Setting("deliver") { (draft, value) throws(SettingError) in
      draft.joinsDueDeliveries = try value.choice(DeliveryMode.self) == .batch
    },
    Setting("environment") { (draft, value) throws(SettingError) in
      let variables = try value.pairs("NAME: value") {
        (name, value) throws(SettingError) in
        try value.variable(name, value.text("the value of “\(name)”"))
      }
      draft.environment.merge(variables) { $1 }
    },
    Setting("secret_files") { (draft, value) throws(SettingError) in
      let variables = try value.pairs("NAME: FILE") {
        (name, value) throws(SettingError) in
        try value.variable(name, value.secret(&draft.secretFiles))
      }
      draft.environment.merge(variables) { $1 }
    },
  ]

  /// The kinds of hook: the key that makes each, and the other keys that belong to it.
  static let hookKinds: [(key: String, others: [String])] = [
    program, webhook, chat, feed, archive, s3, mail,
  ].map {
    keys in
    (keys[0].name, keys.dropFirst().map(\.name))
  }
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
