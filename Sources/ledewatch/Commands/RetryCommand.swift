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
      within ten minutes; without a service, run 'ledewatch once' afterwards. With --drop, the \
      deliveries of a hook that was removed from the configuration are deleted instead, also while a \
      service runs.

      Examples:
        ledewatch retry
        ledewatch retry --hook mail
        ledewatch retry --drop --hook removed
      """)

  @OptionGroup var options: ConfigurationOptions

  @Option(name: .long, help: "Retry only deliveries of this hook.", completion: .hookNames)
  var hook: String?

  @Option(
    name: .long, help: "Retry only articles and deliveries of this source.",
    completion: .sourceNames)
  var source: String?

  @Flag(
    name: .long, help: "Delete the deliveries of the --hook, which must not be configured.")
  var drop = false

  @Argument(help: "Articles: their ids, the names or paths of their entries, or their links.")
  var ids: [String] = []

  mutating func run() async throws {
    let configuration = try await options.loadForChanging()
    source = source.map(configuration.sourceName)
    try validateNames(configuration)
    let ids = try await withCommandErrors { [ids] in
      var found: [String] = []
      for text in ids {
        let ledger = try ReadOnlyLedger(configuration.ledgerPath)
        found.append(try await ArticleReference.article(text, in: ledger).id)
      }
      return found
    }
    if drop, let hook {
      return try await drop(
        DropRequest(hook: hook, ids: ids, source: source), configuration.ledgerPath)
    }
    let retry = RetryRequest(
      ids: ids, hook: hook, source: source, configuredHooks: configuration.hooks.map(\.name))
    let report = try await withCommandErrors {
      try await retry.arm(configuration.ledgerPath, now: SystemClock().timestamp)
    }
    Output.line(
      "retrying \(RetryCommand.text(report.deliveries)) and \(counted(report.owed, "article"))")
  }

  private func drop(_ request: DropRequest, _ ledger: String) async throws {
    let (count, hooks) = try await withCommandErrors {
      let hooks = try await ReadOnlyLedger(ledger).hooksWithOpenDeliveries()
      return (try await request.apply(toLedger: ledger), hooks)
    }
    guard hooks.contains(request.hook) else {
      throw CommandError(
        Terminal.safe(
          "no delivery waits for a hook named “\(request.hook)”"
            + (hooks.isEmpty ? "" : "; deliveries wait for \(hooks.joined(separator: ", "))")),
        .usage)
    }
    Output.line(
      "dropped \(RetryCommand.text(count)) of “\(Terminal.safe(request.hook))”, which is not configured"
    )
  }

  private static func text(_ deliveries: Int) -> String {
    counted(deliveries, "delivery", plural: "deliveries")
  }

  func validate() throws {
    if drop, hook == nil {
      throw ValidationError("--drop needs --hook: the hook that was removed from the configuration")
    }
  }

  /// Rejects unknown names, because a misspelled one would look like an empty queue.
  func validateNames(_ configuration: Configuration) throws {
    let sources = configuration.sources.map(\.name)
    if let source, !sources.contains(source) {
      throw CommandError("\(UnknownSource(name: source, known: sources))", .usage)
    }
    guard let hook else { return }
    let hooks = configuration.hooks.map(\.name)
    if drop, hooks.contains(hook) {
      throw CommandError(
        "the hook “\(hook)” is configured; only deliveries of hooks that are not can be dropped",
        .usage)
    }
    if !drop, !hooks.contains(hook) {
      let known = hooks.isEmpty ? "none is configured" : "there is \(hooks.joined(separator: ", "))"
      throw CommandError(
        "there is no hook named “\(Terminal.safe(hook))”; \(known); “--drop” deletes the deliveries of a hook that was removed",
        .usage)
    }
  }
}
