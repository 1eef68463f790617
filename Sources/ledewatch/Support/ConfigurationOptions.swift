import ArgumentParser
import Foundation
import Settings
import Watch

/// Which configuration, and how much is said.
struct ConfigurationOptions: ParsableArguments {
  @Option(name: .long, help: "The configuration (default: the usual places, see README).")
  var config: String?

  @Flag(name: .shortAndLong, help: "Log every step.")
  var verbose = false

  var loader: ConfigurationLoader {
    .forProcess(environment: ProcessInfo.processInfo.environment)
  }

  /// Reads the configuration, or tells every fault in it and ends with 78.
  /// - Parameter warns: whether doubts are told too; cron would mail them at every run.
  func read(warns: Bool = true) throws -> Configuration {
    do {
      let configuration = try loader.load(file: config)
      for warning in configuration.warnings where warns { Output.complain("\(warning)") }
      return configuration
    } catch {
      for fault in error.diagnostics { Output.complain(Terminal.safe("\(fault)")) }
      let count = error.diagnostics.count
      throw CommandError(
        "the configuration has \(count == 1 ? "a fault" : "\(count) faults"); nothing was done",
        .configuration)
    }
  }
}
