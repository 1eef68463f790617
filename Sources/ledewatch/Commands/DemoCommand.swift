import ArgumentParser
import FlyingFox
import Foundation
import Logging
import News
import ServiceLifecycle
import Settings
import Watch
import WebURL

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Watch a small newspaper on this machine.",
    discussion: """
      Starts a newspaper on loopback, watches it like the service, and publishes articles meanwhile. \
      It ends after half a minute or on Ctrl-C. The spooled entries are not removed.

      Examples:
        ledewatch demo
      """)

  mutating func run() async throws {
    let directory = try DemoDirectory(environment: ProcessInfo.processInfo.environment)
    let newspaper = Newspaper()
    let server = HTTPServer(address: try .inet(ip4: "127.0.0.1", port: 0), logger: .disabled)
    await server.appendRoute("GET *") { await newspaper.page($0.path) }
    let log = StandardErrorLog.logger(level: .warning)
    let demo = DemoService(newspaper: newspaper, server: server, directory: directory)
    let group = ServiceGroup(
      configuration: .init(
        services: [
          .init(
            service: demo, successTerminationBehavior: .gracefullyShutdownGroup,
            failureTerminationBehavior: .cancelGroup)
        ], gracefulShutdownSignals: [.sigterm, .sigint], logger: log))
    do {
      try await withCommandErrors { try await group.run() }
    } catch is CancellationError {
      // The demo was told to stop.
    }
    demo.printClosing()
  }
}

/// The directory for the spool and the ledger of the demo, created anew each time.
struct DemoDirectory {
  let path: String

  var spool: String { path + "/spool" }

  init(environment: [String: String]) throws {
    var loader = ConfigurationLoader.forProcess(environment: environment)
    loader.isService = false
    do {
      path = try loader.defaultConfiguration().statePath + "/demo"
    } catch {
      throw CommandError(error.diagnostics.map(\.message).joined(separator: "; "), .configuration)
    }
    do {
      if FileManager.default.fileExists(atPath: path) {
        try FileManager.default.removeItem(atPath: path)
      }
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw CommandError(
        "cannot create the directory \(Terminal.safe(path)): \(FileError.reason(of: error))",
        .cannotCreate)
    }
  }
}

/// The demo: a newspaper that publishes articles, and a watcher.
private struct DemoService: Service {
  let newspaper: Newspaper
  let server: HTTPServer
  let directory: DemoDirectory

  func run() async throws {
    let server = server
    async let serving: Void = server.run()
    try await server.waitUntilListening()
    guard case .ip4(_, let port) = await server.listeningAddress else {
      throw CommandError("demo: cannot listen on loopback", .unavailable)
    }
    let address = "http://127.0.0.1:\(port)/"
    Output.line("The newspaper “The Tarnwick Lantern” is served at \(address) and has no feed.")
    Output.line("Ledewatch polls it every two seconds and spools to")
    Output.line("  \(directory.spool)/new")
    try await cancelWhenGracefulShutdown {
      try await withThrowingTaskGroup { group in
        let watcher = watcher(WebURL(address)!)
        group.addTask { try await watcher.run() }
        group.addTask { try await publish() }
        defer { group.cancelAll() }
        try await group.next()
      }
    }
    await server.stop(timeout: 0)
    _ = try? await serving
  }

  private func watcher(_ address: WebURL) -> Watcher {
    var source = Source(name: "lantern", url: address)
    source.schedule.interval = .seconds(2)
    source.politeness.hostPause = .seconds(0)
    source.intake.firstRound = .notify
    let configuration = Configuration(
      sources: [source], spoolPath: directory.spool, statePath: directory.path)
    let log = StandardErrorLog.logger(level: .warning)
    return Watcher(configuration, dependencies: .ofProcess(log: log)) { event in
      guard case .spooled(let article, _) = event else { return }
      Output.line("\n\(article.date ?? "undated")  \(Terminal.safe(article.lede ?? "", width: 90))")
      Output.line("  \(article.path)")
    }
  }

  private func publish() async throws {
    for number in Stories.all.indices {
      await newspaper.publish(now: Int64(Date().timeIntervalSince1970))
      if number == 1 { Output.line("\nTwo articles are listed at the start; more follow.") }
      if number > 0 { try await Task.sleep(for: .seconds(4)) }
    }
  }

  func printClosing() {
    Output.line("\nThe demo has ended. Read its entries with")
    Output.line("  cat \(directory.spool)/new/*/article.md | less")
    Output.line("Try a page of your own with")
    Output.line("  ledewatch teasers https://…   and   ledewatch once https://…")
  }
}
