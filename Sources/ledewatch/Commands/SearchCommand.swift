import ArgumentParser
import Basics
import Ledger
import Spool
import Watch

struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Search the archived articles.",
    discussion: """
      Finds the newest articles that contain all words in headline, lede, byline or text. Case and Latin \
      diacritics do not count. "quotes" enclose a phrase, word* finds words with this beginning, and -word or \
      NOT word excludes a word; write -- before the words if one begins with a hyphen. Ends with 1 if nothing is \
      found. Can be used while the service runs.

      Examples:
        ledewatch search harbour "night bus"
        ledewatch search --source gazette -- election* -weather
      """)

  @OptionGroup var options: ConfigurationOptions
  @OptionGroup var times: ArchiveTimeOptions
  @OptionGroup var limit: LimitOption
  @OptionGroup var output: JSONOption

  @Option(
    help: "Only articles of this source, by name or URL. Can be repeated.", completion: .sourceNames
  )
  var source: [String] = []

  @Argument(help: "The words.")
  var words: [String]

  mutating func run() async throws {
    let configuration = try await options.loadForReading()
    let query = try SearchQuery(words: words, of: "search")
    var filter = try times.filter(sources: source, configuration)
    filter.query = query
    let hasHits = try await withCommandErrors { [filter, limit, output] in
      let archive = try configuration.openArchive()
      let articles = try await archive.newest(filter, limit: limit.limit)
      let list = ArchiveList(
        articles, style: .ofStandardOutput, time: .current)
      for article in articles {
        let record = try await archive.record(of: article.number)
        let text = record.flatMap { try? EntryDocument(decoding: $0) }?.contentText ?? ""
        SearchCommand.write(article, text, query, list, json: output.json)
      }
      if try await !archive.isFullyIndexed() {
        Output.errorLine(
          "ledewatch: the search index is being made anew, so older articles are not found yet",
          level: .warning)
      }
      return !articles.isEmpty
    }
    guard hasHits else {
      Output.errorLine("ledewatch: no archived article contains this", level: .notice)
      throw ExitCode(1)
    }
  }

  private static func write(
    _ article: ArchivedArticle, _ text: String, _ query: SearchQuery, _ list: ArchiveList,
    json: Bool
  ) {
    let style = TerminalStyle.ofStandardOutput
    let excerpt =
      SearchExcerpt(of: text, query, columns: style.width - 2)
      ?? article.lede.flatMap { SearchExcerpt(of: $0, query, columns: style.width - 2) }
    if json { return Output.record(ArchiveList.json(article, excerpt: excerpt?.text)) }
    for line in list.lines(article) { Output.styledLine(line) }
    if let excerpt { Output.styledLine("  " + excerpt.styled(style)) }
  }
}
