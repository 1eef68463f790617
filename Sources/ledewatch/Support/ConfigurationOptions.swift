import ArgumentParser
import Foundation
import Glibc
import Ledger
import Settings
import Watch
import WebURL

/// The options of commands that use the configuration.
struct ConfigurationOptions: ParsableArguments {
  @Option(
    name: .long,
    help: """
      The configuration file (default: /etc/ledewatch/ledewatch.yaml, or for a user \
      ~/.config/ledewatch/ledewatch.yaml).
      """,
    completion: .file(extensions: ["yaml", "yml"]))
  var config: String?

  @Flag(name: .shortAndLong, help: "Log each step.")
  var verbose = false

  @Flag(help: "Use the configuration of the system or of the user.")
  var place: ConfigurationPlace?

  var loader: ConfigurationLoader {
    var loader = ConfigurationLoader.forProcess(
      environment: ProcessInfo.processInfo.environment)
    if let place { loader.isService = place == .system }
    return loader
  }

  /// The options as arguments of another command: ` --user`; empty if none is given.
  var arguments: String {
    (place.map { " --\($0.rawValue)" } ?? "")
      + (config.map { " --config " + Terminal.safe($0) } ?? "")
  }

  /// The loader of a command that only shows something. A user without a configuration is shown that of
  /// the system.
  private var readingLoader: ConfigurationLoader {
    var loader = loader
    if place == nil, config == nil, !loader.hasDefaultFile {
      var system = loader
      system.isService = true
      if system.hasDefaultFile { loader = system }
    }
    return loader
  }

  /// Loads the configuration for a command that only shows something.
  func loadForReading() async throws -> Configuration {
    if let adHoc = try await adHocConfiguration(readingLoader) { return adHoc }
    return try load(readingLoader, printsWarnings: false)
  }

  /// Loads the configuration for a command that changes what the ledger has.
  func loadForChanging() async throws -> Configuration {
    if let adHoc = try await adHocConfiguration(loader) { return adHoc }
    return try load(printsWarnings: false)
  }

  /// Returns the configuration of the sources that `once URL` has polled, if there is no other.
  /// - Throws: `CommandError` if their ledger cannot be read.
  private func adHocConfiguration(_ loader: ConfigurationLoader) async throws -> Configuration? {
    guard config == nil, place != .system, !loader.hasDefaultFile,
      var adHoc = try? loader.defaultConfiguration().adHoc,
      FileManager.default.fileExists(atPath: adHoc.ledgerPath)
    else { return nil }
    let sources = try await withCommandErrors { [adHoc] in
      try await ReadOnlyLedger(adHoc.ledgerPath).sourceURLs()
    }
    adHoc.sources = sources.compactMap { name, url in
      WebURL(url).map { Source(adHoc: name, url: $0) }
    }
    return adHoc
  }

  /// Loads the valid parts of the configuration, and the errors of the others.
  func loadValidParts() throws -> (Configuration, [ConfigurationDiagnostic]) {
    do {
      return try readingLoader.loadValidParts(file: config)
    } catch {
      throw CommandError(
        error.diagnostics.map(\.description).joined(separator: "; "), .configuration)
    }
  }

  /// Loads the configuration for `status`, which also works while a file is faulty. The errors are
  /// printed.
  /// - Returns: The configuration, and whether it is faulty.
  func loadForStatus() async throws -> (Configuration, isFaulty: Bool) {
    if let adHoc = try await adHocConfiguration(readingLoader) {
      return (adHoc, isFaulty: false)
    }
    let (configuration, diagnostics) = try loadValidParts()
    if isAbsent(readingLoader) {
      Output.errorLine("ledewatch: \(absence(readingLoader))")
    } else if let first = diagnostics.first {
      Output.errorLine(
        Terminal.safe(
          "ledewatch: the configuration has \(counted(diagnostics.count, "error")), and a running "
            + "service keeps the previous one: \(first)"))
    }
    return (configuration, isFaulty: !diagnostics.isEmpty)
  }

  /// Whether the default configuration is used and does not exist. It may exist in a directory that this
  /// user cannot search.
  private func isAbsent(_ loader: ConfigurationLoader) -> Bool {
    guard config == nil, let file = loader.defaultFile else { return false }
    return access(file, F_OK) != 0 && errno == ENOENT
  }

  /// The message that there is no default configuration, with the next step.
  private func absence(_ loader: ConfigurationLoader) -> String {
    let other = loader.otherDefaultFile.map { "“\(loader.optionOfOtherPlace)” reads \($0); " } ?? ""
    return Terminal.safe(
      "there is no configuration at \(loader.defaultFile ?? "the default path"); \(other)"
        + "“ledewatch add URL” makes one, and “ledewatch once URL” works without one")
  }

  /// Whether the default configuration has a source with this URL.
  func configures(_ url: WebURL) -> Bool {
    guard config == nil, loader.hasDefaultFile,
      let (configuration, _) = try? loader.loadValidParts()
    else { return false }
    return configuration.sources.contains { $0.url == url }
  }

  /// Loads the configuration, or prints all of its errors and throws exit code 78.
  /// - Parameter printsWarnings: whether warnings are printed; cron would mail them after every run.
  func load(printsWarnings: Bool = true) throws -> Configuration {
    try load(loader, printsWarnings: printsWarnings)
  }

  /// Loads the configuration by another loader than that of the options.
  func load(_ loader: ConfigurationLoader, printsWarnings: Bool = true) throws -> Configuration {
    do {
      let configuration = try loader.load(file: config)
      if printsWarnings {
        for line in configuration.warnings.shownLines {
          Output.errorLine(Terminal.safe(line), level: .warning)
        }
      }
      return configuration
    } catch {
      if isAbsent(loader), error.diagnostics.count == 1 {
        throw CommandError(absence(loader), .configuration)
      }
      for line in error.diagnostics.shownLines { Output.errorLine(Terminal.safe(line)) }
      let count = error.diagnostics.count
      throw CommandError(
        "configuration: \(counted(count, "error")); correct the configuration and run “ledewatch check”",
        .configuration)
    }
  }
}

extension Source {
  /// The source of `once URL`. Hooks are called for its first round, too, because the user asked for this
  /// page.
  init(adHoc name: String, url: WebURL) {
    self.init(name: name, url: url)
    self.intake.firstRound = .notify
  }
}

extension Configuration {
  /// Returns the name of a source that is given by its name or its URL; the text itself if there is none.
  func sourceName(of text: String) -> String {
    WebURL(text).flatMap { url in sources.first { $0.url == url }?.name } ?? text
  }
}

/// The place of the default configuration file.
enum ConfigurationPlace: String, EnumerableFlag {
  case system, user
}
