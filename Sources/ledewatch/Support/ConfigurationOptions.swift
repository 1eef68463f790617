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

  var loader: ConfigurationLoader {
    .forProcess(environment: ProcessInfo.processInfo.environment)
  }

  /// Loads the configuration, or prints all of its errors and throws exit code 78.
  /// - Parameter printsWarnings: whether warnings are printed; cron would mail them after every run.
  func load(printsWarnings: Bool = true) throws -> Configuration {
    do {
      let configuration = try loader.load(file: config)
      if printsWarnings {
        for line in configuration.warnings.shownLines { Output.errorLine(Terminal.safe(line)) }
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
