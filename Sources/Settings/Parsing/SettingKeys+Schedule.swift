/// The times at which a source is polled.
extension SettingKeys {
  static let schedule: [Setting<SourceDraft>] = [
    Setting(
      "interval", .either([.duration(atLeast: .milliseconds(10)), .words(["adaptive"])]),
      default: .value("15m"),
      """
      The time between two polls of the listing. With `adaptive`, the times of publication are \
      learned, and the interval is shorter then, within the two bounds.
      """
    ) { (draft, value) throws(SettingError) in
      draft.settings.schedule.isAdaptive = value.node.scalar?.string == "adaptive"
      if draft.settings.schedule.isAdaptive { return }
      draft.settings.schedule.interval = try value.duration(
        atLeast: .milliseconds(10), alternative: "adaptive")
    },
    Setting(
      "interval_shortest", .duration(atLeast: .seconds(1)), default: .value("5m"),
      "The shortest interval with `interval: adaptive`."
    ) { (draft, value) throws(SettingError) in
      let minimum = try value.duration(atLeast: .seconds(1))
      let maximum = draft.settings.schedule.maximumInterval
      draft.settings.schedule.minimumInterval = minimum
      draft.settings.schedule.maximumInterval = max(minimum, maximum)
    },
    Setting(
      "interval_longest", .duration(atLeast: .seconds(1)), default: .value("4h"),
      "The longest interval with `interval: adaptive`."
    ) { (draft, value) throws(SettingError) in
      let maximum = try value.duration(atLeast: .seconds(1))
      let minimum = draft.settings.schedule.minimumInterval
      guard maximum >= minimum else {
        throw value.error("must be at least interval_shortest (\(minimum.shortDescription))")
      }
      draft.settings.schedule.maximumInterval = maximum
    },
    Setting(
      "windows", .list(.timeWindow), default: .value("[]"),
      """
      The hours of the week in which the service polls the listing, in the zone of the source; \
      empty for all hours. `once` ignores them.
      """
    ) { (draft, value) throws(SettingError) in
      draft.settings.schedule.windows = try value.list(of: "windows ([Mon-Fri 07:00-22:00, Sat])") {
        (item) throws(SettingError) in try item.timeWindow()
      }
    },
  ]

  static let polling: [Setting<SourceDraft>] = [
    Setting(
      "first_round", .choice(FirstRoundPolicy.self), default: .value("spool"),
      """
      The treatment of the articles that are listed when a source is new: they are spooled without \
      calling hooks, spooled and reported to hooks, or only remembered.
      """
    ) { (draft, value) throws(SettingError) in
      draft.settings.intake.firstRound = try value.choice()
    },
    Setting(
      "next_pages", .integer(0...1000), default: .value("25"),
      """
      The number of further pages of a listing that are fetched if all teasers of a page are new.
      """
    ) { (draft, value) throws(SettingError) in
      draft.settings.intake.maximumNextPages = try value.integer(0...1000)
    },
    Setting(
      "paused", .flag, default: .value("false"),
      "Whether the source is kept without being polled."
    ) { (draft, value) throws(SettingError) in
      draft.settings.schedule.isPaused = try value.bool()
    },
    Setting(
      "host_pause", .duration(), default: .value("2s"),
      """
      The time between two requests to a host. If sources with the same host differ, the longest \
      time applies.
      """
    ) { (draft, value) throws(SettingError) in
      draft.settings.politeness.hostPause = try value.duration()
    },
  ]

  static let retries: [Setting<SourceDraft>] = [
    Setting(
      "retry_first", .duration(atLeast: .milliseconds(10)), default: .value("1m"),
      """
      The first delay between attempts at an article that cannot be fetched. Each further delay is \
      twice the previous one.
      """
    ) { (draft, value) throws(SettingError) in
      draft.initialRetry = try value.initialDelay(of: &draft.settings.articles.retry)
    },
    Setting(
      "retry_longest", .duration(atLeast: .milliseconds(10)), default: .value("6h"),
      "The longest delay between attempts at an article."
    ) { (draft, value) throws(SettingError) in
      try value.maximumDelay(
        of: &draft.settings.articles.retry, initial: ("retry_first", draft.initialRetry))
    },
    Setting(
      "back_off_first", .duration(atLeast: .milliseconds(10)), default: .value("1m"),
      "The first delay between attempts at a listing that cannot be fetched."
    ) { (draft, value) throws(SettingError) in
      draft.initialBackOff = try value.initialDelay(of: &draft.settings.schedule.backOff)
    },
    Setting(
      "back_off_longest", .duration(atLeast: .milliseconds(10)), default: .value("6h"),
      "The longest delay between attempts at a listing."
    ) { (draft, value) throws(SettingError) in
      try value.maximumDelay(
        of: &draft.settings.schedule.backOff, initial: ("back_off_first", draft.initialBackOff))
    },
  ]
}

extension SettingValue {
  func timeWindow() throws(SettingError) -> TimeWindow {
    let expectation = "days, hours, or both (Mon-Fri 07:00-22:00; Sat,Sun; 22:00-04:00)"
    guard let window = TimeWindow(try text(expectation)) else { throw expected(expectation) }
    return window
  }
}
