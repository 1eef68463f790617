import Basics
import News
import Web

/// Every key of the configuration, in the order in which `Config/ledewatch.yaml` shows them.
enum SettingKeys {
  /// Of the file. `defaults`, `sources` and `hooks` hold settings of their own.
  static let file: [Setting<ConfigurationDraft>] =
    [
      Setting("spool") { (draft, value) throws(SettingError) in
        draft.spool = try value.path()
      },
      Setting("state") { (draft, value) throws(SettingError) in
        draft.state = try value.path()
      },
      Setting("formats") { (draft, value) throws(SettingError) in
        let formats = try value.list("markdown, page") { (item) throws(SettingError) in
          try item.choice(EntryFormat.self)
        }
        draft.formats = Set(formats)
      },
      Setting("concurrency") { (draft, value) throws(SettingError) in
        draft.concurrency = try value.integer(1...1000)
      },
      Setting("remember") { (draft, value) throws(SettingError) in
        draft.remember = Int(try value.duration(atLeast: 60 * 86_400) / 86_400)
      },
    ] + parts

  /// Of a file in `sources.d`.
  static let parts: [Setting<ConfigurationDraft>] = [
    Setting("defaults", isBlock: true) {
      (draft, value) throws(SettingError) in
      try draft.readDefaults(value)
    },
    Setting("sources", isBlock: true) { (draft, value) throws(SettingError) in
      try draft.readSources(value)
    },
    Setting("hooks", isBlock: true) { (draft, value) throws(SettingError) in
      try draft.readHooks(value)
    },
  ]

  /// Of a source alone.
  static let ownSource: [Setting<SourceDraft>] = [
    Setting("name") { (draft, value) throws(SettingError) in
      draft.name = (try value.name(), value)
    },
    Setting("url") { (draft, value) throws(SettingError) in
      draft.url = try value.address()
    },
  ]

  /// Of a source, and of `defaults`.
  static let source: [Setting<SourceDraft>] = schedule + reading + network + years

  private static let reading: [Setting<SourceDraft>] = [
    Setting("timezone") { (draft, value) throws(SettingError) in
      draft.settings.dates.timeZone = try value.timeZone()
    },
    Setting("language") { (draft, value) throws(SettingError) in
      draft.settings.detection.language = try value.language()
    },
    Setting("date_order") { (draft, value) throws(SettingError) in
      draft.settings.dates.order = try value.choice()
    },
    Setting("date_format") { (draft, value) throws(SettingError) in
      draft.settings.dates.format = try value.dateFormat()
    },
    Setting("teasers", isBlock: true) { (draft, value) throws(SettingError) in
      draft.settings.detection.teasers = try value.teaserRules()
    },
    Setting("charset") { (draft, value) throws(SettingError) in
      draft.settings.detection.charset = try value.charset()
    },
    Setting("first_round") { (draft, value) throws(SettingError) in
      draft.settings.intake.firstRound = try value.choice()
    },
    Setting("next_pages") { (draft, value) throws(SettingError) in
      draft.settings.intake.maximumNextPages = try value.integer(0...1000)
    },
    Setting("paused") { (draft, value) throws(SettingError) in
      draft.settings.schedule.isPaused = try value.bool()
    },
    Setting("host_pause") { (draft, value) throws(SettingError) in
      draft.settings.politeness.hostPause = try value.duration()
    },
    Setting("contact") { (draft, value) throws(SettingError) in
      draft.settings.request.userAgent = Request.userAgent(contact: try value.line())
    },
    Setting("user_agent") { (draft, value) throws(SettingError) in
      draft.settings.request.userAgent = try value.line()
    },
    Setting("robots") { (draft, value) throws(SettingError) in
      draft.settings.politeness.honorsRobots = try value.bool()
    },
    Setting("user") { (draft, value) throws(SettingError) in
      draft.user = (try value.user(), value)
    },
    Setting("password_file") { (draft, value) throws(SettingError) in
      draft.password = (try value.secret(), value)
    },
    Setting("cookies") { (draft, value) throws(SettingError) in
      draft.settings.request.keepsCookies = try value.bool()
    },
    Setting("proxy") { (draft, value) throws(SettingError) in
      draft.proxy.become(try value.proxy())
      draft.settings.network.proxy = draft.proxy.whole
    },
    Setting("proxy_user") { (draft, value) throws(SettingError) in
      draft.proxy.user = (try value.user(), value)
      guard draft.proxy.address?.contains("@") != true else {
        throw value.wrong("the address of the proxy has a user already")
      }
      draft.settings.network.proxy = draft.proxy.whole
    },
    Setting("proxy_password_file") { (draft, value) throws(SettingError) in
      draft.proxy.password = (try value.secret(), value)
      draft.settings.network.proxy = draft.proxy.whole
    },
    Setting("ca_file") { (draft, value) throws(SettingError) in
      let (path, content) = try value.authorities()
      draft.settings.network.authoritiesPath = path
      draft.settings.network.authoritiesHash = StableHash.of(content)
    },
    Setting("address_family") { (draft, value) throws(SettingError) in
      draft.settings.network.addressFamily = try value.choice(Family.self).value
    },
    Setting("allow") { (draft, value) throws(SettingError) in
      draft.settings.network.allowedRanges = try value.list("address ranges") {
        (item) throws(SettingError) in try item.range()
      }
    },
    Setting("fetch_limit") { (draft, value) throws(SettingError) in
      draft.settings.request.bounds.limit(totalTime: try value.duration(atLeast: 0.1))
    },
    Setting("page_limit") { (draft, value) throws(SettingError) in
      draft.settings.request.bounds.bodyBytes = try value.size(1 << 10...1 << 30)
    },
    Setting("retry_first") { (draft, value) throws(SettingError) in
      draft.firstRetry = try value.first(of: &draft.settings.articles.retry)
    },
    Setting("retry_longest") { (draft, value) throws(SettingError) in
      try value.longest(
        of: &draft.settings.articles.retry, first: ("retry_first", draft.firstRetry))
    },
    Setting("back_off_first") { (draft, value) throws(SettingError) in
      draft.firstBackOff = try value.first(of: &draft.settings.schedule.backOff)
    },
    Setting("back_off_longest") { (draft, value) throws(SettingError) in
      try value.longest(
        of: &draft.settings.schedule.backOff, first: ("back_off_first", draft.firstBackOff))
    },
    Setting("article", isBlock: true) { (draft, value) throws(SettingError) in
      try draft.readArticle(value)
    },
    Setting("patience") { (draft, value) throws(SettingError) in
      draft.settings.articles.teaserFallbackAge = try value.duration()
    },
  ]

