import ArgumentParser
import Ledger
import Watch

struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show the changes between two revisions of an article.",
    discussion: """
      Without numbers, the last two revisions are compared. [-Deleted-] and {+inserted+} words are \
      marked. Can be used while the service runs.

      Examples:
        ledewatch diff k3v9x2m7
        ledewatch diff k3v9x2m7 1 3
      """)

  @OptionGroup var options: ConfigurationOptions

  @Argument(help: "The id of the article, the name or path of its entry, or its link.")
  var id: String

  @Argument(help: "The number of a revision.")
  var first: Int?

  @Argument(help: "The number of another revision.")
  var second: Int?

  mutating func run() async throws {
    let configuration = try await options.loadForReading()
    let (id, first, second) = (id, first, second)
    do {
      let text = try await withCommandErrors {
        let ledger = try ReadOnlyLedger(configuration.ledgerPath)
        return try await ledger.difference(
          id: ArticleReference.article(id, in: ledger).id, first, second,
          texts: configuration.revisionTextsPath)
      }
      let style = TerminalStyle.ofStandardOutput
      for line in DifferenceText(text, style: style).lines { Output.styledLine(line) }
    } catch let error as NotFoundError {
      throw CommandError(Terminal.safe("\(error)"), .badData)
    }
  }
}
