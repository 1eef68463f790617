import Dates
import News

/// The keys that tell articles from each other over the years, and what becomes of them.
extension SettingKeys {
  static let years: [Setting<SourceDraft>] = [
    Setting("since") { (draft, value) throws(SettingError) in
      draft.settings.intake.since = try value.day().number
    },
    Setting("identity_space") { (draft, value) throws(SettingError) in
      draft.settings.intake.identitySpace = try value.name()
    },
    Setting("revisions") { (draft, value) throws(SettingError) in
      draft.settings.revisions.intervals = try value.intervals()
    },
    Setting("min_change") { (draft, value) throws(SettingError) in
      draft.settings.revisions.minimumChangedWords = try value.integer(0...100_000)
    },
  ]
}

extension SettingValue {
  fileprivate func day() throws(SettingError) -> Day {
    let text = try text("a day (2026-03-14)")
    guard text.utf8.count == 10, let day = Day(iso: text) else {
      throw wrong("a day (2026-03-14) is wanted here, not “\(text.truncated(to: 40))”")
    }
    return day
  }

  /// `off`, or a list of durations of which none is shorter than ten minutes.
  fileprivate func intervals() throws(SettingError) -> [Double] {
    if let word = node.scalar?.string.lowercased(), ["off", "no", "false"].contains(word) {
      return []
    }
    let intervals = try list("3h, 1d, 7d, 30d; or off") { (item) throws(SettingError) in
      try item.duration(atLeast: 600)
    }
    guard intervals.count <= 20 else { throw wrong("at most 20 intervals") }
    return intervals
  }
}
