import Basics
import WebURL

/// A configuration that is being decoded, file by file.
struct ConfigurationDraft {
  var spoolPath: String?
  var statePath: String?
  var formats: Set<EntryFormat> = [.markdown]
  var concurrency = 16
  var retentionDays = 400
  var minimumFreeBytes = Configuration.defaultMinimumFreeBytes
  var keep = KeepSettings()
  var removesDeliveredEntries = false
  var saysNoSources = false
  var ping = PingSettings()
  var monitoring = MonitoringSettings()
  var defaults = SourceDraft()
  var sources: [SourceDraft] = []
  var hooks: [HookDraft] = []
  /// The settings of all files that belong to no source and no hook.
  var given: [String: SettingValue] = [:]

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
      draft.given = item.decode(
        into: &draft, by: SettingKeys.ownSource + SettingKeys.source, of: "a source", &diagnostics)
      diagnostics += item.missingKeys(SettingKeys.ownSource.requiredNames, of: "a source")
      return draft
    }
    guard diagnostics.isEmpty else { throw SettingError(diagnostics: diagnostics) }
  }

  mutating func decodeHooks(_ value: SettingValue) throws(SettingError) {
    if value.isEmpty { return }
    var diagnostics: [ConfigurationDiagnostic] = []
    hooks += try value.list(of: "hooks (“- name: …”)") { (item) throws(SettingError) in
      var draft = HookDraft()
      draft.given = item.decode(
        into: &draft, by: SettingKeys.hook, of: "a hook", &diagnostics)
      diagnostics +=
        item.missingKeys(SettingKeys.hook.requiredNames, of: "a hook") + item.hookKindErrors(draft)
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
  enum Kind {
    case program, webhook, chat, feed, mail, archive, objects
  }

  var name: Located<String>?
  var kind: Kind?
  var argv: Located<[String]>?
  var environment: [String: String] = [:]
  var webhook = WebhookDraft()
  var chat: Chat?
  var chatSettings = ChatSettingsDraft()
  var feeds = FeedSettings(directory: "")
  var feedDirectory: Located<String>?
  var mail: Mail?
  var archive = WebArchiveDraft()
  var objects: ObjectStore?
  var sources: [Located<String>]?
  var tags: [Located<String>]?
  /// The value of “flood”; nil if it is not set.
  var flood: Int??
  /// Whether a program receives all deliveries that are due in one call.
  var joinsDueDeliveries = false
  /// The initial delay between attempts, if it is set.
  var initialRetry: Duration?
  /// The files that secrets were read from.
  var secretFiles: [Located<String>] = []
  /// The settings in the file.
  var given: [String: SettingValue] = [:]
  /// All other settings.
  var settings = Hook(name: "", argv: [])

  var hook: Hook? {
    guard let name, let target else { return nil }
    var hook = settings
    hook.name = name.value
    hook.target = target
    hook.timing = timing
    if let events = eventsOfKind { hook.events.formIntersection(events) }
    if kind == .archive, given["timeout"] == nil { hook.timeout = HookDraft.archiveTimeout }
    hook.sources = sources.map { Set($0.map(\.value)) }
    hook.tags = tags.map { Set($0.map(\.value)) }
    return hook
  }

  /// The time limit of a web archive, which loads the page before it answers.
  private static let archiveTimeout = Duration.seconds(180)

  /// The events that hooks of this kind can use; nil for all.
  private var eventsOfKind: Set<EventKind>? {
    switch kind {
    case .feed: FeedSettings.events
    case .archive: WebArchive.events
    case .objects: ObjectStore.events
    default: nil
    }
  }

  private var target: HookTarget? {
    switch kind {
    case .program: argv.map { .program(HookProgram(argv: $0.value, environment: environment)) }
    case .webhook: webhook.webhook.map(HookTarget.webhook)
    case .chat: completeChat.map(HookTarget.chat)
    case .feed: feedDirectory.map { _ in .feed(feeds) }
    case .mail: mail.map(HookTarget.mail)
    case .archive: archive.archive.map(HookTarget.archive)
    case .objects: objects.map(HookTarget.objects)
    case nil: nil
    }
  }
}

/// A webhook that is being decoded.
struct WebhookDraft {
  var url: WebURL?
  var format = WebhookFormat.standard
  var template: BodyTemplate?
  var secrets: [WebhookSecret] = []
  var hubSecret: String?
  var headers: [String: String] = [:]

  var webhook: Webhook? {
    guard let url else { return nil }
    var webhook = Webhook(url)
    (webhook.format, webhook.template, webhook.secrets) = (format, template, secrets)
    (webhook.hubSecret, webhook.headers) = (hubSecret, headers)
    return webhook
  }
}

extension SettingValue {
  /// Returns a diagnostic unless a hook is of exactly one kind and has no keys of another.
  fileprivate func hookKindErrors(_ draft: HookDraft) -> [ConfigurationDiagnostic] {
    guard case .mapping(let mapping) = node else { return [] }
    let given = Array(mapping.keys).compactMap { $0.scalar?.string }
    let kinds = SettingKeys.hookKinds.filter { given.contains($0.key) }
    let names = SettingKeys.hookKinds.map { "“\($0.key)”" }
    guard let kind = kinds.first else {
      return [diagnostic("a hook needs one of the keys \(names.joined(separator: ", "))")]
    }
    guard kinds.count == 1 else {
      let both = kinds.map { "“\($0.key)”" }.joined(separator: " and ")
      return [diagnostic("\(both) exclude each other; a hook does one thing")]
    }
    let missing = chatErrors(draft, given: given) + joiningErrors(kind.key, given: given)
    return missing
      + SettingKeys.hookKinds.filter { $0.key != kind.key }.flatMap { other in
        other.others.filter { given.contains($0) && !kind.others.contains($0) }.map {
          diagnostic(
            "“\($0)” belongs to a hook with “\(other.key)”, and this one has “\(kind.key)”")
        }
      }
  }
}
