import ArgumentParser
import Foundation
import Ledger
import Settings
import Watch

struct Queue: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List what is still to be done: articles owed, deliveries pending or parked.",
    discussion: "Works beside a running service.")

  @OptionGroup var options: ConfigurationOptions
  @OptionGroup var format: AccountFormat

  mutating func run() async throws {
    let configuration = try options.read(warns: false)
    let work = try await withLedgerFaultsTold {
      try await ReadOnlyLedger(configuration.ledgerPath).openWork()
    }
    if format.json { return try Output.json(work) }
    for owed in work.owed {
      Output.line(
        row(
          [
            "owed", owed.source, owed.id, attempts(owed.attempts, owed.nextTry),
            owed.text ?? owed.link,
          ]))
      complain(owed.fault)
    }
    for delivery in work.deliveries {
      Output.line(
        row([
          delivery.state, delivery.hook, delivery.event, delivery.source,
          "\(delivery.id)-r\(delivery.revision)", attempts(delivery.attempts, delivery.nextTry),
        ]))
      complain(delivery.fault)
    }
  }

  private func attempts(_ count: Int, _ next: String?) -> String {
    guard count > 0 else { return "not tried yet" }
    return "\(count) failed" + (next.map { ", next \($0)" } ?? "")
  }

  private func row(_ columns: [String]) -> String {
    columns.map { Terminal.safe($0, width: 100) }.joined(separator: "  ")
  }

  private func complain(_ text: String?) {
    if let text { Output.line("    " + Terminal.safe(text, width: 300)) }
  }
}

struct TryAgain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Let what failed be tried again now: parked and waiting deliveries, articles owed.",
    discussion: """
      Of everything, or of these articles, this hook, this source. A running service takes it up \
      within ten minutes; without one, call 'ledewatch once'.
      """)

  @OptionGroup var options: ConfigurationOptions

  @Option(name: .long, help: "Deliveries of this hook only.")
  var hook: String?

  @Option(name: .long, help: "What comes from this source only.")
  var source: String?

  @Argument(help: "Ids of articles.")
  var ids: [String] = []

  mutating func run() async throws {
    let configuration = try options.read(warns: false)
    try refuseUnknownNames(configuration)
    let retry = RetryRequest(ids: ids, hook: hook, source: source)
    let done = try await withLedgerFaultsTold { [ids] in
      for id in ids where try await ReadOnlyLedger(configuration.ledgerPath).account(id: id) == nil
      {
        throw CommandError("no article has the id \(Terminal.safe(id)); nothing was done", .badData)
      }
      return try await retry.arm(configuration.ledgerPath, now: Date().timeIntervalSince1970)
    }
    Output.line("\(done.deliveries) deliveries and \(done.owed) articles are tried again")
  }
  /// A name mistyped would else be told as nothing to be done.
  func refuseUnknownNames(_ configuration: Configuration) throws {
    let sources = configuration.sources.map(\.name)
    if let source, !sources.contains(source) {
      throw CommandError("\(UnknownSource(name: source, known: sources))", .usage)
    }
    if let hook, !configuration.hooks.contains(where: { $0.name == hook }) {
      throw CommandError("no hook is named “\(Terminal.safe(hook))”", .usage)
    }
  }
}
