import ArgumentParser
import Dates
import Foundation
import News
import Settings
import Spool
import Watch
import WebURL

struct AddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Look at a page, and add it to the configuration as a source.",
    discussion: """
      Fetches the page and its first article, shows what would be watched, and proposes a name, an interval, \
      a language and a time zone. After your consent, the source is appended to the configuration, which is \
      made if there is none.

      Examples:
        ledewatch add https://example.org/news
        ledewatch add --like "Harbour opens" https://example.org/
        ledewatch add --yes --name gazette https://example.org/news
      """)

  @OptionGroup var options: ConfigurationOptions

  @Option(name: .long, help: "The name of the source (default: made from the address).")
  var name: String?

  @Option(
    name: .long,
    help: """
      A part of a headline, lede or address of the list to watch, if the proposed list is another. Several \
      of them choose several lists.
      """)
  var like: [String] = []

  @Option(name: .long, help: "A CSS selector for the element around each teaser of the list.")
  var item: String?

  @Flag(name: .shortAndLong, help: "Add the source without a question.")
  var yes = false

  @Flag(
    name: .long,
    help: "Write the lines for the configuration to standard output, and change nothing.")
  var print = false

  @Flag(
    name: .long,
    help: "Write what was found as a JSON object. Without --yes, nothing is changed.")
  var json = false

  @Argument(help: "The address of the page.")
  var address: String

  func validate() throws {
    if let name, !Source.isName(name) {
      throw ValidationError(
        "--name: expected at most 64 lowercase letters, digits, “.”, “_” and “-” that begin with a "
          + "letter or digit")
    }
    if let item, (try? PageSelector(item)) == nil {
      throw ValidationError("--item: “\(Terminal.safe(item))” is no CSS selector")
    }
    if print, yes || json { throw ValidationError("--print excludes --yes and --json") }
  }

  mutating func run() async throws {
    let prompt = Prompt.standard
    let isQuestion = !yes && !print && !json
    guard prompt.isInteractive || !isQuestion else {
      throw CommandError(
        "add: nobody can answer, because this is no terminal; use --yes, --print or --json", .usage)
    }
    let file = try ConfigurationFile(options)
    let existing = try file.configuration(with: file.text)
    let url = try AddCommand.url(of: address)
    try AddCommand.verifyNew(url, in: existing)
    var dialog = try await dialog(url, file, existing, isQuestion ? prompt : .none)
    try AddCommand.verifyNew(dialog.inspection.page.address, in: existing)
    let name = try sourceName(for: dialog.inspection.page.address, in: existing)
    if isQuestion {
      let decision = try await dialog.decide(name: name, file: Terminal.safe(file.path))
      guard decision == .add else {
        Output.errorLine("ledewatch: nothing was added", level: .notice)
        throw ExitCode.failure
      }
    } else {
      try await dialog.readArticle()
    }
    try finish(dialog, name: name, file: file)
  }

  /// Writes what was found, and the source to the configuration.
  private func finish(_ dialog: AddDialog, name: String, file: ConfigurationFile) throws {
    let isFound = !dialog.inspection.listing.teasers.isEmpty
    let entry = dialog.proposal(name: name).entry(added: AddCommand.today(dialog.now))
    let adds = isFound && !print && (!json || yes)
    if adds { try add(entry, to: file) }
    if json {
      Output.json(
        AddRecord(dialog, name: name, entry: entry, file: adds ? file.path : nil).json)
    }
    guard isFound else {
      let inspection = dialog.inspection
      throw CommandError(
        Terminal.safe(
          "add: \(inspection.summary); \(inspection.advice) (\(inspection.page.address.string))"),
        .badData)
    }
    if case .failure(let error)? = dialog.article, !json, yes || print {
      Output.errorLine(
        "ledewatch: the first article cannot be read: \(Terminal.safe(error.message))",
        level: .warning)
    }
    if print { for line in entry.lines() { Output.line(line) } }
    guard adds, !json else { return }
    if yes, dialog.inspection.isUncertain, dialog.inspection.selector == nil {
      Output.errorLine(
        "ledewatch: another list of the page is nearly as likely; “ledewatch teasers URL” shows what was "
          + "chosen, and “add --like HEADLINE” chooses another", level: .warning)
    }
    Output.line("added \(name) to \(Terminal.safe(file.path))")
    let place = options.arguments
    Output.line("  ledewatch once\(place) \(name)   polls it now")
    Output.line(
      "  ledewatch run\(place)   watches it; a service that runs reads the file at a reload")
  }

  /// Adds a source, or writes the lines to be added by hand if the file cannot be extended.
  private func add(_ entry: SourceEntry, to file: ConfigurationFile) throws {
    do {
      try file.add([entry])
    } catch let error as CommandError where error.code == .configuration {
      if !json { for line in entry.lines() { Output.line(line) } }
      throw error
    }
  }

  // MARK: - Preparation

  /// Fetches the page, and chooses the list that the options name.
  private func dialog(
    _ url: WebURL, _ file: ConfigurationFile, _ existing: Configuration, _ prompt: Prompt
  ) async throws -> AddDialog {
    let source = try AddCommand.source(for: url, in: file, existing)
    let fetch = AddCommand.fetch(for: source, isVerbose: options.verbose)
    let page: Page
    do {
      page = try await fetch(url)
    } catch let error as PageUnavailableError {
      throw CommandError(error, of: "add")
    }
    let now = Int64(Date().timeIntervalSince1970)
    var inspection = SourceInspection(page, context: source.readingContext(now: now))
    if let item, !inspection.choose(selector: item) {
      throw CommandError(
        Terminal.safe("list: --item \(item) finds no teasers (\(page.address.string))"), .badData)
    }
    for (index, text) in like.enumerated() {
      let reason = index == 0 ? inspection.choose(like: text) : inspection.add(like: text)
      guard let reason else { continue }
      throw CommandError(Terminal.safe("list: \(reason) (\(page.address.string))"), .badData)
    }
    return AddDialog(
      inspection, source: source, prompt: prompt, screen: AddScreen(style: .ofStandardOutput),
      zones: .system, now: now, fetch: fetch, show: Output.styledLine)
  }

  /// Returns a fetcher that shows on a terminal what it waits for.
  private static func fetch(
    for source: Source, isVerbose: Bool
  ) -> (WebURL) async throws -> Page {
    let log = StandardErrorLog.logger(level: isVerbose ? .debug : .warning)
    return { url in
      let progress = CommandProgress(log: log)
      defer { progress.end() }
      return try await OneOffFetcher(progress.dependencies).page(at: url, for: source)
    }
  }

  /// Returns the address that a person typed, also without its scheme.
  static func url(of text: String) throws -> WebURL {
    guard let url = WebURL(text.contains("://") ? text : "https://" + text),
      url.host == "localhost" || url.host.contains(where: { ".:".contains($0) })
    else {
      throw CommandError.notAnAddress(text)
    }
    guard url.userInfo == nil else {
      throw CommandError(
        "add: a URL must not contain a user or a password; use “user” and “password_file” of the source",
        .usage)
    }
    return url
  }

  private static func verifyNew(_ url: WebURL, in configuration: Configuration) throws {
    guard let known = configuration.sources.first(where: { $0.url == url }) else { return }
    throw CommandError(
      Terminal.safe("add: the source “\(known.name)” watches \(url.string) already"), .usage)
  }

  /// Returns a source with the defaults of the configuration.
  private static func source(
    for url: WebURL, in file: ConfigurationFile, _ configuration: Configuration
  ) throws -> Source {
    let taken = Set(configuration.sources.map(\.name))
    return try file.source(
      SourceEntry(name: SourceNaming.name(for: url, taken: taken), url: url))
  }

  private func sourceName(for url: WebURL, in configuration: Configuration) throws -> String {
    let taken = Set(configuration.sources.map(\.name))
    guard let name else { return SourceNaming.name(for: url, taken: taken) }
    guard !taken.contains(name) else {
      throw CommandError("--name: there is a source “\(name)” already", .usage)
    }
    return name
  }

  private static func today(_ now: Int64) -> String {
    Day(number: Int(now / 86_400)).description
  }
}

extension Prompt {
  /// Nobody is asked.
  fileprivate static var none: Prompt { Prompt(isInteractive: false) { _ in nil } }
}
