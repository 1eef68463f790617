import ArgumentParser
import Dates
import Foundation
import News
import Watch

struct BackfillCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backfill",
    abstract: "Fetch further pages of a source's listing, and spool unknown articles.",
    discussion: """
      Uses the steps of a round, so it can be interrupted and repeated. Hooks are called only with \
      --notify. The command locks the ledger: stop a running service first.

      Examples:
        ledewatch backfill gazette --pages 10
        ledewatch backfill gazette --since 2026-03-01
      """)

  @OptionGroup var options: ConfigurationOptions

  @Option(name: .long, help: "The number of pages beyond the first.")
  var pages: Int?

  @Option(
    name: .long, help: "The earliest day (2026-03-14); older teasers are recorded but not spooled.")
  var since: String?

  @Flag(name: .long, help: "Call hooks for the articles.")
  var notify = false

  @Argument(help: "The name of the source.", completion: .sourceNames)
  var source: String

  func validate() throws { _ = try reach() }

  mutating func run() async throws {
    let configuration = try options.load(printsWarnings: false)
    let log = StandardErrorLog.logger(level: options.verbose ? .debug : .warning)
    let progress = CommandProgress(log: log)
    defer { progress.end() }
    let watcher = Watcher(configuration, dependencies: progress.dependencies) { event in
      if case .spooled(let article, _) = event { OnceCommand.write(article) }
    }
    let (source, reach, notify) = (source, try reach(), notify)
    let work = Task { try await watcher.backfill(source, reach, notify: notify) }
    let report: OnceReport
    do {
      report = try await withCommandErrors {
        try await Signals.withHandlers {
          work.cancel()
        } during: {
          try await work.value
        }
      }
    } catch let interruption as Interruption {
      Output.errorLine("ledewatch: \(interruption)", level: .notice)
      return
    }
    for failure in report.failures {
      Output.errorLine(
        "ledewatch: "
          + Terminal.safe(
            "\(failure.source): \(failure.stage): \(failure.reason) (\(failure.address))"))
    }
    if let error = report.error { Output.errorLine("ledewatch: " + Terminal.safe("\(error)")) }
    if report.spooled.isEmpty, report.failures.isEmpty, report.error == nil,
      OnceCommand.isInteractive
    {
      Output.errorLine("nothing was found that is not known", level: .notice)
    }
    if OnceCommand.isInteractive, let note = OnceCommand.noteOnOpenWork(report, .current) {
      Output.errorLine(note, level: .notice)
    }
    if report.exitStatus != 0 { throw ExitCode(report.exitStatus) }
  }

  private func reach() throws -> BackfillReach {
    switch (pages, since) {
    case (let pages?, nil):
      guard (1...1000).contains(pages) else {
        throw ValidationError("--pages: expected a number from 1 to 1000")
      }
      return .pages(pages)
    case (nil, let since?):
      guard since.utf8.count == 10, let day = Day(iso: since) else {
        throw ValidationError("--since: expected a day such as 2026-03-14")
      }
      return .since(day)
    default: throw ValidationError("expected either --pages 10 or --since 2026-03-14")
    }
  }
}
