import ArgumentParser
import Basics
import Foundation
import Watch

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show the state of each source and hook.",
    discussion:
      "The exit code is 1 if a source is broken or blocked, or if a hook has parked deliveries.")

  @OptionGroup var options: ConfigurationOptions

  @Flag(
    name: .long,
    help: "Write JSON instead of a table: a record for the service, each source and each hook.")
  var json = false

  mutating func run() async throws {
    let configuration = try options.load(printsWarnings: false)
    let status = try await withCommandErrors { try await Status.load(configuration) }
    if json {
      for record in status.jsonRecords { Output.json(record) }
    } else {
      StatusTable(status).write()
    }
    if !status.isHealthy { throw ExitCode.failure }
  }
}

/// The status as text for people: one line per source, followed by its problems.
private struct StatusTable {
  let status: Status

  init(_ status: Status) { self.status = status }

  func write() {
    Output.line("spool   \(Terminal.safe(status.spool))")
    Output.line("ledger  \(Terminal.safe(status.ledger))")
    Output.line("locked  \(Terminal.safe(lock))")
    if let time = status.reportedAt { Output.line("as of   \(self.time(time)) (the status file)") }
    let width = max(6, status.sources.map(\.name.count).max() ?? 0)
    for source in status.sources { write(source, width: width) }
    for hook in status.hooks {
      let counts = "\(hook.delivered) delivered, \(hook.pending) pending, \(hook.parked) parked"
      Output.line("hook \(hook.name): \(counts)")
      writeDetail(hook.error)
    }
  }

  private var lock: String {
    if let holder = status.holder { return "by \(holder)" }
    return status.lostHolder.map { "no; \($0) ended without a report" } ?? "no"
  }

  private func write(_ source: Status.SourceStatus, width: Int) {
    let columns = [
      source.name.padding(toLength: width, withPad: " ", startingAt: 0),
      source.health.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0),
      "last round \(time(source.lastRound))", "next \(time(source.nextRound))",
      "last news \(time(source.lastNews))",
      "\(source.spooled) spooled, \(source.owed) owed",
    ]
    Output.line(columns.joined(separator: "  "))
    let isHealthy = source.health == .ok
    if !isHealthy { writeDetail(source.reason) }
    writeDetail(
      source.notBefore.map { "not before \(time($0))" + (source.hold.map { ": \($0)" } ?? "") })
    if !isHealthy { writeDetail(source.page.map { "page: \($0)" }) }
    writeDetail(source.movedTo.map { "moved to \($0); change “url”" })
    writeDetail(source.seemsMovedTo.map { "redirects to \($0), perhaps permanently" })
    writeDetail(
      source.insecureRedirect.map { "redirects from https to \($0), which is not encrypted" })
    writeDetail(
      source.garbled.flatMap { share in
        share > 0.001
          ? "\((share * 1000).rounded() / 10) % of the teasers' text cannot be decoded; setting “charset” may help"
          : nil
      })
    writeDetail(source.error)
    writeDetail(source.gap.map { "since \(time(source.gapSince)): \($0)" })
  }

  private func writeDetail(_ text: String?) {
    if let text { Output.line("    " + Terminal.safe(text, width: 300)) }
  }

  private func time(_ time: Timestamp?) -> String {
    guard let time else { return "never" }
    return Date(timeIntervalSince1970: time.secondsSinceEpoch).formatted(.iso8601)
  }
}
