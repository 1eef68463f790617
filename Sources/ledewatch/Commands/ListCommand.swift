import ArgumentParser
import Basics
import Ledger
import Watch

struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List archived articles.",
    discussion: """
      The newest come first, with id, local time, source, and headline or lede. Reads the archive, so that \
      it does not matter what became of the entries in the spool. Can be used while the service runs.

      Examples:
        ledewatch list gazette --since 7d
        ledewatch list --event revised --json
      """)

  @OptionGroup var options: ConfigurationOptions
  @OptionGroup var times: ArchiveTimeOptions
  @OptionGroup var limit: LimitOption
  @OptionGroup var output: JSONOption

  @Option(help: "Only new, revised, withdrawn or restored articles.")
  var event: ArchivedEvent?

  @Option(help: "Only articles that contain these words; see “search”.")
  var match: String?

  @Argument(help: "Names or URLs of sources (default: all).", completion: .sourceNames)
  var sources: [String] = []

  mutating func run() async throws {
    let configuration = try await options.loadForReading()
    var filter = try times.filter(sources: sources, configuration)
    filter.event = event?.kind
    filter.query = try match.map { try SearchQuery(words: [$0], of: "--match") }
    let articles = try await withCommandErrors { [filter, limit] in
      try await configuration.openArchive().newest(filter, limit: limit.limit)
    }
    if output.json {
      for article in articles { Output.record(ArchiveList.json(article)) }
    } else {
      let list = ArchiveList(
        articles, style: .ofStandardOutput, time: .current)
      for line in articles.flatMap(list.lines) { Output.styledLine(line) }
    }
    if articles.isEmpty {
      Output.errorLine(
        Terminal.safe("ledewatch: " + filter.emptyResult(in: configuration)), level: .notice)
    }
  }
}

/// The events of articles that the archive has.
enum ArchivedEvent: String, ExpressibleByArgument, CaseIterable {
  case new, revised, withdrawn, restored

  var kind: EventKind? { EventKind(rawValue: rawValue) }
}
