import ArgumentParser
import Ledger
import Watch

struct Difference: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what changed between two revisions of an article.",
    discussion: """
      The last two without numbers. [-what is gone-] and {+what has come+} are marked word by word. \
      Works beside a running service.
      """)

  @OptionGroup var options: ConfigurationOptions

  @Argument(help: "The article's id.")
  var id: String

  @Argument(help: "A revision's number.")
  var first: Int?

  @Argument(help: "Another one's.")
  var second: Int?

  mutating func run() async throws {
    let configuration = try options.read(warns: false)
    let (id, first, second) = (id, first, second)
    do {
      let text = try await withLedgerFaultsTold {
        try await ReadOnlyLedger(configuration.ledgerPath).difference(
          id: id, first, second, texts: configuration.revisionTextsPath)
      }
      Output.write(Terminal.safeLines(text))
    } catch let missing as NotFoundError {
      throw CommandError(Terminal.safe("\(missing)"), .badData)
    }
  }
}
