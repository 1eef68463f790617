import Basics

/// Every key of the configuration, in the order of `Config/ledewatch.yaml`.
enum SettingKeys {
  /// The keys of the main file.
  static let file: [Setting<ConfigurationDraft>] =
    [
      Setting("spool") { (draft, value) throws(SettingError) in
        draft.spoolPath = try value.path()
      },
      Setting("state") { (draft, value) throws(SettingError) in
        draft.statePath = try value.path()
      },
      Setting("formats") { (draft, value) throws(SettingError) in
        draft.formats = try value.entryFormats()
      },
      Setting("concurrency") { (draft, value) throws(SettingError) in
        draft.concurrency = try value.integer(1...1000)
      },
      Setting("remember") { (draft, value) throws(SettingError) in
        draft.retentionDays = try value.days(atLeast: 60)
      },
      Setting("min_free") { (draft, value) throws(SettingError) in
        draft.minimumFreeBytes = try value.size(0...(1 << 40))
      },
      Setting("keep", isNested: true) { (draft, value) throws(SettingError) in
        try draft.decodeKeep(value)
      },
      Setting("after_delivery") { (draft, value) throws(SettingError) in
        draft.removesDeliveredEntries = try value.choice(AfterDelivery.self) == .remove
      },
      Setting("ping") { (draft, value) throws(SettingError) in
        draft.ping.url = try value.url()
      },
      Setting("ping_interval") { (draft, value) throws(SettingError) in
        draft.ping.interval = try value.duration(atLeast: .seconds(10))
      },
    ] + monitoring + includedFile

  /// The treatment of an entry whose deliveries have all succeeded.
  private enum AfterDelivery: String, CaseIterable {
    case keep, remove
  }

  /// The keys of a file in `sources.d`.
  static let includedFile: [Setting<ConfigurationDraft>] = [
    Setting("defaults", isNested: true) { (draft, value) throws(SettingError) in
      try draft.decodeDefaults(value)
    },
    Setting("sources", isNested: true) { (draft, value) throws(SettingError) in
      try draft.decodeSources(value)
    },
    Setting("hooks", isNested: true) { (draft, value) throws(SettingError) in
      try draft.decodeHooks(value)
    },
  ]

  /// The keys of a source that `defaults` does not have.
  static let ownSource: [Setting<SourceDraft>] = [
    Setting("name") { (draft, value) throws(SettingError) in
      draft.name = Located(try value.name(), value)
    },
    Setting("url") { (draft, value) throws(SettingError) in
      draft.url = try value.url()
    },
    Setting("was") { (draft, value) throws(SettingError) in
      if value.node.scalar?.string == "none" {
        draft.settings.intake.formerName = .none
      } else {
        draft.formerName = Located(try value.name(), value)
      }
    },
  ]

  /// The keys of a source and of `defaults`.
  static let source: [Setting<SourceDraft>] =
    schedule + detection + polling + request + network + bounds + retries + intake

  /// The path of every key: `spool`, `defaults.interval`, `sources.url`, `hooks.run` …
  static var paths: [String] {
    file.map(\.name) + keep.map { "keep." + $0.name } + source.map { "defaults." + $0.name }
      + ownSource.map { "sources." + $0.name } + hook.map { "hooks." + $0.name }
  }

  /// Returns the parts of the configuration in which a key is allowed.
  static func places(of key: String) -> [String] {
    var places: [String] = []
    if file.contains(where: { $0.name == key }) { places.append("the main file, not indented") }
    if keep.contains(where: { $0.name == key }) { places.append("“keep”") }
    if source.contains(where: { $0.name == key }) { places.append("“defaults” or a source") }
    if ownSource.contains(where: { $0.name == key }) { places.append("a source") }
    if hook.contains(where: { $0.name == key }) { places.append("a hook") }
    return places
  }
}
