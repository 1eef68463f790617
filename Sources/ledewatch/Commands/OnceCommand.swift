import ArgumentParser
import Basics
import Foundation
import Ledger
import News
import ServiceLifecycle
import Settings
import Spool
import Watch
import WebURL

struct OnceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "once",
    abstract: "Poll every source once, deliver, and exit.",
    discussion: """
      Prints one line per new article, and nothing if there is none, so that the mail of cron is the \
      notification. With an address instead of names, no configuration is needed; ledger and spool are \
      created below the XDG state directory.

      Examples:
        ledewatch once
        ledewatch once gazette --force
        ledewatch once https://www.example.org/news/
      """)

  @OptionGroup var options: ConfigurationOptions

  @OptionGroup var logOptions: LogOptions

  @Flag(
    name: .long,
    help: """
      Ignore back-off, Retry-After, retry delays and cached robots.txt files, and read listings that \
      are unchanged.
      """)
  var force = false

  @Flag(name: .long, help: "Write each event as one line of JSON, the record that hooks receive.")
  var json = false

  @Argument(help: "Names of sources, or the address of a listing.", completion: .sourceNames)
  var targets: [String] = []

  mutating func run() async throws {
    logOptions.apply()
    let plan = try OncePlan(targets, options: options)
    let log = StandardErrorLog.logger(level: options.verbose ? .debug : .warning)
    let progress = CommandProgress(log: log, isShown: !json)
    defer { progress.end() }
    let watcher = Watcher(
      plan.configuration, dependencies: progress.dependencies,
      monitor: ServiceMonitor(version: ProgramVersion.current)
    ) { [json] in OnceCommand.write($0, json: json) }
    let (names, force) = (plan.names, force)
    let work = Task { try await watcher.once(names: names, force: force) }
    let reported = ReportedError(directory: plan.configuration.statePath)
    do {
      let report = try await Signals.withHandlers {
        work.cancel()
      } during: {
        try await work.value
      }
      progress.end()
      plan.printLocations(after: report)
      printErrors(of: report, reported)
      if report.exitStatus != 0 { throw ExitCode(report.exitStatus) }
    } catch let interruption as Interruption {
      // Fetched articles are not lost.
      Output.errorLine("ledewatch: \(interruption)", level: .notice)
    } catch let error as LedgerLockedError
      where error.isRecentOnce(now: Int64(Date().timeIntervalSince1970))
      && !OnceCommand.isInteractive
    {
      // The previous run of cron has not ended; this needs no mail.
      throw ExitCode.temporaryFailure
    } catch {
      guard reported.shouldReport(error) || OnceCommand.isInteractive else {
        throw exitCode(for: error)
      }
      try await withCommandErrors { throw error }
    }
  }

  private static func write(_ event: WatchEvent, json: Bool) {
    if json {
      Output.record(of: event)
    } else if case .spooled(let article, _) = event {
      OnceCommand.write(article)
    }
  }

  static func write(_ article: SpooledArticle) {
    for line in lines(for: article, style: .ofStandardOutput) { Output.styledLine(line) }
  }

  /// Whether a person reads standard error.
  static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether warnings about the configuration are printed; cron would mail them after every run.
  static func printsWarnings(_ options: ConfigurationOptions) -> Bool {
    isInteractive || options.verbose
  }

  /// Returns the exit code for an error that is not reported again.
  private func exitCode(for error: any Error) -> any Error {
    switch error {
    case is LedgerLockedError: ExitCode.temporaryFailure
    case is SpoolError: ExitCode.cannotCreate
    case is LedgerError: ExitCode.inputOutput
    default: error
    }
  }

  /// Returns the line of an article: its date, source, title and path. On a terminal, the path is in a line
  /// of its own.
  static func lines(for article: SpooledArticle, style: TerminalStyle) -> [String] {
    let title = article.headline ?? article.lede ?? article.address
    let text = article.revision > 1 ? "revised: \(title)" : title
    let (date, source) = (Terminal.safe(article.date ?? "undated", width: 40), article.source)
    let path = Terminal.safe(article.path)
    guard style.isTerminal else {
      return [[date, source, Terminal.safe(text, width: 110), path].joined(separator: "  ")]
    }
    let head = style.colored(date, .gray) + "  " + source
    let used = Terminal.columns(of: date) + Terminal.columns(of: source) + 4
    let isNarrow = style.width - used < 24
    let columns = style.width - (isNarrow ? 2 : used)
    let titleText = style.colored(
      style.isolated(Terminal.fitted(text, to: columns)),
      article.revision > 1 ? .yellow : .green)
    return (isNarrow ? [head, "  " + titleText] : [head + "  " + titleText])
      + ["  " + style.colored(path, .gray)]
  }

  /// Returns a note on articles that could not be fetched yet; nil if there are none.
  static func noteOnOpenWork(_ report: OnceReport, _ time: TimeText) -> String? {
    report.nextTry.map {
      "ledewatch: articles are still to be fetched, the first at \(time.clock($0)); “ledewatch queue” lists them"
    }
  }

  /// Prints the errors that were not logged: the log contains a failure when it begins, but a person
  /// expects it in every run.
  private func printErrors(of report: OnceReport, _ reported: ReportedError) {
    if let error = report.error {
      if reported.shouldReport(error) || OnceCommand.isInteractive {
        Output.errorLine("ledewatch: " + Terminal.safe("\(error)"))
      }
    } else if let summary = reported.resolve() {
      Output.errorLine("ledewatch: resolved: " + Terminal.safe(summary), level: .notice)
    }
    guard OnceCommand.isInteractive else { return }
    if let summary = report.emptySummary {
      Output.errorLine("ledewatch: \(summary)", level: .notice)
    }
    if let note = OnceCommand.noteOnOpenWork(report, .current) {
      Output.errorLine(note, level: .notice)
    }
    for failure in report.failures where !failure.isFirst {
      let message = "\(failure.source): \(failure.stage): \(failure.reason) (\(failure.address))"
      Output.errorLine("ledewatch: " + Terminal.safe(message))
    }
  }
}

