import ArgumentParser
import Ledger
import Watch

struct HistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show the history of an article.",
    discussion: """
      Can be used while the service runs.

      Examples:
        ledewatch history k3v9x2m7
        ledewatch history https://www.example.org/news/harbour.html --json
      """)

  @OptionGroup var options: ConfigurationOptions
  @OptionGroup var output: JSONOption

  @Argument(help: "The id of the article, the name or path of its entry, or its link.")
  var article: String

  mutating func run() async throws {
    let configuration = try await options.loadForReading()
    let history = try await withCommandErrors { [article] in
      try await ArticleReference.article(article, in: ReadOnlyLedger(configuration.ledgerPath))
    }
    if output.json { return try Output.json(history) }
    ArticleHistoryText(history, style: .ofStandardOutput, time: .current).write()
  }
}
