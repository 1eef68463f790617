import ArgumentParser
import Ledger
import Watch

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain why an article is or is not new.",
    discussion: """
      Shows what the ledger contains about a link, the beginning of a lede, the id of an article or the \
      name of its entry: \
      the match, the times, each revision and delivery. Can be used while the service runs.

      Examples:
        ledewatch explain https://www.example.org/news/harbour.html
        ledewatch explain "The harbour office of"
      """)

  @OptionGroup var options: ConfigurationOptions
  @OptionGroup var output: JSONOption

  @Argument(help: "A link, the beginning of a lede, an id, or an entry.")
  var query: [String]

  mutating func run() async throws {
    let configuration = try await options.loadForReading()
    let query = ArticleReference.id(in: query.joined(separator: " "))
    let explanation = try await withCommandErrors {
      try await ReadOnlyLedger(configuration.ledgerPath).explain(query)
    }
    if output.json { return try Output.json(explanation) }
    Output.line(explanation.verdict)
    for match in explanation.matches {
      Output.line("")
      Output.line("found by \(match.by):")
      ArticleHistoryText(match.article, style: .ofStandardOutput, time: .current).write()
    }
  }
}