  static let hook: [Setting<HookDraft>] = [
    Setting("name") { (draft, value) throws(SettingError) in
      draft.name = (try value.name(), value)
    },
    Setting("run") { (draft, value) throws(SettingError) in
      draft.argv = (try value.argv(), value)
    },
    Setting("events") { (draft, value) throws(SettingError) in
      let events = try value.list("events") { (item) throws(SettingError) in
        try item.choice(EventKind.self)
      }
      draft.settings.events = Set(events)
    },
    Setting("sources") { (draft, value) throws(SettingError) in
      draft.sources = try value.list("names of sources") { (item) throws(SettingError) in
        (try item.name(), item)
      }
    },
    Setting("environment") { (draft, value) throws(SettingError) in
      let variables = try value.pairs("environment variables") {
        (name, value) throws(SettingError) in try value.variable(name, value.text())
      }
      draft.settings.environment.merge(variables) { $1 }
    },
    Setting("secret_files") { (draft, value) throws(SettingError) in
      let variables = try value.pairs("environment variables and the files of their values") {
        (name, value) throws(SettingError) in try value.variable(name, value.secret())
      }
      draft.settings.environment.merge(variables) { $1 }
    },
    Setting("timeout") { (draft, value) throws(SettingError) in
      draft.settings.timeout = try value.duration(atLeast: 0.01)
    },
    Setting("concurrency") { (draft, value) throws(SettingError) in
      draft.settings.concurrency = try value.integer(1...100)
    },
    Setting("retry_first") { (draft, value) throws(SettingError) in
      draft.firstRetry = try value.first(of: &draft.settings.retry)
    },
    Setting("retry_longest") { (draft, value) throws(SettingError) in
      try value.longest(of: &draft.settings.retry, first: ("retry_first", draft.firstRetry))
    },
    Setting("give_up_after") { (draft, value) throws(SettingError) in
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
    else { throw wrong("“\(name.truncated(to: 60))” is no name of an environment variable") }
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
  /// A shorter fetch has less time for each of its parts, a longer one more: a third to connect,
  /// half of it for a server that makes us wait.
  fileprivate mutating func limit(totalTime limit: Double) {
    let usual = Bounds()
    totalTime = limit
    connectTime = min(limit, max(usual.connectTime, limit / 3))
    lowSpeedTime = max(1, Int(min(limit, max(Double(usual.lowSpeedTime), limit / 2))))
  }
}
