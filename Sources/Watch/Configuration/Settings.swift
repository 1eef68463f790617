import News
import Web

/// Every key of the configuration, in the order in which `Config/ledewatch.yaml` shows them.
enum Settings {
  /// Of the file. `defaults`, `sources` and `hooks` hold settings of their own.
  static let file: [Setting<ConfigurationDraft>] =
    [
      Setting("spool", "a directory") { (draft, value) throws(SettingError) in
        draft.spool = try value.path()
      },
      Setting("state", "a directory") { (draft, value) throws(SettingError) in
        draft.state = try value.path()
      },
      Setting("formats", "a list of markdown, page") { (draft, value) throws(SettingError) in
        let formats = try value.list("markdown, page") { (item) throws(SettingError) in
          try item.choice(EntryFormat.self)
        }
        draft.formats = Set(formats)
      },
      Setting("concurrency", "a number") { (draft, value) throws(SettingError) in
        draft.concurrency = try value.integer(1...1000)
      },
    ] + parts

  /// Of a file in `sources.d`.
  static let parts: [Setting<ConfigurationDraft>] = [
    Setting("defaults", "settings of a source", isBlock: true) {
      (draft, value) throws(SettingError) in
      try draft.readDefaults(value)
    },
    Setting("sources", "a list of sources", isBlock: true) { (draft, value) throws(SettingError) in
      try draft.readSources(value)
    },
    Setting("hooks", "a list of hooks", isBlock: true) { (draft, value) throws(SettingError) in
      try draft.readHooks(value)
    },
  ]

  /// Of a source alone.
  static let ownSource: [Setting<SourceDraft>] = [
    Setting("name", "a name") { (draft, value) throws(SettingError) in
      draft.name = (try value.name(), value)
    },
    Setting("url", "an address") { (draft, value) throws(SettingError) in
      draft.url = try value.address()
    },
  ]

  /// Of a source, and of `defaults`.
  static let source: [Setting<SourceDraft>] = [
    Setting("interval", "a duration") { (draft, value) throws(SettingError) in
      draft.settings.interval = try value.duration(atLeast: 0.01)
    },
    Setting("timezone", "a time zone") { (draft, value) throws(SettingError) in
      draft.settings.timeZone = try value.timeZone()
    },
    Setting("language", "a language tag") { (draft, value) throws(SettingError) in
      draft.settings.language = try value.language()
    },
    Setting("date_order", "MDY, DMY, YMD") { (draft, value) throws(SettingError) in
      draft.settings.dateOrder = try value.choice()
    },
    Setting("charset", "a charset's label") { (draft, value) throws(SettingError) in
      draft.settings.charset = try value.charset()
    },
    Setting("first_round", "spool, notify, skip") { (draft, value) throws(SettingError) in
      draft.settings.firstRound = try value.choice()
    },
    Setting("next_pages", "a number") { (draft, value) throws(SettingError) in
      draft.settings.nextPages = try value.integer(0...1000)
    },
    Setting("paused", "true, false") { (draft, value) throws(SettingError) in
      draft.settings.paused = try value.bool()
    },
    Setting("host_pause", "a duration") { (draft, value) throws(SettingError) in
      draft.settings.hostPause = try value.duration()
    },
    Setting("contact", "an address for site owners") { (draft, value) throws(SettingError) in
      draft.settings.userAgent = Request.userAgent(contact: try value.line())
    },
    Setting("user_agent", "a text") { (draft, value) throws(SettingError) in
      draft.settings.userAgent = try value.line()
    },
    Setting("robots", "true, false") { (draft, value) throws(SettingError) in
      draft.settings.robots = try value.bool()
    },
    Setting("user", "a name") { (draft, value) throws(SettingError) in
      draft.user = try value.line()
    },
    Setting("password_file", "a file") { (draft, value) throws(SettingError) in
      draft.password = try value.secret()
    },
    Setting("cookies", "true, false") { (draft, value) throws(SettingError) in
      draft.settings.keepsCookies = try value.bool()
    },
    Setting("proxy", "an address") { (draft, value) throws(SettingError) in
      draft.settings.proxy = try value.proxy()
    },
    Setting("ca_file", "a file") { (draft, value) throws(SettingError) in
      draft.settings.authorities = try value.path()
    },
    Setting("address_family", "any, ipv4, ipv6") { (draft, value) throws(SettingError) in
      draft.settings.addressFamily = try value.choice(Family.self).value
    },
    Setting("allow", "a list of address ranges") { (draft, value) throws(SettingError) in
      draft.settings.allowedRanges = try value.list("address ranges") {
        (item) throws(SettingError) in try item.range()
      }
    },
    Setting("fetch_limit", "a duration") { (draft, value) throws(SettingError) in
      draft.settings.bounds.limit(totalTime: try value.duration(atLeast: 0.1))
    },
    Setting("page_limit", "a size") { (draft, value) throws(SettingError) in
      draft.settings.bounds.bodyBytes = try value.size(1 << 10...1 << 30)
    },
    Setting("retry_first", "a duration") { (draft, value) throws(SettingError) in
      draft.settings.retry.first = try value.duration(atLeast: 0.01)
    },
    Setting("retry_longest", "a duration") { (draft, value) throws(SettingError) in
      draft.settings.retry.longest = try value.duration(atLeast: 0.01)
    },
    Setting("back_off_first", "a duration") { (draft, value) throws(SettingError) in
      draft.settings.backOff.first = try value.duration(atLeast: 0.01)
    },
    Setting("back_off_longest", "a duration") { (draft, value) throws(SettingError) in
      draft.settings.backOff.longest = try value.duration(atLeast: 0.01)
    },
    Setting("patience", "a duration") { (draft, value) throws(SettingError) in
      draft.settings.owedPatience = try value.duration()
    },
  ]

