import Basics
import News

/// The choice of teasers whose articles are fetched, of changes that are revisions, and of the files of
/// entries.
extension SettingKeys {
  static let intake: [Setting<SourceDraft>] = [
    Setting(
      "article", .settings(articleParts.references, mayBeEmpty: true), default: .absent,
      isNested: true,
      """
      CSS selectors for parts of articles that are not detected correctly. If one finds nothing, \
      the extraction is marked doubtful and a warning is logged.
      """
    ) { (draft, value) throws(SettingError) in
      try draft.decodeArticle(value)
    },
    Setting(
      "remote_images", .choice(RemoteImages.self), default: .value("keep"),
      """
      The images in `content_html` and `article.md`: they stay, become links, or are left out. \
      Tracking pixels and images in private networks are always left out.
      """
    ) { (draft, value) throws(SettingError) in
      draft.settings.detection.remoteImages = try value.choice()
    },
    Setting(
      "media", .choice(MediaPolicy.self), default: .value("none"),
      """
      Whether the images of articles become files of their entries, at most 20 of 5 MB and 20 MB \
      in all. It needs `remote_images: keep`.
      """
    ) { (draft, value) throws(SettingError) in
      draft.settings.entries.media = try value.choice()
    },
    Setting(
      "formats", .list(.choice(EntryFormat.self)),
      default: .described("`formats` of the main file"),
      "The files of entries, in place of those that the main file names."
    ) { (draft, value) throws(SettingError) in
      draft.settings.entries.formats = try value.entryFormats()
    },
    Setting(
      "patience", .duration(), default: .value("2d"),
      """
      The age at which an article that still cannot be fetched is spooled with the content of its \
      teaser.
      """
    ) { (draft, value) throws(SettingError) in
      draft.settings.articles.teaserFallbackAge = try value.duration()
    },
    Setting(
      "expect", .settings(expectations.references, mayBeEmpty: true), default: .absent,
      isNested: true,
      "What the source yields, in place of what is learned."
    ) { (draft, value) throws(SettingError) in
      try draft.decodeExpectations(value)
    },
    Setting(
      "since", .day, default: .absent,
      "The day before which dated teasers are only remembered."
    ) { (draft, value) throws(SettingError) in
      draft.settings.intake.since = try value.day()
    },
    Setting(
      "tags", .list(.name), default: .value("[]"),
      "Names by which hooks choose sources."
    ) { (draft, value) throws(SettingError) in
      draft.settings.tags = Set(
        try value.list(of: "tags ([sport])") { (item) throws(SettingError) in try item.name() })
    },
    Setting(
      "identity_space", .name, default: .described("a space of its own"),
      "Sources with the same identity space share the articles that they know."
    ) { (draft, value) throws(SettingError) in
      draft.settings.intake.identitySpace = try value.name()
    },
    Setting(
      "revisions", .either([.list(.duration(atLeast: .seconds(600)), count: 0...20), .off]),
      default: .value("[3h, 1d, 7d, 30d]"),
      """
      The delays after which a spooled article is fetched again, one after the other. A change is \
      spooled as a new revision.
      """
    ) { (draft, value) throws(SettingError) in
      draft.settings.revisions.intervals = try value.recheckIntervals()
    },
    Setting(
      "min_change", .integer(0...100_000), default: .value("1"),
      "The number of words that may change without a new revision."
    ) { (draft, value) throws(SettingError) in
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
