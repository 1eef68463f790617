import ArgumentParser
import Basics
import Foundation
import Logging
import ServiceLifecycle
import Settings
import StatusPage
import Watch
import Web

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Watch the sources until stopped: the service.",
    discussion: """
      SIGHUP reloads the configuration; if it is invalid, the reason is logged and the old one stays \
      active. SIGTERM and SIGINT stop the service within seconds; a second one stops it immediately.

      Examples:
        ledewatch run
        ledewatch run --config ledewatch.yaml --for 1h
      """)

  @OptionGroup var options: ConfigurationOptions

  @OptionGroup var logOptions: LogOptions

  @Option(name: .customLong("for"), help: "Stop in order after this time: 1h, 30m.")
  var length: String?

  @Flag(
    name: .long,
    help: "Write each event as one line of JSON to standard output, the record that hooks receive.")
  var json = false

  func validate() throws {
    if let length, Duration(configurationText: length).map({ $0 > .zero }) != true {
      throw ValidationError("--for: expected a duration such as 30m or 1h")
    }
  }

  mutating func run() async throws {
    logOptions.apply()
    let configuration = try options.load()
    let log = StandardErrorLog.logger(level: options.verbose ? .debug : .info)
    let (requests, hangUps) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let progress = CommandProgress(log: log, isShown: !json, maximumLines: 1)
    defer { progress.end() }
    let dependencies = dependencies(progress, reloads: requests)
    log.logStart(of: configuration)
    let monitor = ServiceMonitor(version: ProgramVersion.current)
    let (closings, closing) = AsyncStream.makeStream(of: Void.self)
    let output = json ? EventOutput(log: log) { closing.yield() } : nil
    defer { output?.finish(within: .seconds(5)) }
    let watcher = Watcher(configuration, dependencies: dependencies, monitor: monitor) { event in
      output?.write(event)
      if case .spooled(let article, _) = event { log.log(article) }
    }
    var services: [any Service] = [watcher]
    if let page = try statusPage(configuration, monitor, log) { services.append(page) }
    let group = ServiceGroup(services: services, logger: serviceGroupLogger(log))
    let stop = stopTask(group, log)
    let end = Task { for await _ in closings { await group.triggerGracefulShutdown() } }
    defer {
      stop?.cancel()
      end.cancel()
    }
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

  private func statusPage(
    _ configuration: Configuration, _ monitor: ServiceMonitor, _ log: Logger
  ) throws -> StatusPageService? {
    do {
      return try StatusPageService(configuration.monitoring, monitor: monitor, log: log)
    } catch {
      throw CommandError("\(error)", .unavailable)
    }
  }

  private func dependencies(
    _ progress: CommandProgress, reloads requests: AsyncStream<Void>
  ) -> Dependencies {
    var dependencies = progress.dependencies
    dependencies.pauseChanges = { NameWatch.creations(of: PauseControl.note, in: $0) }
    dependencies.serviceManager = ServiceManager(environment: ProcessInfo.processInfo.environment)
    dependencies.reloads = ConfigurationReloads(requests: requests) { [options] in
      try options.loader.load(file: options.config)
    }
    return dependencies
  }

  /// Returns the task that stops the service after the time of `--for`.
  private func stopTask(_ group: ServiceGroup, _ log: Logger) -> Task<Void, Never>? {
    length.flatMap { Duration(configurationText: $0) }.map { length in
      Task {
        let clock = SystemClock()
        do { try await clock.sleep(until: clock.now + length) } catch { return }
        log.notice("stopping after \(length.shortDescription), as “--for” says")
        await group.triggerGracefulShutdown()
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
