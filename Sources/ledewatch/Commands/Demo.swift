import ArgumentParser
import FlyingFox
import Foundation
import Logging
import News
import ServiceLifecycle
import Settings
import Watch
import WebURL

struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Watch a small newspaper on this machine, for real.",
    discussion: """
      Starts a newspaper on loopback, watches it as the service would, publishes articles while \
      you look, and ends by itself after half a minute, or by Ctrl-C. What was spooled stays to be \
      looked at.
      """)

  mutating func run() async throws {
    let place = try DemoPlace(environment: ProcessInfo.processInfo.environment)
    let newspaper = Newspaper()
    let server = HTTPServer(address: try .inet(ip4: "127.0.0.1", port: 0), logger: .disabled)
    await server.appendRoute("GET *") { await newspaper.page($0.path) }
    let log = StandardErrorLog.logger(level: .warning)
    let show = DemoShow(newspaper: newspaper, server: server, place: place)
    let group = ServiceGroup(
      configuration: .init(
        services: [
          .init(
            service: show, successTerminationBehavior: .gracefullyShutdownGroup,
            failureTerminationBehavior: .cancelGroup)
        ], gracefulShutdownSignals: [.sigterm, .sigint], logger: log))
    try await withLedgerFaultsTold { try await group.run() }
    show.farewell()
  }
}

/// Where the demo keeps its spool and ledger: made anew each time.
struct DemoPlace {
  let directory: String

  var spool: String { directory + "/spool" }

  init(environment: [String: String]) throws {
    var loader = ConfigurationLoader.forProcess(environment: environment)
    loader.isService = false
    do {
      directory = try loader.defaultConfiguration().statePath + "/demo"
    } catch {
      throw CommandError(error.diagnostics.map(\.message).joined(separator: "; "), .configuration)
    }
    do {
      if FileManager.default.fileExists(atPath: directory) {
        try FileManager.default.removeItem(atPath: directory)
      }
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true)
    } catch {
      throw CommandError("\(directory): \(error.localizedDescription)", .cannotCreate)
    }
  }
}

/// The play: a newspaper, a watcher, and an editor who publishes while the watcher looks.
private struct DemoShow: Service {
  let newspaper: Newspaper
  let server: HTTPServer
  let place: DemoPlace

  func run() async throws {
    let server = server
    async let serving: Void = server.run()
    try await server.waitUntilListening()
    guard case .ip4(_, let port) = await server.listeningAddress else {
      throw CommandError("the demo newspaper found no port on loopback", .unavailable)
    }
    let address = "http://127.0.0.1:\(port)/"
    Output.line("The Tarnwick Lantern appears at \(address); it has no feed.")
    Output.line("Ledewatch looks at it every two seconds and spools to")
    Output.line("  \(place.spool)/new")
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
      sources: [source], spoolPath: place.spool, statePath: place.directory)
    let log = StandardErrorLog.logger(level: .warning)
    return Watcher(configuration, dependencies: .ofProcess(log: log)) { event in
      guard case .spooled(let article) = event else { return }
      Output.line("\n\(article.date ?? "undated")  \(Terminal.safe(article.lede ?? "", width: 90))")
      Output.line("  \(article.path)")
    }
  }

  private func publish() async throws {
    for number in Stories.all.indices {
      await newspaper.publish(now: Int64(Date().timeIntervalSince1970))
      if number == 1 { Output.line("\nTwo articles are listed at the start; more will come.") }
      if number > 0 { try await Task.sleep(for: .seconds(4)) }
    }
  }

  func farewell() {
    Output.line("\nThe demo is over. Its entries stay: look at one with")
    Output.line("  cat \(place.spool)/new/*/article.md | less")
    Output.line("and at a page of your own with")
    Output.line("  ledewatch teasers https://…   and   ledewatch once https://…")
  }
}
