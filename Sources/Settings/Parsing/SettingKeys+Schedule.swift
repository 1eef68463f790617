/// When a source is looked at.
extension SettingKeys {
  static let schedule: [Setting<SourceDraft>] = [
    Setting("interval") { (draft, value) throws(SettingError) in
      draft.settings.schedule.isAdaptive = value.node.scalar?.string == "adaptive"
      if draft.settings.schedule.isAdaptive { return }
      draft.settings.schedule.interval = try value.duration(atLeast: 0.01)
    },
    Setting("interval_shortest") { (draft, value) throws(SettingError) in
      let shortest = try value.duration(atLeast: 1)
      draft.settings.schedule.minimumInterval = shortest
      draft.settings.schedule.maximumInterval = max(
        shortest, draft.settings.schedule.maximumInterval)
    },
    Setting("interval_longest") { (draft, value) throws(SettingError) in
      let longest = try value.duration(atLeast: 1)
      let shortest = draft.settings.schedule.minimumInterval
      guard longest >= shortest else {
        throw value.wrong("at least interval_shortest, \(Int(shortest)) seconds")
      }
      draft.settings.schedule.maximumInterval = longest
    },
    Setting("windows") { (draft, value) throws(SettingError) in
      let wanted = "Mon-Fri 07:00-22:00"
      draft.settings.schedule.windows = try value.list(wanted) { (item) throws(SettingError) in
        let text = try item.text(wanted)
        guard let window = TimeWindow(text) else {
          throw item.wrong(
            "days and hours like “\(wanted)”, “Sat,Sun” or “22:00-04:00” are wanted here, not "
              + "“\(text.truncated(to: 40))”")
        }
        return window
      }
    },
  ]
}
