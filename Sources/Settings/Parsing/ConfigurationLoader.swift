import Glibc

/// Loads the configuration. The environment and the file system are arguments.
package struct ConfigurationLoader: Sendable {
  /// The variables HOME, XDG_CONFIG_HOME, XDG_STATE_HOME, CONFIGURATION_DIRECTORY, STATE_DIRECTORY,
  /// CREDENTIALS_DIRECTORY and PATH are used.
  package var environment: [String: String]
  /// Whether the defaults are `/etc` and `/var` instead of the user's directories.
  package var isService: Bool
  /// The absolute path that a relative `--config FILE` starts from.
  package var workingDirectory: String
  package var fileSystem: ConfigurationFileSystem

  private static let maximumFileBytes = 1 << 20

  package init(
    environment: [String: String], isService: Bool, workingDirectory: String = "/",
    fileSystem: ConfigurationFileSystem = .system
  ) {
    self.environment = environment
    self.isService = isService
    self.workingDirectory = workingDirectory
    self.fileSystem = fileSystem
  }

  /// Loads `ledewatch.yaml` and the files of `sources.d` beside it.
  /// - Parameter file: The argument of `--config`; nil for the default file.
  /// - Throws: The diagnostics of all files.
  package func load(file: String? = nil) throws(ConfigurationError) -> Configuration {
    let (configuration, diagnostics) = try loadValidParts(file: file)
    guard diagnostics.isEmpty else { throw ConfigurationError(diagnostics: diagnostics) }
    return configuration
  }

  /// Loads what is valid of a configuration, for commands that only show what is known.
  /// - Returns: The configuration without the faulty parts, and the diagnostics of those.
  /// - Throws: The diagnostics if there is no default for the file, or none for spool and state.
  package func loadValidParts(
    file: String? = nil
  ) throws(ConfigurationError) -> (Configuration, [ConfigurationDiagnostic]) {
    guard let file = file ?? defaultFile else {
      throw ConfigurationError(diagnostics: [
        .init(
          file: "ledewatch.yaml", message: "no default path, as HOME is not set; use --config FILE")
      ])
    }
    var draft = ConfigurationDraft()
    var diagnostics: [ConfigurationDiagnostic] = []
    decode(file, into: &draft, by: SettingKeys.file, &diagnostics)
    let defaults = draft.defaults
    let includedFiles = includedFiles(beside: file, &diagnostics)
    for includedFile in includedFiles {
      // An included file extends the defaults of the main file for its own sources only.
      draft.defaults = defaults
      decode(includedFile, into: &draft, by: SettingKeys.includedFile, &diagnostics)
    }
    diagnostics += draft.conflicts
    var configuration = configuration(from: draft, &diagnostics)
    configuration.files = [file] + includedFiles
    diagnostics = diagnostics.sorted(byFiles: configuration.files)
    guard !configuration.statePath.isEmpty, !configuration.spoolPath.isEmpty else {
      throw ConfigurationError(diagnostics: diagnostics)
    }
    if diagnostics.isEmpty { configuration.warnings = draft.warnings(file: file, self) }
    return (configuration, diagnostics)
  }

  /// Returns the configuration for `once URL` without a file. It is below the user's state
  /// directory, also for root.
  package func defaultConfiguration() throws(ConfigurationError) -> Configuration {
    var diagnostics: [ConfigurationDiagnostic] = []
    var loader = self
    loader.isService = false
    let configuration = loader.configuration(from: ConfigurationDraft(), &diagnostics)
    guard diagnostics.isEmpty else { throw ConfigurationError(diagnostics: diagnostics) }
    return configuration
  }

  private func configuration(
    from draft: ConfigurationDraft, _ diagnostics: inout [ConfigurationDiagnostic]
  ) -> Configuration {
    let state = draft.statePath ?? defaultStatePath
    let spool = draft.spoolPath ?? defaultSpoolPath
    if state == nil || spool == nil {
      diagnostics.append(
        .init(
          file: "ledewatch.yaml",
          message: "no default for “state” and “spool”, as HOME is not set; set both"))
    }
    var configuration = Configuration(
      sources: draft.sources.compactMap(\.source), hooks: draft.hooks.compactMap(\.hook),
      spoolPath: spool ?? "", statePath: state ?? "", formats: draft.formats,
      concurrency: draft.concurrency)
    configuration.tagFeeds()
    configuration.retentionDays = draft.retentionDays
    configuration.minimumFreeBytes = draft.minimumFreeBytes
    configuration.keep = draft.keep
    configuration.removesDeliveredEntries = draft.removesDeliveredEntries
    configuration.saysNoSources = draft.saysNoSources
    configuration.ping = draft.ping
    configuration.monitoring = draft.monitoring
    return configuration
  }

  private func includedFiles(
    beside file: String, _ diagnostics: inout [ConfigurationDiagnostic]
  ) -> [String] {
    let directory = parentDirectory(of: file) + "/sources.d"
    do {
      return try fileSystem.names(directory)
        .filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }
        .sorted().map { directory + "/" + $0 }
    } catch {
      if error.errno != ENOTDIR {
        diagnostics.append(
          .init(file: directory, message: "cannot read the directory: \(error)"))
      }
      return []
    }
  }

  private func parentDirectory(of file: String) -> String {
    let path = file.hasPrefix("/") ? file : workingDirectory + "/" + file
    return String(path[..<path.lastIndex(of: "/")!])
  }

  private func decode(
    _ file: String, into draft: inout ConfigurationDraft,
    by table: [Setting<ConfigurationDraft>], _ diagnostics: inout [ConfigurationDiagnostic]
  ) {
    let context = ConfigurationContext(
      file: file, directory: parentDirectory(of: file), environment: environment,
      fileSystem: fileSystem)
    do {
      guard let root = try YAMLDocument.parse(content(of: file), file: file) else { return }
      let given = SettingValue(node: root, mark: root.mark, context: context).decode(
        into: &draft, by: table, of: "the configuration", &diagnostics)
      draft.given.merge(given) { $1 }
    } catch {
      diagnostics += error.diagnostics
    }
  }

  private func content(of file: String) throws(ConfigurationError) -> [UInt8] {
    do {
      return try fileSystem.read(file, ConfigurationLoader.maximumFileBytes)
    } catch {
      var hint = ""
      if error.errno == ENOENT {
        hint =
          file == defaultFile
          ? otherDefaultFile.map { "; “\(optionOfOtherPlace)” reads \($0)" } ?? "" : ""
        hint +=
          "; “ledewatch add URL” makes a configuration, and “ledewatch once URL” works without one"
      }
      throw ConfigurationError(diagnostics: [
        .init(file: file, message: "cannot read the file: \(error)\(hint)")
      ])
    }
  }
}

extension [ConfigurationDiagnostic] {
  /// Sorts the diagnostics by file, line and column.
  fileprivate func sorted(byFiles files: [String]) -> [ConfigurationDiagnostic] {
    let positions = Dictionary(uniqueKeysWithValues: zip(files, files.indices))
    return sorted {
      ((positions[$0.file] ?? .max), $0.line, $0.column)
        < ((positions[$1.file] ?? .max), $1.line, $1.column)
    }
  }
}
