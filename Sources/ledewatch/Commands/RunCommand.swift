import ArgumentParser
import Foundation
import Logging
import ServiceLifecycle
import Watch
import Web

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Watch the sources until stopped: the service.",
    discussion: """
      SIGHUP reloads the configuration; if it is invalid, the reason is logged and the old one stays \
      active. SIGTERM and SIGINT stop the service within seconds; a second one stops it immediately.
      """)

  @OptionGroup var options: ConfigurationOptions

  @OptionGroup var logOptions: LogOptions

  mutating func run() async throws {
    logOptions.apply()
    let configuration = try options.load()
    let log = StandardErrorLog.logger(level: options.verbose ? .debug : .info)
    let (requests, hangUps) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    var dependencies = Dependencies.ofProcess(log: log)
    dependencies.serviceManager = ServiceManager(environment: ProcessInfo.processInfo.environment)
    dependencies.reloads = ConfigurationReloads(requests: requests) { [options] in
      try options.loader.load(file: options.config)
    }
    log.logStart(of: configuration)
    let watcher = Watcher(configuration, dependencies: dependencies) { event in
      if case .spooled(let article) = event { log.log(article) }
    }
    let group = ServiceGroup(
      services: [watcher],
      logger: serviceGroupLogger(log))
    try await withCommandErrors {
      try await Signals.withHandlers {
        await group.triggerGracefulShutdown()
      } hangUp: {
        hangUps.yield()
      } during: {
        try await group.run()
      }
    }
  }

  /// Returns a logger that drops the progress messages of the service group.
  private func serviceGroupLogger(_ log: Logger) -> Logger {
    var log = log
    log.logLevel = .error
    return log
  }
}
