import ArgumentParser
import Basics
import Ledger
import Spool
import Watch

struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show an archived article.",
    discussion: """
      Shows the last revision through $PAGER (default: less -FRX) on a terminal. Can be used while the \
      service runs.

      Examples:
        ledewatch show k3v9x2m7
        ledewatch show https://www.example.org/news/harbour.html --json
      """)

  @OptionGroup var options: ConfigurationOptions

  @Option(help: "The number of a revision (default: the last, or that of the entry).")
  var revision: Int?

  @Flag(name: .long, help: "Write the record, article.json.")
  var json = false

  @Argument(help: "The id of the article, the name or path of its entry, or its link.")
  var article: String

  mutating func run() async throws {
    let configuration = try await options.loadForReading()
    let wanted = revision ?? ArticleReference.revision(in: article)
    let (found, record) = try await withCommandErrors { [article] in
      let archive = try configuration.openArchive()
      let all = try await ArticleReference.archived(article, in: archive, configuration)
      let found = try ShowCommand.choose(wanted, of: all)
      return (found, try await archive.record(of: found.number))
    }
    guard let record, let document = try? EntryDocument(decoding: record) else {
      throw CommandError(
        "archive: the record of \(Terminal.safe(article)) is damaged", .inputOutput)
    }
    if json { return Output.write(record) }
    Pager.write(
      ArchivedArticleText(
        document, found, style: .ofStandardOutput, time: .current
      ).lines)
  }

  /// Returns the last revision with a text, or the one with a number.
  static func choose(_ revision: Int?, of all: [ArchivedArticle]) throws -> ArchivedArticle {
    let entries = all.filter { $0.event == .new || $0.event == .revised }
    if let chosen = entries.last(where: { revision == nil || $0.revision == revision }) {
      return chosen
    }
    if revision == nil, let mark = all.last { return mark }
    let known = entries.map { "\($0.revision)" }.joined(separator: ", ")
    throw CommandError(
      "the archive does not have this revision of \(Terminal.safe(all[0].id)); it has \(known)",
      .badData)
  }
}
