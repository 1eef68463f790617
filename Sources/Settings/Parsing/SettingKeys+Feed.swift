import WebURL

extension SettingKeys {
  /// The keys of a hook with `feed`.
  static let feed: [Setting<HookDraft>] = [
    Setting("feed") { (draft, value) throws(SettingError) in
      let path = try value.path()
      draft.feeds.directory = path
      draft.feedDirectory = Located(path, value)
      draft.kind = .feed
      // Each feed is written once for all events that are due.
      draft.joinsDueDeliveries = true
    },
    Setting("feed_url") { (draft, value) throws(SettingError) in
      draft.feeds.url = try value.directoryURL()
    },
    Setting("feed_hub") { (draft, value) throws(SettingError) in
      draft.feeds.hub = try value.url()
    },
    Setting("feed_items") { (draft, value) throws(SettingError) in
      draft.feeds.maximumItems = try value.integer(1...1000)
    },
    Setting("feed_archive") { (draft, value) throws(SettingError) in
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
