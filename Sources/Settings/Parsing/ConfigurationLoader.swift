import Glibc
import Yams

/// Reads the configuration; the environment and the files are arguments.
package struct ConfigurationLoader: Sendable {
  /// HOME, XDG_CONFIG_HOME, XDG_STATE_HOME, CONFIGURATION_DIRECTORY, STATE_DIRECTORY,
  /// CREDENTIALS_DIRECTORY and PATH are looked at.
  package var environment: [String: String]
  /// Runs as root or as a service: `/etc` and `/var` instead of the person's directories.
  package var isService: Bool
  /// Absolute; a relative `--config FILE` begins there.
  package var workingDirectory: String
  package var files: ConfigurationFileSystem

  /// Bytes of one file.
  static let longestFile = 1 << 20
  /// YAML's aliases multiply: each may stand for a node that holds others. So few can't grow to
  /// anything, and `defaults` makes them unnecessary.
  static let mostAliases = 24

  package init(
    environment: [String: String], isService: Bool, workingDirectory: String = "/",
    files: ConfigurationFileSystem = .system
  ) {
    self.environment = environment
    self.isService = isService
    self.workingDirectory = workingDirectory
    self.files = files
  }

  /// As the process finds itself: root, and what systemd gave directories to, is a service.
  package static func forProcess(environment: [String: String]) -> ConfigurationLoader {
    var environment = environment
    // cron, and some containers, give no HOME.
    if environment["HOME"] == nil, let home = getpwuid(getuid())?.pointee.pw_dir {
      environment["HOME"] = String(cString: home)
    }
    let systemd = ["STATE_DIRECTORY", "CONFIGURATION_DIRECTORY"].contains {
      environment[$0] != nil
    }
    let here = getcwd(nil, 0)
    defer { free(here) }
    return ConfigurationLoader(
      environment: environment, isService: geteuid() == 0 || systemd,
      workingDirectory: here.map { String(cString: $0) } ?? "/")
  }

  /// Where the configuration is looked for.
  package var defaultFile: String? {
    if isService {
      return (firstPath("CONFIGURATION_DIRECTORY") ?? "/etc/ledewatch") + "/ledewatch.yaml"
    }
    return directory("XDG_CONFIG_HOME", home: ".config").map { $0 + "/ledewatch/ledewatch.yaml" }
  }

  /// Reads `ledewatch.yaml` and the files of `sources.d` beside it.
  /// - Parameter file: `--config FILE`; nil for the usual place.
  /// - Throws: all faults of all files.
  package func load(file: String? = nil) throws(ConfigurationError) -> Configuration {
    guard let file = file ?? defaultFile else {
      throw ConfigurationError(diagnostics: [
        .init(file: "ledewatch.yaml", message: "not looked for: HOME is not set; use --config FILE")
      ])
    }
    var draft = ConfigurationDraft()
    var faults: [ConfigurationDiagnostic] = []
    var all = [file]
    read(file, into: &draft, by: SettingKeys.file, &faults)
    let defaults = draft.defaults
    for part in parts(beside: file, &faults) {
      all.append(part)
      // The defaults of a part are its own.
      draft.defaults = defaults
      read(part, into: &draft, by: SettingKeys.parts, &faults)
    }
    faults += draft.conflicts
    var configuration = finish(draft, &faults)
    configuration.files = all
    guard faults.isEmpty else { throw ConfigurationError(diagnostics: faults.inOrder(of: all)) }
    configuration.warnings = draft.warnings(file: file, self)
    return configuration
  }

  /// What `once URL` works with, without a configuration file: below the person's state
  /// directory, root's too.
  package func defaultConfiguration() throws(ConfigurationError) -> Configuration {
    var faults: [ConfigurationDiagnostic] = []
    var person = self
    person.isService = false
    let configuration = person.finish(ConfigurationDraft(), &faults)
    guard faults.isEmpty else { throw ConfigurationError(diagnostics: faults) }
    return configuration
  }

  private func finish(_ draft: ConfigurationDraft, _ faults: inout [ConfigurationDiagnostic])
    -> Configuration
  {
    let state = draft.state ?? usualState
    let spool =
      draft.spool ?? (isService ? "/var/spool/ledewatch" : usualState.map { $0 + "/spool" })
    if state == nil || spool == nil {
      faults.append(
        .init(
          file: "ledewatch.yaml",
          message: "no place for state and spool: HOME is not set; set “state” and “spool”"))
    }
    var configuration = Configuration(
      sources: draft.sources.compactMap(\.source), hooks: draft.hooks.compactMap(\.hook),
      spoolPath: spool ?? "", statePath: state ?? "", formats: draft.formats,
      concurrency: draft.concurrency)
    configuration.retentionDays = draft.remember
    return configuration
  }

  private var usualState: String? {
    if isService { return firstPath("STATE_DIRECTORY") ?? "/var/lib/ledewatch" }
    return directory("XDG_STATE_HOME", home: ".local/state").map { $0 + "/ledewatch" }
  }

  /// systemd gives several directories separated by colons; the first is ours.
  private func firstPath(_ variable: String) -> String? {
    environment[variable]?.split(separator: ":").first.map(String.init)
  }

  /// The XDG base directory specification: what is not absolute is ignored.
  private func directory(_ variable: String, home: String) -> String? {
    if let path = environment[variable], path.hasPrefix("/") { return path }
    return environment["HOME"].flatMap { $0.hasPrefix("/") ? "\($0)/\(home)" : nil }
  }

  private func parts(beside file: String, _ faults: inout [ConfigurationDiagnostic]) -> [String] {
    let directory = parent(of: file) + "/sources.d"
    do {
      return try files.names(directory).filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }
        .sorted().map { directory + "/" + $0 }
    } catch {
      if error.errno != ENOTDIR {
        faults.append(.init(file: directory, message: "\(error)"))
      }
      return []
    }
  }

  private func parent(of file: String) -> String {
    let path = file.hasPrefix("/") ? file : workingDirectory + "/" + file
    return String(path[..<path.lastIndex(of: "/")!])
  }

  private func read(
    _ file: String, into draft: inout ConfigurationDraft, by table: [Setting<ConfigurationDraft>],
    _ faults: inout [ConfigurationDiagnostic]
  ) {
    let place = ConfigurationContext(
      file: file, directory: parent(of: file), environment: environment, files: files)
    do {
      guard let node = try parse(file) else { return }
      SettingValue(node: node, mark: node.mark, place: place).decode(
        into: &draft, by: table, of: "the configuration", faults: &faults)
    } catch {
      faults.append(error)
    }
  }

  /// Nil for a file of comments only.
  private func parse(_ file: String) throws(ConfigurationDiagnostic) -> Node? {
    let bytes: [UInt8]
    do {
      bytes = try files.read(file, ConfigurationLoader.longestFile)
    } catch  where error.errno == ENOENT {
      throw ConfigurationDiagnostic(
        file: file, message: "no such file; “ledewatch once URL” works without a configuration")
    } catch {
      throw ConfigurationDiagnostic(file: file, message: "\(error)")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let valid = String(decoding: bytes, as: UTF8.self).prefix { $0 != "\u{fffd}" }
      let line = valid.count { $0.isNewline } + 1
      throw ConfigurationDiagnostic(file: file, line: line, column: 1, message: "is not UTF-8")
    }
    guard aliases(in: text) <= ConfigurationLoader.mostAliases else {
      throw ConfigurationDiagnostic(
        file: file,
        message: "more than \(ConfigurationLoader.mostAliases) YAML aliases (*name); "
          + "use “defaults” instead")
    }
    do {
      // Without rules for plain scalars: what a value is depends on the setting alone.
      return try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
    } catch {
      throw ConfigurationDiagnostic(file: file, yaml: error)
    }
  }

  /// How often `*name` stands where YAML takes it for an alias; in quoted texts a few more.
  private func aliases(in text: String) -> Int {
    var count = 0
    var last = UInt8(ascii: "\n")
    for byte in text.utf8 {
      let opens =
        last <= 0x20 || last == UInt8(ascii: "[") || last == UInt8(ascii: ",")
        || last == UInt8(ascii: "{") || last == UInt8(ascii: ":")
      if byte == UInt8(ascii: "*") && opens { count += 1 }
      last = byte
    }
    return count
  }
}

