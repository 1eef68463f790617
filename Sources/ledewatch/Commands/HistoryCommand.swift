import ArgumentParser
import Ledger
import Watch

struct HistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show the history of an article.",
    discussion: "Can be used while the service runs.")

  @OptionGroup var options: ConfigurationOptions
  @OptionGroup var output: JSONOption

  @Argument(help: "The id of the article.")
  var id: String

  mutating func run() async throws {
    let configuration = try options.loadForReading()
    let id = id
    let history = try await withCommandErrors {
      try await ReadOnlyLedger(configuration.ledgerPath).history(id: id)
    }
    guard let history else {
      throw CommandError("no article has the id \(Terminal.safe(id))", .badData)
    }
    if output.json { return try Output.json(history) }
    ArticleHistoryText(history).write()
  }
}
