import Basics

/// Every key of the configuration, in the order of `Config/ledewatch.yaml`.
enum SettingKeys {
  /// The keys of the main file.
  static let file: [Setting<ConfigurationDraft>] =
    [
      Setting(
        "spool", .path,
        default: .described(
          "/var/spool/ledewatch for a service, ~/.local/state/ledewatch/spool for a user"),
        "The directory of the spool."
      ) { (draft, value) throws(SettingError) in
        draft.spoolPath = try value.path()
      },
      Setting(
        "state", .path,
        default: .described(
          "/var/lib/ledewatch for a service, ~/.local/state/ledewatch for a user"),
        "The directory of the ledger. Without the ledger, all listed articles are new."
      ) { (draft, value) throws(SettingError) in
        draft.statePath = try value.path()
      },
      Setting(
        "formats", .list(.choice(EntryFormat.self)), default: .value("[markdown]"),
        """
        The files of an entry in addition to `article.json`: `article.md`, `article.html`, \
        `article.txt`, `article.eml`, `page.html.gz` (the page as received) and `page.warc.gz` (the \
        page with the messages of HTTP).
        """
      ) { (draft, value) throws(SettingError) in
        draft.formats = try value.entryFormats()
      },
      Setting(
        "concurrency", .integer(1...1000), default: .value("16"),
        """
        The number of hosts that are contacted at the same time, with one request per host. Hosts \
        that have not answered for five seconds do not count, up to three times this number.
        """
      ) { (draft, value) throws(SettingError) in
        draft.concurrency = try value.integer(1...1000)
      },
      Setting(
        "remember", .duration(atLeast: .seconds(60 * 86_400)), default: .value("400d"),
        "The time for which an article is remembered after it was last listed."
      ) { (draft, value) throws(SettingError) in
        draft.retentionDays = try value.days(atLeast: 60)
      },
      Setting(
        "min_free", .size(0...(1 << 40)), default: .value("16M"),
        """
        The free space of the file systems of spool and state below which no article is fetched. \
        Listings are still read, and their articles follow when there is space.
        """
      ) { (draft, value) throws(SettingError) in
        draft.minimumFreeBytes = try value.size(0...(1 << 40))
      },
      Setting(
        "keep", .settings(keep.references, mayBeEmpty: true), default: .absent, isNested: true,
        "The limits of what is stored. Whatever exceeds one of them is deleted, oldest first."
      ) { (draft, value) throws(SettingError) in
        try draft.decodeKeep(value)
      },
      Setting(
        "after_delivery", .choice(AfterDelivery.self), default: .value("keep"),
        "Whether an entry is removed from `new/` when all its deliveries have succeeded."
      ) { (draft, value) throws(SettingError) in
        draft.removesDeliveredEntries = try value.choice(AfterDelivery.self) == .remove
      },
      Setting(
        "ping", .url, default: .absent,
        """
        The URL of a check of a dead man’s switch. It is requested with `/start` at the beginning of \
        a run, as it is at success, and with `/fail` at failure.
        """
      ) { (draft, value) throws(SettingError) in
        draft.ping.url = try value.url()
      },
      Setting(
        "ping_interval", .duration(atLeast: .seconds(10)), default: .value("5m"),
        "The interval at which `run` repeats the ping of success while its rounds progress."
      ) { (draft, value) throws(SettingError) in
        draft.ping.interval = try value.duration(atLeast: .seconds(10))
      },
    ] + monitoring + includedFile

  /// The treatment of an entry whose deliveries have all succeeded.
  private enum AfterDelivery: String, CaseIterable {
    case keep, remove
  }

  /// The keys of a file in `sources.d`.
  static let includedFile: [Setting<ConfigurationDraft>] = [
    Setting(
      "defaults", .settings(source.references, mayBeEmpty: true), default: .absent, isNested: true,
      "Settings of all sources of the same file; each source may override them."
    ) { (draft, value) throws(SettingError) in
      try draft.decodeDefaults(value)
    },
    Setting(
      "sources", .list(.settings((ownSource + source).references), mayBeEmpty: true),
      default: .value("[]"), isNested: true,
      "The pages to watch."
    ) { (draft, value) throws(SettingError) in
      try draft.decodeSources(value)
    },
    Setting(
      "hooks", .list(.settings(hook.references, kinds: hookKinds), mayBeEmpty: true),
      default: .value("[]"), isNested: true,
      "The programs and addresses to which articles and events are reported."
    ) { (draft, value) throws(SettingError) in
      try draft.decodeHooks(value)
    },
  ]

  /// The keys of a source that `defaults` does not have.
  static let ownSource: [Setting<SourceDraft>] = [
    Setting(
      "name", .name, default: .required,
      "The name of the source; it is a part of the names of entries."
    ) { (draft, value) throws(SettingError) in
      draft.name = Located(try value.name(), value)
    },
    Setting(
      "url", .url, default: .required,
      "The address of the listing: a page, a feed or a news sitemap."
    ) { (draft, value) throws(SettingError) in
      draft.url = try value.url()
    },
    Setting(
      "was", .either([.name, .words(["none"])]),
      default: .described("the source that had the same URL"),
      """
      The name that the source had before, so that its articles are known. With `none`, the source \
      is new.
      """
    ) { (draft, value) throws(SettingError) in
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
