import ArgumentParser
import Basics
import Foundation
import Ledger
import Settings
import Watch

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show the state of the service, of each source and of each hook.",
    discussion: """
      The exit code is 0 if the state could be read, and 1 if it could not, or if nothing can be polled. \
      With --check, it is that of monitoring plugins: 0 ok, 1 degraded, 2 broken, 3 unknown.

      Examples:
        ledewatch status
        ledewatch status gazette
        ledewatch status --check --max-age 2h
      """)

  @OptionGroup var options: ConfigurationOptions

  @Flag(name: .long, help: "Write a JSON object.")
  var json = false

  @Flag(name: .long, help: "Write one line for a monitoring system, and exit with its status.")
  var check = false

  @Option(
    name: .long,
    help: "With --check: the longest time without any round, such as 2h (default: no limit).")
  var maxAge: String?

  @Argument(help: "The name of a source, to show more about it.", completion: .sourceNames)
  var source: String?

  func validate() throws {
    if json && check {
      throw ValidationError("--json and --check exclude each other; use one of them")
    }
    if maxAge != nil && !check { throw ValidationError("--max-age belongs to --check") }
    if let maxAge, Duration(configurationText: maxAge) == nil {
      throw ValidationError("--max-age: expected a duration such as 30m or 1d")
    }
  }

  mutating func run() async throws {
    let now = SystemClock().timestamp
    let (configuration, status): (Configuration, Status)
    do {
      let isFaulty: Bool
      (configuration, isFaulty) = try await options.loadForStatus()
      status = try await Status.load(configuration, isFaulty: isFaulty, now: now)
    } catch {
      try fail(error)
    }
    let verdict = StatusCheck(
      status, configuration, now: now,
      maximumAge: maxAge.flatMap { Duration(configurationText: $0) })
    if check { return try finish(verdict, sources: status.sources.count) }
    if let source {
      try await SourceScreen(configuration.sourceName(of: source), status, configuration, now: now)
        .write()
    } else if json {
      Output.json(status.json)
    } else {
      StatusScreen(status, verdict, now: now, style: .ofStandardOutput).write()
    }
    if !status.hasLedger || !status.faults.isEmpty { throw ExitCode.failure }
  }

  /// Reports that the state cannot be read.
  private func fail(_ error: any Error) throws -> Never {
    let text = (error as? CommandError)?.message ?? "\(error)"
    if check {
      Output.line(Terminal.safe("LEDEWATCH UNKNOWN - \(text)"))
      throw ExitCode(StatusCheck.Severity.unknown.rawValue)
    }
    Output.errorLine("ledewatch: status: " + Terminal.safe(text))
    throw ExitCode.failure
  }

  /// Writes the line of a monitoring plugin and throws its exit status.
  private func finish(_ verdict: StatusCheck, sources: Int) throws {
    let word =
      switch verdict.severity {
      case .ok: "OK"
      case .degraded: "WARNING"
      case .broken: "CRITICAL"
      case .unknown: "UNKNOWN"
      }
    let problems = verdict.problems.map { problem in
      (problem.subject.map { "\($0): " } ?? "") + problem.text
    }
    let text = problems.isEmpty ? counted(sources, "source") : problems.joined(separator: "; ")
    // The first line is what most systems show; a bar would begin performance data.
    Output.line(
      Terminal.safe("LEDEWATCH \(word) - \(text.replacing("|", with: "/"))", width: 1000))
    if verdict.severity != .ok { throw ExitCode(verdict.severity.rawValue) }
  }
}