  static let hook: [Setting<HookDraft>] = [
    Setting("name", "a name") { (draft, value) throws(SettingError) in
      draft.name = (try value.name(), value)
    },
    Setting("run", "[program, argument, …]") { (draft, value) throws(SettingError) in
      draft.argv = (try value.argv(), value)
    },
    Setting("events", "a list of events") { (draft, value) throws(SettingError) in
      let events = try value.list("events") { (item) throws(SettingError) in
        try item.choice(HookEvent.self)
      }
      draft.settings.events = Set(events)
    },
    Setting("sources", "a list of sources' names") { (draft, value) throws(SettingError) in
      draft.sources = try value.list("names of sources") { (item) throws(SettingError) in
        (try item.name(), item)
      }
    },
    Setting("environment", "names and values") { (draft, value) throws(SettingError) in
      let variables = try value.pairs("environment variables") {
        (name, value) throws(SettingError) in try value.variable(name, value.text())
      }
      draft.settings.environment.merge(variables) { $1 }
    },
    Setting("secret_files", "names and files") { (draft, value) throws(SettingError) in
      let variables = try value.pairs("environment variables and the files of their values") {
        (name, value) throws(SettingError) in try value.variable(name, value.secret())
      }
      draft.settings.environment.merge(variables) { $1 }
    },
    Setting("timeout", "a duration") { (draft, value) throws(SettingError) in
      draft.settings.timeout = try value.duration(atLeast: 0.01)
    },
    Setting("concurrency", "a number") { (draft, value) throws(SettingError) in
      draft.settings.concurrency = try value.integer(1...100)
    },
    Setting("retry_first", "a duration") { (draft, value) throws(SettingError) in
      draft.settings.retry.first = try value.duration(atLeast: 0.01)
    },
    Setting("retry_longest", "a duration") { (draft, value) throws(SettingError) in
      draft.settings.retry.longest = try value.duration(atLeast: 0.01)
    },
    Setting("give_up_after", "a duration") { (draft, value) throws(SettingError) in
      draft.settings.maximumAge = try value.duration()
    },
  ]

  /// The path of every key: `spool`, `defaults.interval`, `sources.url`, `hooks.run` …
  static var paths: [String] {
    file.map(\.name) + source.map { "defaults." + $0.name }
      + ownSource.map { "sources." + $0.name } + hook.map { "hooks." + $0.name }
  }
}

extension SettingValue {
  /// A value for an environment variable of a hook.
  fileprivate func variable(_ name: String, _ value: String) throws(SettingError) -> String {
    guard let first = name.utf8.first, !(0x30...0x39).contains(first),
      name.utf8.allSatisfy({
        (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0) || (0x30...0x39).contains($0)
          || $0 == 0x5f
      })
    else { throw wrong("“\(name.prefix(60))” is no name of an environment variable") }
    guard !name.hasPrefix("LEDEWATCH_") else {
      throw wrong("“\(name)”: names that begin with LEDEWATCH_ are ours")
    }
    guard !value.utf8.contains(0) else { throw wrong("a text without NUL is wanted here") }
    return value
  }
}

/// How the configuration names the kinds of addresses.
private enum Family: String, CaseIterable {
  case any, ipv4, ipv6

  var value: AddressFamily {
    switch self {
    case .any: .any
    case .ipv4: .ipv4
    case .ipv6: .ipv6
    }
  }
}

extension Bounds {
  /// A shorter fetch has less time for each of its parts.
  fileprivate mutating func limit(totalTime limit: Double) {
    totalTime = limit
    connectTime = min(connectTime, limit)
    lowSpeedTime = min(lowSpeedTime, max(1, Int(limit)))
  }
}
