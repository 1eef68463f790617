import ArgumentParser
import Foundation
import Settings
import Watch

/// The options of commands that use the configuration.
struct ConfigurationOptions: ParsableArguments {
  @Option(name: .long, help: "The configuration file (default: see “Configuration” in the README).")
  var config: String?

  @Flag(name: .shortAndLong, help: "Log each step.")
  var verbose = false

  @Flag(help: "Use the configuration of the system or of the user (default: see the README).")
  var place: ConfigurationPlace?

  var loader: ConfigurationLoader {
    var loader = ConfigurationLoader.forProcess(
      environment: ProcessInfo.processInfo.environment)
    if let place { loader.isService = place == .system }
    return loader
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
  func loadForReading() throws -> Configuration {
    try load(readingLoader, printsWarnings: false)
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
  func loadForStatus() throws -> (Configuration, isFaulty: Bool) {
    let (configuration, diagnostics) = try loadValidParts()
    if let first = diagnostics.first {
      Output.errorLine(
        Terminal.safe(
          "ledewatch: the configuration has \(counted(diagnostics.count, "error")), and a running "
            + "service keeps the previous one: \(first)"))
    }
    return (configuration, isFaulty: !diagnostics.isEmpty)
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
      for line in error.diagnostics.shownLines { Output.errorLine(Terminal.safe(line)) }
      let count = error.diagnostics.count
      throw CommandError(
        "configuration: \(counted(count, "error")); correct the configuration and run “ledewatch check”",
        .configuration)
    }
  }
}

/// The place of the default configuration file.
enum ConfigurationPlace: String, EnumerableFlag {
  case system, user
}
