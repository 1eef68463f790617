/// The limits of what is stored: `keep: {archive: {age: 400d, size: 2G}}`.
extension SettingKeys {
  static let keep: [Setting<KeepSettings>] = [
    Setting(
      "archive", .either([.duration(atLeast: .seconds(3600)), .off, .settings(limits.references)]),
      default: .value("{age: 400d, size: 2G}"),
      """
      The archive of all articles, for the commands `list`, `search`, `show` and `export`. With \
      `off`, nothing is archived.
      """
    ) { (keep, value) throws(SettingError) in
      keep.archive = try value.keepLimits()
    },
    Setting(
      "new", limitsOrAll, default: .value("all"),
      "The entries in `new/`. Entries with open deliveries are always kept."
    ) { (keep, value) throws(SettingError) in
      keep.new = try value.limitsOrAll()
    },
    Setting(
      "cur", limitsOrAll, default: .value("all"),
      "The entries in `cur/`."
    ) { (keep, value) throws(SettingError) in
      keep.cur = try value.limitsOrAll()
    },
    Setting(
      "pages", limitsOrAll, default: .value("all"),
      "The pages that broke sources."
    ) { (keep, value) throws(SettingError) in
      keep.pages = try value.limitsOrAll()
    },
  ]

  /// The keys of the limits of one collection.
  static let limits: [Setting<KeepLimits>] = [
    Setting(
      "age", .duration(atLeast: .seconds(3600)), default: .absent,
      "The longest time for which an item is stored."
    ) { (limits, value) throws(SettingError) in
      limits.age = try value.keptAge()
    },
    Setting(
      "size", .size((1 << 20)...(1 << 40)), default: .absent,
      "The largest size of all items."
    ) { (limits, value) throws(SettingError) in
      limits.size = try value.size((1 << 20)...(1 << 40))
    },
    Setting(
      "count", .integer(1...1_000_000_000), default: .absent,
      "The largest number of items."
    ) { (limits, value) throws(SettingError) in
      limits.count = try value.integer(1...1_000_000_000)
    },
  ]

  /// The form of the limits of a collection that is kept by default.
  private static let limitsOrAll = SettingForm.either([
    .duration(atLeast: .seconds(3600)), .words(["all"]), .settings(limits.references),
  ])

  fileprivate static func limits(in value: SettingValue) throws(SettingError) -> KeepLimits {
    var decoded = KeepLimits()
    try value.decode(into: &decoded, by: limits, of: "these limits")
    guard decoded != KeepLimits() else {
      throw value.error("expected at least one of the limits age, size and count")
    }
    return decoded
  }
}

extension ConfigurationDraft {
  mutating func decodeKeep(_ value: SettingValue) throws(SettingError) {
    if value.isEmpty { return }
    try value.decode(into: &keep, by: SettingKeys.keep, of: "“keep”")
  }
}

extension SettingValue {
  /// Decodes `400d`, `off`, or limits such as `{age: 400d, size: 2G, count: 100000}`.
  /// - Returns: nil for `off`.
  fileprivate func keepLimits() throws(SettingError) -> KeepLimits? {
    if case .mapping = node { return try SettingKeys.limits(in: self) }
    if isOff { return nil }
    return KeepLimits(age: try keptAge("off"))
  }

  /// Decodes `30d`, limits, or `all`.
  /// - Returns: nil for `all`.
  fileprivate func limitsOrAll() throws(SettingError) -> KeepLimits? {
    if case .mapping = node { return try SettingKeys.limits(in: self) }
    if node.scalar?.string == "all" { return nil }
    return KeepLimits(age: try keptAge("all"))
  }

  fileprivate func keptAge(_ alternative: String? = nil) throws(SettingError) -> Duration {
    try duration(atLeast: .seconds(3600), alternative: alternative)
  }
}
