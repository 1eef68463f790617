import ArgumentParser
import Basics
import Foundation
import Ledger
import Settings
import Watch

struct RetryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Retry parked and waiting deliveries and owed articles now.",
    discussion: """
      Retries everything, or only the given articles, hook or source. A running service starts \
      within ten minutes; without a service, run 'ledewatch once' afterwards.
      """)

  @OptionGroup var options: ConfigurationOptions

  @Option(name: .long, help: "Retry only deliveries of this hook.")
  var hook: String?

  @Option(name: .long, help: "Retry only articles and deliveries of this source.")
  var source: String?

  @Argument(help: "Articles: their ids, the names or paths of their entries, or their links.")
  var ids: [String] = []

  mutating func run() async throws {
    let configuration = try options.load(printsWarnings: false)
    try validateNames(configuration)
    let (texts, hook, source) = (ids, hook, source)
    let report = try await withCommandErrors {
      var ids: [String] = []
      for text in texts {
        let ledger = try ReadOnlyLedger(configuration.ledgerPath)
        ids.append(try await ArticleReference.article(text, in: ledger).id)
      }
      let retry = RetryRequest(ids: ids, hook: hook, source: source)
      return try await retry.arm(configuration.ledgerPath, now: SystemClock().timestamp)
    }
    let deliveries = counted(report.deliveries, "delivery", plural: "deliveries")
    Output.line("retrying \(deliveries) and \(counted(report.owed, "article"))")
  }

  /// Rejects unknown names, because a misspelled one would look like an empty queue.
  func validateNames(_ configuration: Configuration) throws {
    let sources = configuration.sources.map(\.name)
    if let source, !sources.contains(source) {
      throw CommandError("\(UnknownSource(name: source, known: sources))", .usage)
    }
    if let hook, !configuration.hooks.contains(where: { $0.name == hook }) {
      throw CommandError("there is no hook named “\(Terminal.safe(hook))”", .usage)
    }
  }
}