/// The sources and the configuration of one run of `once`.
struct OncePlan {
  var configuration: Configuration
  var names: [String]
  /// Whether no configuration file is used.
  var isUnconfigured = false

  init(_ targets: [String], options: ConfigurationOptions) throws {
    let addresses = targets.filter(OncePlan.isAddress)
    guard let text = addresses.first else {
      try OncePlan.verify(targets, options)
      configuration = try options.load(printsWarnings: OnceCommand.printsWarnings(options))
      names = targets
      return
    }
    guard targets.count == 1 else {
      throw CommandError(
        "expected either one address or names of sources; run “once” for each address", .usage)
    }
    guard let address = WebURL(text) else {
      throw CommandError.notAnAddress(text)
    }
    let isConfigured = options.configures(address)
    if options.config != nil || isConfigured {
      configuration = try options.load(printsWarnings: OnceCommand.printsWarnings(options))
      if let source = configuration.sources.first(where: { $0.url == address }) {
        names = [source.name]
        return
      }
    } else {
      configuration = try OncePlan.unconfigured(options)
    }
    configuration.sources = [Source(adHoc: OncePlan.name(for: address), url: address)]
    names = []
    isUnconfigured = options.config == nil
  }

  private static func isAddress(_ text: String) -> Bool {
    let text = text.lowercased()
    return text.hasPrefix("http://") || text.hasPrefix("https://")
  }

  /// Rejects what is meant as an address but has no scheme, or another one.
  private static func verify(_ names: [String], _ options: ConfigurationOptions) throws {
    // A name of a source has no slash, and without a configuration there are no names.
    let isUnconfigured = options.config == nil && !options.loader.hasDefaultFile
    let text = names.first { $0.contains("/") || isUnconfigured && $0.contains(".") }
    guard let text else { return }
    let hint = text.contains("://") ? "" : ": did you mean “https://\(text)”?"
    throw CommandError(
      Terminal.safe("“\(text)” is no name of a source, and no address with http or https\(hint)"),
      .usage)
  }

  /// Returns a configuration with a ledger and a spool of its own, which no service locks.
  private static func unconfigured(_ options: ConfigurationOptions) throws -> Configuration {
    do {
      return try options.loader.defaultConfiguration().adHoc
    } catch {
      throw CommandError(error.diagnostics.map(\.message).joined(separator: "; "), .configuration)
    }
  }

  /// Returns a name for an address: its host and path with a short hash.
  static func name(for address: WebURL) -> String {
    let words = (address.host + address.path).lowercased().split { character in
      !(character.isASCII && (character.isLetter || character.isNumber))
    }
    let slug = words.filter { $0 != "www" }.joined(separator: "-").prefix(40)
    let hash = StableHash.of(address.string) & 0xFFFFF
    return slug + "-" + String(hash, radix: 36)
  }

  func printLocations(after report: OnceReport) {
    guard isUnconfigured, !report.spooled.isEmpty || OnceCommand.isInteractive else { return }
    Output.errorLine("spool   \(configuration.spoolPath)/new", level: .notice)
    Output.errorLine("ledger  \(configuration.ledgerPath)", level: .notice)
  }
}
