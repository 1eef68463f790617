import Basics

extension SettingKeys {
  /// The keys of a hook that say when deliveries start, and which of them are joined.
  static let timing: [Setting<HookDraft>] = [
    Setting(
      "digest",
      .either([
        .text("`every 6h`, `at 07:00` or `at Mon 07:00`", pattern: "^(every|at) +."),
        .list(.text("a time such as `07:00` or `Sat 09:00`"), count: 1...100),
      ]), default: .absent,
      """
      The time at which everything that waits becomes one message. Feeds, web archives and buckets \
      have no digests.
      """
    ) { (draft, value) throws(SettingError) in
      draft.settings.timing.digest = try value.digestSchedule()
    },
    Setting(
      "flood", .either([.integer(1...HookDraft.maximumFlood), .off]),
      default: .described("20 for chats and mails, `off` for others"),
      "The number of deliveries due at once above which they become one message."
    ) { (draft, value) throws(SettingError) in
      let isOff = value.node.scalar.map { ["off", "false", "no"].contains($0.string) } ?? false
      draft.flood = .some(isOff ? nil : try value.integer(1...HookDraft.maximumFlood))
    },
    Setting(
      "quiet", .either([.timeWindow, .list(.timeWindow)]), default: .value("[]"),
      "Hours in which no delivery starts."
    ) { (draft, value) throws(SettingError) in
      draft.settings.timing.quiet =
        if case .sequence = value.node {
          try value.list(of: "hours ([22:00-07:00, Sat])") { (item) throws(SettingError) in
            try item.timeWindow()
          }
        } else {
          [try value.timeWindow()]
        }
      guard !draft.settings.timing.isAlwaysQuiet else {
        throw value.error("the hours cover the whole week, so the hook would never be called")
      }
    },
    Setting(
      "timezone", .timeZone, default: .described("the zone of the machine"),
      "The zone of the times of `digest` and `quiet`."
    ) { (draft, value) throws(SettingError) in
      draft.settings.timing.timeZone = try value.timeZone()
    },
  ]
}

extension HookDraft {
  /// The largest value of “flood”. A joined message has at most this number of deliveries.
  static let maximumFlood = 999
  /// The value of “flood” of a hook that sends messages to people.
  static let floodOfMessages = 20

  /// The settings of the times, with the defaults of the kind of hook.
  var timing: HookTiming {
    var timing = settings.timing
    timing.joinsDueDeliveries = joinsDueDeliveries
    timing.flood = flood ?? (kind == .chat || kind == .mail ? HookDraft.floodOfMessages : nil)
    return timing
  }
}

extension SettingValue {
  /// Returns a diagnostic for each key that needs a kind of hook that can join deliveries.
  func joiningErrors(_ kind: String, given: [String]) -> [ConfigurationDiagnostic] {
    let reason: String? =
      switch kind {
      case "feed": "a feed has one item for each article"
      case "archive": "each article is submitted by its own address"
      case "s3": "each entry has objects of its own"
      default: nil
      }
    if given.contains("template") {
      return ["digest", "flood", "format"].filter(given.contains).map {
        diagnostic("“\($0)” and “template” exclude each other: a template is the form of one entry")
      }
    }
    guard let reason else { return [] }
    return ["digest", "flood"].filter(given.contains).map {
      diagnostic("“\($0)” and “\(kind)” exclude each other: \(reason)")
    }
  }

  fileprivate func digestSchedule() throws(SettingError) -> DigestSchedule {
    let expectation = "“every 6h”, “at 07:00”, “at Mon 07:00”, or a list of times ([07:00, 19:00])"
    if case .sequence = node {
      let times = try list(of: "times ([07:00, Sat 09:00])") { (item) throws(SettingError) in
        guard let time = DigestTime(try item.text("a time (07:00, Mon 07:00)")) else {
          throw item.expected("a time (07:00, Mon 07:00)")
        }
        return time
      }
      guard (1...100).contains(times.count) else { throw expected(expectation) }
      return .at(times)
    }
    guard let schedule = DigestSchedule(try text(expectation)) else {
      throw expected(expectation + "; an interval is 1m to 31d")
    }
    return schedule
  }
}
