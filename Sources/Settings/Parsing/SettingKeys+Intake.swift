import Basics

/// The choice of teasers whose articles are fetched, of changes that are revisions, and of the files of
/// entries.
extension SettingKeys {
  static let intake: [Setting<SourceDraft>] = [
    Setting("article", isNested: true) { (draft, value) throws(SettingError) in
      try draft.decodeArticle(value)
    },
    Setting("remote_images") { (draft, value) throws(SettingError) in
      draft.settings.detection.remoteImages = try value.choice()
    },
    Setting("media") { (draft, value) throws(SettingError) in
      draft.settings.entries.media = try value.choice()
    },
    Setting("formats") { (draft, value) throws(SettingError) in
      draft.settings.entries.formats = try value.entryFormats()
    },
    Setting("patience") { (draft, value) throws(SettingError) in
      draft.settings.articles.teaserFallbackAge = try value.duration()
    },
    Setting("expect", isNested: true) { (draft, value) throws(SettingError) in
      try draft.decodeExpectations(value)
    },
    Setting("since") { (draft, value) throws(SettingError) in
      draft.settings.intake.since = try value.day()
    },
    Setting("tags") { (draft, value) throws(SettingError) in
      draft.settings.tags = Set(
        try value.list(of: "tags ([sport])") { (item) throws(SettingError) in try item.name() })
    },
    Setting("identity_space") { (draft, value) throws(SettingError) in
      draft.settings.intake.identitySpace = try value.name()
    },
    Setting("revisions") { (draft, value) throws(SettingError) in
      draft.settings.revisions.intervals = try value.recheckIntervals()
    },
    Setting("min_change") { (draft, value) throws(SettingError) in
      draft.settings.revisions.minimumChangedWords = try value.integer(0...100_000)
    },
  ]
}

extension SettingValue {
  /// Decodes a list of formats of entries.
  func entryFormats() throws(SettingError) -> Set<EntryFormat> {
    let formats = try list(of: "formats (markdown, html)") { (item) throws(SettingError) in
      try item.choice(EntryFormat.self)
    }
    return Set(formats)
  }

  private static let maximumRechecks = 20

  /// Decodes `off`, or a list of durations of at least ten minutes.
  fileprivate func recheckIntervals() throws(SettingError) -> [Duration] {
    if isOff { return [] }
    guard case .sequence = node else {
      throw expected("“off” or a list of durations ([3h, 1d, 7d, 30d])")
    }
    let intervals = try list(of: "durations") { (item) throws(SettingError) in
      try item.duration(atLeast: .seconds(600))
    }
    guard intervals.count <= SettingValue.maximumRechecks else {
      throw error(
        "expected at most \(SettingValue.maximumRechecks) intervals, not \(intervals.count)")
    }
    return intervals
  }
}
