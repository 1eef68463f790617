import Basics
import News
import Web
import WebURL

/// A configuration as it is being read, file by file.
struct ConfigurationDraft {
  var spool: String?
  var state: String?
  var formats: Set<EntryFormat> = [.markdown]
  var concurrency = 16
  var remember = 400
  var defaults = SourceDraft()
  var sources: [SourceDraft] = []
  var hooks: [HookDraft] = []

  mutating func readDefaults(_ value: SettingValue) throws(SettingError) {
    if value.isEmpty { return }
    var faults: [ConfigurationDiagnostic] = []
    value.decode(into: &defaults, by: SettingKeys.source, of: "defaults", faults: &faults)
    guard faults.isEmpty else { throw SettingError(diagnostics: faults) }
  }

  mutating func readSources(_ value: SettingValue) throws(SettingError) {
    if value.isEmpty { return }
    var faults: [ConfigurationDiagnostic] = []
    sources += try value.list("- name: …") { (item) throws(SettingError) in
      var draft = defaults
      item.decode(
        into: &draft, by: SettingKeys.ownSource + SettingKeys.source, of: "a source",
        faults: &faults)
      faults += item.missing(["name", "url"], of: "a source")
      return draft
    }
    guard faults.isEmpty else { throw SettingError(diagnostics: faults) }
  }

  mutating func readHooks(_ value: SettingValue) throws(SettingError) {
    if value.isEmpty { return }
    var faults: [ConfigurationDiagnostic] = []
    hooks += try value.list("- name: …") { (item) throws(SettingError) in
      var draft = HookDraft()
      item.decode(into: &draft, by: SettingKeys.hook, of: "a hook", faults: &faults)
      faults += item.missing(["name", "run"], of: "a hook")
      return draft
    }
    guard faults.isEmpty else { throw SettingError(diagnostics: faults) }
  }
}

/// A source as it is being read, or the defaults of all.
struct SourceDraft {
  var name: (text: String, value: SettingValue)?
  var url: WebURL?
  var user: (text: String, value: SettingValue)?
  var password: (text: String, value: SettingValue)?
  var proxy = ProxyDraft()
  var fetchProgram: (name: String, value: SettingValue)?
  /// As said.
  var firstRetry: Double?
  var firstBackOff: Double?
  /// All but name and address, which are made up here.
  var settings = Source(name: "", url: WebURL("http://unnamed.invalid/")!)

  var source: Source? {
    guard let name, let url else { return nil }
    var source = settings
    source.name = name.text
    source.url = url
    if let user {
      source.request.credentials = Credentials(user: user.text, password: password?.text ?? "")
    }
    return source
  }
}

/// A proxy as it is being read.
struct ProxyDraft {
  private(set) var address: String?
  var user: (text: String, value: SettingValue)?
  var password: (text: String, value: SettingValue)?

  /// Another proxy than that of the defaults is not told who we are there.
  mutating func become(_ other: String) {
    if address != nil { (user, password) = (nil, nil) }
    address = other
  }

  /// With user and password, as libcurl takes them.
  var whole: String? {
    guard let address, let user, let scheme = address.firstRange(of: "://") else { return address }
    let secret = password.map { ":" + ProxyDraft.escaped($0.text) } ?? ""
    return address[..<scheme.upperBound] + ProxyDraft.escaped(user.text) + secret + "@"
      + address[scheme.upperBound...]
  }

  private static func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      let isPlain = scalar.isASCII && scalar.properties.isAlphabetic || (0x30...0x39).contains(byte)
      return isPlain ? String(scalar) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}

/// A hook as it is being read.
struct HookDraft {
  var name: (text: String, value: SettingValue)?
  var argv: (words: [String], value: SettingValue)?
  var sources: [(text: String, value: SettingValue)]?
  /// As said.
  var firstRetry: Double?
  /// All but name and program.
  var settings = Hook(name: "", argv: [])

  var hook: Hook? {
    guard let name, let argv else { return nil }
    var hook = settings
    hook.name = name.text
    hook.argv = argv.words
    hook.sources = sources.map { Set($0.map(\.text)) }
    return hook
  }
}

extension SettingValue {
  /// A fault for each needed name that is not there; one whose value is wrong was told of already.
  fileprivate func missing(_ names: [String], of what: String) -> [ConfigurationDiagnostic] {
    guard case .mapping(let mapping) = node else { return [] }
    let given = mapping.keys.compactMap { $0.scalar?.string }
    return names.filter { !given.contains($0) }.map { fault("\(what) needs “\($0)”") }
  }
}