extension [ConfigurationDiagnostic] {
  /// As somebody who goes through the files meets them.
  fileprivate func inOrder(of files: [String]) -> [ConfigurationDiagnostic] {
    let positions = Dictionary(uniqueKeysWithValues: zip(files, files.indices))
    return sorted {
      ((positions[$0.file] ?? .max), $0.line, $0.column)
        < ((positions[$1.file] ?? .max), $1.line, $1.column)
    }
  }
}

extension ConfigurationDiagnostic: Error {
  fileprivate init(file: String, yaml error: any Error) {
    self.init(file: file, message: "\(error)")
    guard let error = error as? YamlError else { return }
    switch error {
    case .scanner(let readingContext, let problem, let mark, _),
      .parser(let readingContext, let problem, let mark, _),
      .composer(let readingContext, let problem, let mark, _):
      line = mark.line
      column = mark.column
      message = "YAML: \(problem)" + (readingContext.map { " (\($0.text))" } ?? "")
    case .duplicatedKeysInMapping(let names, let readingContext):
      line = readingContext.mark.line
      column = readingContext.mark.column
      message = "twice in one place: " + names.joined(separator: ", ")
    case .reader(let problem, let offset, _, let yaml):
      let before = yaml.prefix(offset ?? 0)
      line = before.count { $0.isNewline } + 1
      column = before.reversed().prefix { !$0.isNewline }.count + 1
      message = "YAML: \(problem)"
    default:
      break
    }
  }
}
