import ArgumentParser
import Foundation
import Logging
import ServiceLifecycle
import Watch
import Web

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Watch until told to stop: the service.",
    discussion: """
      SIGHUP reads the configuration anew, or keeps the old one and logs why. SIGTERM and SIGINT \
      end it in order within seconds, a second one at once.
      """)

  @OptionGroup var options: ConfigurationOptions

  mutating func run() async throws {
    let configuration = try options.read()
    let log = StandardErrorLog.logger(level: options.verbose ? .debug : .info)
    let (requests, hangUps) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    var dependencies = Dependencies.ofProcess(log: log)
    dependencies.serviceManager = ServiceManager(environment: ProcessInfo.processInfo.environment)
    dependencies.reloads = ConfigurationReloads(requests: requests) { [options] in
      try options.loader.load(file: options.config)
    }
    let group = ServiceGroup(
      services: [Watcher(configuration, dependencies: dependencies)], logger: quiet(log))
    try await withLedgerFaultsTold {
      try await Signals.heeded {
        await group.triggerGracefulShutdown()
      } hangUp: {
        hangUps.yield()
      } during: {
        try await group.run()
      }
    }
  }

  /// The group's own words are of interest to its authors only.
  private func quiet(_ log: Logger) -> Logger {
    var log = log
    log.logLevel = .error
    return log
  }
}
