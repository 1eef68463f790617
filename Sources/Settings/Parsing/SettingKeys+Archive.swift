import WebURL

extension SettingKeys {
  /// The keys of a hook with `archive`.
  static let archive: [Setting<HookDraft>] = [
    Setting(
      "archive", .choice(WebArchiveName.self), default: .absent,
      """
      A web archive to which the addresses of new and revised articles are submitted: the Wayback \
      Machine.
      """
    ) { (draft, value) throws(SettingError) in
      draft.archive.service = try value.choice(WebArchiveName.self)
      draft.kind = .archive
    },
    Setting(
      "archive_url", .url, default: .value("https://web.archive.org/save/"),
      "The address at which it accepts addresses."
    ) { (draft, value) throws(SettingError) in
      draft.archive.url = try value.directoryURL()
    },
    Setting(
      "key_file", .secretFile, default: .absent,
      "A file with the key of an account at archive.org as `ACCESSKEY:SECRET`."
    ) { (draft, value) throws(SettingError) in
      let key = try value.secret(&draft.secretFiles)
      let parts = key.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }),
        key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
      else { throw value.error("the file must contain one line with “ACCESSKEY:SECRET”") }
      draft.archive.key = key
    },
  ]
}

/// A web archive that is being decoded.
struct WebArchiveDraft {
  var service: WebArchiveName?
  var url: WebURL?
  var key: String?

  var archive: WebArchive? {
    guard let service else { return nil }
    var archive = WebArchive(service, url: url)
    archive.key = key
    return archive
  }
}
