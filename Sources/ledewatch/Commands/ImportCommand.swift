import ArgumentParser
import Glibc
import Importing
import Settings
import WebURL

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take over sources from the files of other programs.",
    discussion: """
      Reads OPML (with the web scraping of FreshRSS), job lists of urlwatch and webchanges, backups of \
      changedetection.io, configurations of html2rss, and lists of addresses, such as the file 'urls' of \
      newsboat. Addresses of RSS-Bridge's CssSelectorBridge become the pages that it watches.

      Shows what is taken over and what is not, with the reason, and asks before it changes the \
      configuration. Nothing is fetched. Commands and secrets are never taken over.

      Examples:
        ledewatch import urls.yaml
        ledewatch import --write subscriptions.opml
        ledewatch import --print --from newsboat urls
      """)

  @OptionGroup var options: ConfigurationOptions

  @Argument(help: "Files, - for standard input, or an address of RSS-Bridge.")
  var files: [String]

  @Option(
    name: .customLong("from"),
    help:
      "The format: \(ImportFormat.allCases.map(\.rawValue).joined(separator: ", ")) (default: by the content)."
  )
  var format: ImportFormat?

  @Flag(
    help:
      "Write the sources as YAML to standard output, or to the configuration without a question.")
  var target: Target?

  @Flag(name: .long, help: "Write a JSON object.")
  var json = false

  enum Target: String, EnumerableFlag {
    case print, write
  }

  mutating func run() throws {
    let file = try ConfigurationFile(options)
    let plan = try makePlan(configured: configuredSources(file))
    let report = ImportReport(plan: plan)
    let writes =
      try !plan.additions.isEmpty && (target == .write || (target == nil && asks(file, report)))
    if writes { try file.add(plan.entries) }
    try show(report, written: writes ? file.path : nil)
    if plan.additions.isEmpty, plan.duplicates.isEmpty {
      throw CommandError("there is no source to take over", .badData)
    }
  }

  /// The sources of the configuration. One that is faulty cannot be extended, but compared.
  private func configuredSources(_ file: ConfigurationFile) throws -> [Source] {
    guard !file.isNew else { return [] }
    if target == .write { return try options.load(printsWarnings: false).sources }
    return (try? options.loader.loadValidParts(file: options.config))?.0.sources ?? []
  }

  private func makePlan(configured: [Source]) throws -> ImportPlan {
    var plan = ImportPlan(configured: configured)
    for path in files {
      let isAddress = path.hasPrefix("http://") || path.hasPrefix("https://")
      do {
        let bytes = try isAddress ? Array(path.utf8) : read(path)
        let name = path == "-" ? "standard input" : path
        plan.add(
          try ForeignFile.read(bytes, name: name, format: isAddress ? .newsboat : format), of: name)
      } catch let error as ImportError {
        throw CommandError("import: \(Terminal.safe("\(path): \(error)"))", .badData)
      }
    }
    return plan
  }

  private func read(_ path: String) throws -> [UInt8] {
    do {
      return try Files.read(path, maximumBytes: ForeignFile.maximumBytes)
    } catch {
      guard error.isTooLarge else { throw CommandError("import: \(error)", .noInput) }
      throw CommandError("import: \(Terminal.safe(path)) is larger than 256 MB", .badData)
    }
  }

  // MARK: - Output

  /// Shows the report and asks whether the sources are added, on a terminal.
  private func asks(_ file: ConfigurationFile, _ report: ImportReport) throws -> Bool {
    guard !json, !report.plan.additions.isEmpty, !files.contains("-"), isatty(STDIN_FILENO) == 1,
      isatty(STDOUT_FILENO) == 1
    else { return false }
    for line in report.lines { Output.line(line) }
    let question = "Add \(counted(report.plan.additions.count, "source")) to \(file.path)? [y/N] "
    Output.write(Terminal.safe(question) + " ")
    return ["y", "yes"].contains((readLine() ?? "").lowercased())
  }

  private func show(_ report: ImportReport, written: String?) throws {
    if json { return try Output.json(report.record(written: written)) }
    if target == .print {
      let lines = report.plan.entries.flatMap { $0.lines() + [""] }.dropLast()
      Output.write((["sources:"] + lines).joined(separator: "\n") + "\n")
      return Output.errorLine(report.summary, level: .notice)
    }
    let wasShown = target == nil && isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    if !wasShown || files.contains("-") { for line in report.lines { Output.line(line) } }
    if report.plan.additions.isEmpty { return }
    if let written {
      Output.line(Terminal.safe("added to \(written)"))
    } else {
      Output.errorLine(
        "nothing is written; --write adds the sources, --print shows them", level: .notice)
    }
  }
}

extension ImportFormat: ExpressibleByArgument {}
