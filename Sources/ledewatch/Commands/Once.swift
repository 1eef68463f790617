import ArgumentParser
import Foundation
import Ledger
import News
import ServiceLifecycle
import Settings
import Spool
import Watch
import WebURL

struct Once: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look at every source once, deliver, and end.",
    discussion: """
      Writes a line for each new article and nothing when there is none, so that cron's mail is \
      the notification. With an address instead of names it works without a configuration; what it \
      finds is kept below the XDG state directory.
      """)

  @OptionGroup var options: ConfigurationOptions

  @Flag(name: .long, help: "Override back-off, Retry-After, retry pauses and cached robots.txt.")
  var force = false

  @Argument(help: "Names of sources, or the address of a listing.")
  var what: [String] = []

  mutating func run() async throws {
    let plan = try OncePlan(what, options: options)
    let log = StandardErrorLog.logger(level: options.verbose ? .debug : .warning)
    let watcher = Watcher(plan.configuration, dependencies: .ofProcess(log: log)) { event in
      if case .spooled(let article) = event { Output.line(Once.line(for: article)) }
    }
    let (names, force) = (plan.names, force)
    let work = Task { try await watcher.once(names: names, force: force) }
    let told = ReportedError(directory: plan.configuration.statePath)
    do {
      let report = try await Signals.heeded {
        work.cancel()
      } during: {
        try await work.value
      }
      plan.tellPlace(after: report)
      tell(report, told)
      if report.exitStatus != 0 { throw ExitCode(report.exitStatus) }
    } catch is CancellationError {
      // Told to stop: what was fetched is kept.
    } catch let held as LedgerLockedError where held.isOnce && !Once.isWatched {
      // The run before is still at it; that is no news to anybody.
      throw ExitCode.temporaryFailure
    } catch {
      guard told.isToBeTold(error) || Once.isWatched else { throw sysexit(error) }
      try await withLedgerFaultsTold { throw error }
    }
  }

  /// A person sees what is said.
  private static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

  /// What a fault ends the process with that is not told again.
  private func sysexit(_ error: any Error) -> any Error {
    switch error {
    case is LedgerLockedError: ExitCode.temporaryFailure
    case is SpoolError: ExitCode.cannotCreate
    case is LedgerError: ExitCode.inputOutput
    default: error
    }
  }

  static func line(for article: SpooledArticle) -> String {
    let words = article.headline ?? article.lede ?? article.address
    let text = article.revision > 1 ? "revised: \(words)" : words
    return [
      article.date ?? "undated", article.source, Terminal.safe(text, width: 110), article.path,
    ].joined(separator: "  ")
  }

  /// What the log has not said: it names a failure when it begins, a person wants it named now.
  private func tell(_ report: OnceReport, _ told: ReportedError) {
    if let fault = report.error {
      if told.isToBeTold(fault) || Once.isWatched {
        Output.complain("ledewatch: " + Terminal.safe("\(fault)"))
      }
    } else if let over = told.end() {
      Output.complain("ledewatch: over: " + Terminal.safe(over))
    }
    guard Once.isWatched else { return }
    for failure in report.failures where !failure.isFirst {
      let words = "\(failure.source): \(failure.stage): \(failure.reason) (\(failure.address))"
      Output.complain("ledewatch: " + Terminal.safe(words))
    }
  }
}

/// What one run of `once` is to look at.
struct OncePlan {
  var configuration: Configuration
  var names: [String]
  /// Whether it works without a configuration file.
  var isUnconfigured = false

  init(_ what: [String], options: ConfigurationOptions) throws {
    let addresses = what.filter { $0.hasPrefix("http://") || $0.hasPrefix("https://") }
    guard let given = addresses.first else {
      configuration = try options.read(warns: isatty(STDERR_FILENO) == 1)
      names = what
      return
    }
    guard what.count == 1 else {
      throw ValidationError("one address by itself, or names of sources")
    }
    guard let address = WebURL(given) else {
      throw CommandError("\(Terminal.safe(given)): not an http or https address", .usage)
    }
    if options.config != nil {
      configuration = try options.read(warns: isatty(STDERR_FILENO) == 1)
      if let source = configuration.sources.first(where: { $0.url == address }) {
        names = [source.name]
        return
      }
    } else {
      configuration = try OncePlan.unconfigured(options)
    }
    var source = Source(name: OncePlan.name(for: address), url: address)
    // Whoever asks for one page wants to see what is on it.
    source.intake.firstRound = .notify
    configuration.sources = [source]
    names = []
    isUnconfigured = options.config == nil
  }

  /// Its own ledger, so that neither the service nor its user stands in the way.
  private static func unconfigured(_ options: ConfigurationOptions) throws -> Configuration {
    var loader = options.loader
    loader.isService = false
    do {
      var configuration = try loader.defaultConfiguration()
      configuration.statePath += "/once"
      configuration.spoolPath = configuration.statePath + "/spool"
      return configuration
    } catch {
      throw CommandError(error.diagnostics.map(\.message).joined(separator: "; "), .configuration)
    }
  }

  /// A name for an address: its host and path, with a short sum that tells like ones apart.
  static func name(for address: WebURL) -> String {
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in address.string.utf8 { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let words = (address.host + address.path).lowercased().split { character in
      !(character.isASCII && (character.isLetter || character.isNumber))
    }
    let slug = words.filter { $0 != "www" }.joined(separator: "-").prefix(40)
    return slug + "-" + String(sum & 0xFFFFF, radix: 36)
  }

  func tellPlace(after report: OnceReport) {
    guard isUnconfigured, !report.spooled.isEmpty || isatty(STDERR_FILENO) == 1 else { return }
    Output.complain("spool   \(configuration.spoolPath)/new")
    Output.complain("ledger  \(configuration.ledgerPath)")
  }
}
