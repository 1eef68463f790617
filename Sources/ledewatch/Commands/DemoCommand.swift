import ArgumentParser
import FlyingFox
import Foundation
import Watch

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Watch a small newspaper on this machine.",
    discussion: """
      Starts a newspaper on loopback, watches it like the service, and shows in less than a minute what \
      happens when it publishes, corrects and withdraws articles and gets a new design. The commands that \
      it names at the end show more. Ctrl-C ends it. The exit code is not 0 if something did not happen.

      Examples:
        ledewatch demo
      """)

  @Flag(name: .long, help: "Make no pauses for reading.")
  var fast = false

  mutating func run() async throws {
    let directory = try DemoDirectory(environment: ProcessInfo.processInfo.environment)
    let output = DemoOutput(style: .ofStandardOutput)
    let pause = fast ? Duration.zero : .seconds(3)
    let work = Task {
      try await DemoCommand.run(in: directory, output: output, pause: pause)
    }
    do {
      let commands = try await withCommandErrors {
        try await Signals.withHandlers {
          work.cancel()
        } during: {
          try await work.value
        }
      }
      output.end(commands, configuration: directory.configuration)
    } catch is CancellationError {
      Output.line("\nThe demo was stopped. Its files are in \(Terminal.safe(directory.path)).")
    }
  }

  /// Runs newspaper, watcher and story, until the story ends.
  private static func run(
    in directory: DemoDirectory, output: DemoOutput, pause: Duration
  ) async throws -> [DemoCommandLine] {
    let newspaper = Newspaper()
    let server = HTTPServer(address: try .inet(ip4: "127.0.0.1", port: 0), logger: .disabled)
    await server.appendRoute("GET *") { await newspaper.page($0.path) }
    let serving = Task { try await server.run() }
    defer { serving.cancel() }
    try await server.waitUntilListening()
    guard case .ip4(_, let port) = await server.listeningAddress else {
      throw CommandError("demo: cannot listen on loopback", .unavailable)
    }
    let address = "http://127.0.0.1:\(port)/"
    let (clock, events) = (DemoClock(), DemoEvents())
    var dependencies = Dependencies.ofProcess(log: StandardErrorLog.logger(level: .error))
    dependencies.clock = clock
    let watcher = Watcher(
      try directory.prepare(listing: address), dependencies: dependencies
    ) { events.add($0) }
    let story = DemoStory(
      newspaper, at: address, directory, clock, events, output: output, pause: pause)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        do { try await watcher.run() } catch { events.fail(error) }
      }
      defer { group.cancelAll() }
      return try await story.tell()
    }
  }
}
