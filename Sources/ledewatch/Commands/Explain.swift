import ArgumentParser
import Ledger
import Watch

struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say why something is, or is not, new.",
    discussion: """
      For a link, the beginning of a lede, or an article's id: what the ledger has of it, what \
      matched, when it was seen, each revision and delivery. Works beside a running service.
      """)

  @OptionGroup var options: ConfigurationOptions
  @OptionGroup var format: AccountFormat

  @Argument(help: "A link, the beginning of a lede, or an id.")
  var what: [String]

  mutating func run() async throws {
    let configuration = try options.read(warns: false)
    let what = what.joined(separator: " ")
    let found = try await withLedgerFaultsTold {
      try await ReadOnlyLedger(configuration.ledgerPath).explain(what)
    }
    if format.json { return try Output.json(found) }
    Output.line(found.verdict)
    for match in found.matches {
      Output.line("")
      Output.line("by its \(match.by):")
      AccountText(match.article).write()
    }
  }
}

struct History: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell what happened to an article.",
    discussion: "Works beside a running service.")

  @OptionGroup var options: ConfigurationOptions
  @OptionGroup var format: AccountFormat

  @Argument(help: "The article's id.")
  var id: String

  mutating func run() async throws {
    let configuration = try options.read(warns: false)
    let id = id
    let account = try await withLedgerFaultsTold {
      try await ReadOnlyLedger(configuration.ledgerPath).account(id: id)
    }
    guard let account else {
      throw CommandError("no article has the id \(Terminal.safe(id))", .badData)
    }
    if format.json { return try Output.json(account) }
    AccountText(account).write()
  }
}

struct AccountFormat: ParsableArguments {
  @Flag(name: .long, help: "Write a JSON object.")
  var json = false
}

/// An article's account for a person.
private struct AccountText {
  let account: ArticleHistory

  init(_ account: ArticleHistory) { self.account = account }

  func write() {
    line("id", account.id)
    line("source", account.source)
    line("state", account.state + (account.isWithdrawn ? "; withdrawn" : ""))
    line("reason", account.reason)
    line("same as", account.sameAs)
    line("link", account.link)
    line("headline", account.headline)
    line("lede", account.lede)
    line("date", account.date)
    line("unseen", "for \(account.daysUnseen) days, give or take a week")
    line("next look", account.nextLook)
    for happening in account.happenings {
      let words = [
        happening.event, happening.revision.flatMap { $0 > 0 ? "revision \($0)" : nil },
        happening.entry, happening.note,
      ].compactMap(\.self).joined(separator: "  ")
      line(happening.at, words)
    }
    for told in account.deliveries {
      let fault = told.fault.map { ": \($0)" } ?? ""
      line(
        "hook \(told.hook)",
        "\(told.event) r\(told.revision) \(told.state), \(told.attempts) attempts\(fault)")
    }
  }

  private func line(_ name: String, _ text: String?) {
    guard let text else { return }
    let name = Terminal.safe(name)
    let padded = name.padding(toLength: max(20, name.count), withPad: " ", startingAt: 0)
    Output.line("  \(padded)  \(Terminal.safe(text, width: 400))")
  }
}
