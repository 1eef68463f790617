import ArgumentParser
import Basics
import Foundation
import Ledger
import Settings
import Watch

struct PauseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause",
    abstract: "Stop polling sources, until 'resume' or a given time.",
    discussion: """
      A running service stops polling them within seconds, and 'once' leaves them out unless they are \
      named. A pause survives restarts. 'status' shows it.

      Examples:
        ledewatch pause gazette --for 2h
        ledewatch pause gazette harbour --until 18:30 --reason "the site is being rebuilt"
      """)

  @OptionGroup var options: ConfigurationOptions

  @Option(
    name: .long,
    help: "The end: 18:30, 2026-03-14, 2026-03-14T18:30 (local), or an RFC 3339 time.")
  var until: String?

  @Option(name: .customLong("for"), help: "The length of the pause: 30m, 2h, 7d.")
  var length: String?

  @Option(name: .long, help: "The reason, which 'status' shows.")
  var reason: String?

  @Argument(help: "Names of sources.", completion: .sourceNames)
  var names: [String]

  private static let maximumReasonLength = 200

  func validate() throws {
    if until != nil, length != nil {
      throw ValidationError("--until and --for exclude each other; use one of them")
    }
    if let until, TimeArgument(until, now: SystemClock().timestamp) == nil {
      throw ValidationError(
        "--until: expected a time such as 18:30, 2026-03-14 or 2026-03-14T18:30:00Z")
    }
    if let length, Duration(configurationText: length).map({ $0 > .zero }) != true {
      throw ValidationError("--for: expected a duration such as 30m, 2h or 7d")
    }
  }

  mutating func run() async throws {
    let now = SystemClock().timestamp
    let end = try end(now: now)
    let reason = reason.map { Terminal.safe($0, width: PauseCommand.maximumReasonLength) }
    let pause = SourcePause(since: now, until: end, reason: reason?.isEmpty == true ? nil : reason)
    try await options.set(pause, of: names, now: now)
    let time = TimeText(now: now)
    for name in names {
      Output.line(
        "\(name): " + (end.map { "paused until \(time.clock($0))" } ?? "paused until “resume”"))
    }
  }

  private func end(now: Timestamp) throws -> Timestamp? {
    if let length = length.flatMap({ Duration(configurationText: $0) }) { return now + length }
    guard let until, let end = TimeArgument(until, now: now)?.time else { return nil }
    guard end > now else {
      throw CommandError(
        "--until: \(Terminal.safe(until)) is in the past; expected a later time, or --for with a duration",
        .usage)
    }
    return end
  }
}

extension ConfigurationOptions {
  /// Changes the pauses of sources.
  /// - Parameter pause: nil to end them.
  /// - Returns: The names of the sources whose pause was changed.
  @discardableResult
  func set(
    _ pause: SourcePause?, of names: [String], now: Timestamp
  ) async throws -> [String] {
    let configuration = try load(printsWarnings: false)
    let log = StandardErrorLog.logger(level: verbose ? .debug : .warning)
    return try await withCommandErrors {
      try await PauseControl.set(pause, of: names, configuration, log: log, now: now)
    }
  }
}
