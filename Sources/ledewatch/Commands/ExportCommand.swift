import ArgumentParser
import Foundation
import Glibc
import Ledger

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write archived articles to a file.",
    discussion: """
      jsonl has one record (article.json) on each line; mbox has one mail for each; warc has one \
      conversion record for each; zip has ENTRY/article.json and ENTRY/article.md. The oldest come first. A file appears complete or not at all. \
      Can be used while the service runs.

      Examples:
        ledewatch export --format mbox --since 2026-03-01 --output march.mbox
        ledewatch export --format jsonl --source gazette
      """)

  @OptionGroup var options: ConfigurationOptions
  @OptionGroup var times: ArchiveTimeOptions

  @Option(
    help: "Only articles of this source, by name or URL. Can be repeated.", completion: .sourceNames
  )
  var source: [String] = []

  @Option(help: "The format: jsonl, mbox, warc or zip.")
  var format: ExportFormat

  @Option(name: .shortAndLong, help: "The file (default: standard output).", completion: .file())
  var output: String?

  mutating func run() async throws {
    let configuration = try await options.loadForReading()
    let filter = try times.filter(sources: source, configuration)
    if output == nil, [.warc, .zip].contains(format), isatty(STDOUT_FILENO) == 1 {
      throw CommandError("a \(format) file is not for a terminal; use --output FILE", .usage)
    }
    let (format, output) = (format, output)
    let work = Task {
      try await withCommandErrors {
        let archive = try configuration.openArchive()
        return try await ArchiveExport(archive, filter).write(format, to: output)
      }
    }
    let count = try await Signals.withHandlers {
      work.cancel()
    } during: {
      try await work.value
    }
    if count == 0 {
      Output.errorLine("ledewatch: \(filter.emptyResult)", level: .notice)
    } else if output != nil {
      Output.errorLine("ledewatch: exported \(counted(count, "record"))", level: .notice)
    }
  }
}
