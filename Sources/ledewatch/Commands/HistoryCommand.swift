import ArgumentParser
import Ledger
import Watch
import WebURL

struct HistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show the history of an article.",
    discussion: "Can be used while the service runs.")

  @OptionGroup var options: ConfigurationOptions
  @OptionGroup var output: JSONOption

  @Argument(help: "The id of the article, the name or path of its entry, or its link.")
  var article: String

  mutating func run() async throws {
    let configuration = try options.loadForReading()
    let id = ArticleReference.id(in: article)
    let history = try await withCommandErrors { () async throws -> ArticleHistory? in
      let ledger = try ReadOnlyLedger(configuration.ledgerPath)
      if let history = try await ledger.history(id: id) { return history }
      guard WebURL(id) != nil else { return nil }
      return try await ledger.explain(id).matches.first?.article
    }
    guard let history else {
      throw CommandError("no article has the id or link \(Terminal.safe(id))", .badData)
    }
    if output.json { return try Output.json(history) }
    ArticleHistoryText(history).write()
  }
}
