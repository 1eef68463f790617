import WebURL

extension SettingKeys {
  /// The keys of a hook with `feed`.
  static let feed: [Setting<HookDraft>] = [
    Setting(
      "feed", .path, default: .absent,
      """
      A directory of feeds, for a web server or for readers on this machine. No other hook may \
      write there.
      """
    ) { (draft, value) throws(SettingError) in
      let path = try value.path()
      draft.feeds.directory = path
      draft.feedDirectory = Located(path, value)
      draft.kind = .feed
      // Each feed is written once for all events that are due.
      draft.joinsDueDeliveries = true
    },
    Setting(
      "feed_url", .url, default: .absent,
      "The URL of the directory. Without it, the feeds have no links to themselves."
    ) { (draft, value) throws(SettingError) in
      draft.feeds.url = try value.directoryURL()
    },
    Setting(
      "feed_hub", .url, default: .absent,
      "A WebSub hub that is told of changed feeds."
    ) { (draft, value) throws(SettingError) in
      draft.feeds.hub = try value.url()
    },
    Setting(
      "feed_items", .integer(1...1000), default: .value("50"),
      "The maximum number of articles of a feed, which has at most 1 MB."
    ) { (draft, value) throws(SettingError) in
      draft.feeds.maximumItems = try value.integer(1...1000)
    },
    Setting(
      "feed_archive", .flag, default: .value("false"),
      """
      Whether older articles move to archive documents and are kept. Otherwise they are dropped.
      """
    ) { (draft, value) throws(SettingError) in
      draft.feeds.keepsArchives = try value.bool()
    },
  ]
}

extension SettingValue {
  /// Decodes the URL of a directory, to which file names can be appended.
  func directoryURL() throws(SettingError) -> WebURL {
    let url = try url()
    guard !url.string.contains(where: { $0 == "?" || $0 == "#" }) else {
      throw error("the URL of a directory must not have a query or a fragment")
    }
    return url.string.hasSuffix("/") ? url : WebURL(url.string + "/") ?? url
  }
}
