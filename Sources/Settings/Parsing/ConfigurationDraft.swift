import Basics

/// A configuration that is being decoded, file by file.
struct ConfigurationDraft {
  var spoolPath: String?
  var statePath: String?
  var formats: Set<EntryFormat> = [.markdown]
  var concurrency = 16
  var retentionDays = 400
  var saysNoSources = false
  var ping = PingSettings()
  var monitoring = MonitoringSettings()
  var defaults = SourceDraft()
  var sources: [SourceDraft] = []
  var hooks: [HookDraft] = []

  mutating func decodeDefaults(_ value: SettingValue) throws(SettingError) {
    if value.isEmpty { return }
    try value.decode(into: &defaults, by: SettingKeys.source, of: "defaults")
  }

  mutating func decodeSources(_ value: SettingValue) throws(SettingError) {
    if value.isEmpty { return }
    if value.node.sequence?.isEmpty == true { saysNoSources = true }
    var diagnostics: [ConfigurationDiagnostic] = []
    sources += try value.list(of: "sources (“- name: …”)") { (item) throws(SettingError) in
      var draft = defaults
      item.decode(
        into: &draft, by: SettingKeys.ownSource + SettingKeys.source, of: "a source", &diagnostics)
      diagnostics += item.missingKeys(["name", "url"], of: "a source")
      return draft
    }
    guard diagnostics.isEmpty else { throw SettingError(diagnostics: diagnostics) }
  }

  mutating func decodeHooks(_ value: SettingValue) throws(SettingError) {
    if value.isEmpty { return }
    var diagnostics: [ConfigurationDiagnostic] = []
    hooks += try value.list(of: "hooks (“- name: …”)") { (item) throws(SettingError) in
      var draft = HookDraft()
      item.decode(into: &draft, by: SettingKeys.hook, of: "a hook", &diagnostics)
      diagnostics += item.missingKeys(["name", "run"], of: "a hook")
      return draft
    }
    guard diagnostics.isEmpty else { throw SettingError(diagnostics: diagnostics) }
  }
}

/// A decoded value with the setting that it comes from.
struct Located<Value> {
  var value: Value
  var origin: SettingValue

  init(_ value: Value, _ origin: SettingValue) {
    self.value = value
    self.origin = origin
  }
}

/// A hook that is being decoded.
struct HookDraft {
  var name: Located<String>?
  var argv: Located<[String]>?
  var sources: [Located<String>]?
  /// The initial delay between attempts, if it is set.
  var initialRetry: Duration?
  /// The files that secrets were read from.
  var secretFiles: [Located<String>] = []
  /// All other settings.
  var settings = Hook(name: "", argv: [])

  var hook: Hook? {
    guard let name, let argv else { return nil }
    var hook = settings
    hook.name = name.value
    hook.argv = argv.value
    hook.sources = sources.map { Set($0.map(\.value)) }
    return hook
  }
}
