import ArgumentParser
import Dates
import Foundation
import News
import Watch

struct Backfill: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backfill",
    abstract: "Read further pages of a source's listing and spool what is not known.",
    discussion: """
      By the same steps as a round, so it can be broken off and called again. Hooks are called \
      with --notify only. It needs the ledger: a service that runs is to be stopped before.
      """)

  @OptionGroup var options: ConfigurationOptions

  @Option(name: .long, help: "So many pages beyond the first.")
  var pages: Int?

  @Option(name: .long, help: "Back to this day (2026-03-14); what is older is only remembered.")
  var since: String?

  @Flag(name: .long, help: "Call hooks for what is found.")
  var notify = false

  @Argument(help: "The source's name.")
  var source: String

  func validate() throws { _ = try reach() }

  mutating func run() async throws {
    let configuration = try options.read(warns: false)
    let log = StandardErrorLog.logger(level: options.verbose ? .debug : .warning)
    let watcher = Watcher(configuration, dependencies: .ofProcess(log: log)) { event in
      if case .spooled(let article) = event { Output.line(Once.line(for: article)) }
    }
    let (source, reach, notify) = (source, try reach(), notify)
    let work = Task { try await watcher.backfill(source, reach, notify: notify) }
    let report = try await withLedgerFaultsTold {
      try await Signals.heeded {
        work.cancel()
      } during: {
        try await work.value
      }
    }
    for failure in report.failures {
      Output.complain(
        "ledewatch: "
          + Terminal.safe(
            "\(failure.source): \(failure.stage): \(failure.reason) (\(failure.address))"))
    }
    if let fault = report.error { Output.complain("ledewatch: " + Terminal.safe("\(fault)")) }
    if report.exitStatus != 0 { throw ExitCode(report.exitStatus) }
  }

  private func reach() throws -> BackfillReach {
    switch (pages, since) {
    case (let pages?, nil):
      guard (1...1000).contains(pages) else { throw ValidationError("--pages takes 1 to 1000") }
      return .pages(pages)
    case (nil, let since?):
      guard since.utf8.count == 10, let day = Day(iso: since) else {
        throw ValidationError("--since takes a day (2026-03-14)")
      }
      return .since(day)
    default: throw ValidationError("one of --pages and --since is needed")
    }
  }
}
