import ArgumentParser
import ServiceLifecycle
import Watch

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Watch until told to stop: the service.")

  @OptionGroup var options: ConfigurationOptions

  mutating func run() async throws {
    let configuration = try options.read()
    let log = StandardErrorLog.logger(level: options.verbose ? .debug : .info)
    let watcher = Watcher(configuration, surroundings: .ofProcess(log: log))
    try await withLedgerFaultsTold {
      try await ServiceGroup(
        services: [watcher], gracefulShutdownSignals: [.sigterm, .sigint], logger: log
      ).run()
    }
  }
}
