import ArgumentParser
import Foundation
import Watch

struct ShowStatus: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show how each source and hook is.",
    discussion: "Ends with 1 when something is ill.")

  @OptionGroup var options: ConfigurationOptions

  @Flag(name: .long, help: "Write a JSON object instead of a table.")
  var json = false

  mutating func run() async throws {
    let configuration = try options.read(warns: false)
    let status = try await withLedgerFaultsTold { try await Status.load(configuration) }
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      Output.write(Array(try encoder.encode(status)))
      Output.line("")
    } else {
      StatusTable(status).write()
    }
    if !status.isHealthy { throw ExitCode.failure }
  }
}

/// The status for a person: a line a source, what is wrong with it below.
private struct StatusTable {
  let status: Status

  init(_ status: Status) { self.status = status }

  func write() {
    Output.line("spool   \(Terminal.safe(status.spool))")
    Output.line("ledger  \(Terminal.safe(status.ledger))")
    Output.line("holder  \(Terminal.safe(status.holder ?? "nobody"))")
    let width = max(6, status.sources.map(\.name.count).max() ?? 0)
    for source in status.sources { write(source, width: width) }
    for hook in status.hooks {
      let counts = "\(hook.delivered) delivered, \(hook.pending) pending, \(hook.parked) parked"
      Output.line("hook \(hook.name): \(counts)")
      complain(hook.fault)
    }
  }

  private func write(_ source: Status.SourceStatus, width: Int) {
    let columns = [
      source.name.padding(toLength: width, withPad: " ", startingAt: 0),
      source.health.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0),
      "last round \(moment(source.lastRound))", "next \(moment(source.nextRound))",
      "last news \(moment(source.lastNews))",
      "\(source.spooled) spooled, \(source.owed) owed",
    ]
    Output.line(columns.joined(separator: "  "))
    let isWell = source.health == .ok
    if !isWell { complain(source.reason) }
    complain(
      source.notBefore.map { "not before \(moment($0))" + (source.hold.map { ": \($0)" } ?? "") })
    if !isWell { complain(source.page.map { "the page: \($0)" }) }
    complain(source.movedTo.map { "has moved to \($0)" })
    complain(source.seemsMovedTo.map { "seems to move to \($0)" })
    complain(
      source.garbled.flatMap { share in
        share > 0.001
          ? "\((share * 1000).rounded() / 10) % of the teasers' text can't be decoded (charset?)"
          : nil
      })
    complain(source.fault)
    complain(source.gap.map { "since \(moment(source.gapSince)): \($0)" })
  }

  private func complain(_ text: String?) {
    if let text { Output.line("    " + Terminal.safe(text, width: 300)) }
  }

  private func moment(_ seconds: Double?) -> String {
    guard let seconds else { return "never" }
    return Date(timeIntervalSince1970: seconds).formatted(.iso8601)
  }
}
