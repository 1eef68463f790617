/// The times at which a source is polled.
extension SettingKeys {
  static let schedule: [Setting<SourceDraft>] = [
    Setting("interval") { (draft, value) throws(SettingError) in
      draft.settings.schedule.isAdaptive = value.node.scalar?.string == "adaptive"
      if draft.settings.schedule.isAdaptive { return }
      draft.settings.schedule.interval = try value.duration(
        atLeast: .milliseconds(10), alternative: "adaptive")
    },
    Setting("interval_shortest") { (draft, value) throws(SettingError) in
      let minimum = try value.duration(atLeast: .seconds(1))
      let maximum = draft.settings.schedule.maximumInterval
      draft.settings.schedule.minimumInterval = minimum
      draft.settings.schedule.maximumInterval = max(minimum, maximum)
    },
    Setting("interval_longest") { (draft, value) throws(SettingError) in
      let maximum = try value.duration(atLeast: .seconds(1))
      let minimum = draft.settings.schedule.minimumInterval
      guard maximum >= minimum else {
        throw value.error("must be at least interval_shortest (\(minimum.shortDescription))")
      }
      draft.settings.schedule.maximumInterval = maximum
    },
    Setting("windows") { (draft, value) throws(SettingError) in
      draft.settings.schedule.windows = try value.list(of: "windows ([Mon-Fri 07:00-22:00, Sat])") {
        (item) throws(SettingError) in try item.timeWindow()
      }
    },
  ]

  static let polling: [Setting<SourceDraft>] = [
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
  ]

  static let retries: [Setting<SourceDraft>] = [
    Setting("retry_first") { (draft, value) throws(SettingError) in
      draft.initialRetry = try value.initialDelay(of: &draft.settings.articles.retry)
    },
    Setting("retry_longest") { (draft, value) throws(SettingError) in
      try value.maximumDelay(
        of: &draft.settings.articles.retry, initial: ("retry_first", draft.initialRetry))
    },
    Setting("back_off_first") { (draft, value) throws(SettingError) in
      draft.initialBackOff = try value.initialDelay(of: &draft.settings.schedule.backOff)
    },
    Setting("back_off_longest") { (draft, value) throws(SettingError) in
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
