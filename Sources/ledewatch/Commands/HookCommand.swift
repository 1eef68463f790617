import ArgumentParser
import Basics
import Foundation
import Ledger
import Notifications
import Settings
import Spool
import Watch

struct HookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook",
    abstract: "Work with hooks.",
    subcommands: [HookTestCommand.self])
}

struct HookTestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Call a hook once, with a sample or an entry of the spool.",
    discussion: """
      Nothing is recorded, and a failed call is not repeated. Works while the service runs. The exit \
      code is 0 if the hook accepted the record, and 1 if it did not. A hook with 'digest' or \
      'deliver: batch' receives a message as for several entries, also outside of its times. Of a hook \
      that writes feeds, only the directory is tested.

      Examples:
        ledewatch hook test mail
        ledewatch hook test mail --event source-broken
        ledewatch hook test digest --count 5
      """)

  @OptionGroup var options: ConfigurationOptions

  @Option(
    name: .long, help: "The name or the path of an entry to deliver instead of a sample.",
    completion: .directory)
  var entry: String?

  @Option(name: .long, help: "The event of the sample.")
  var event = EventKind.new

  @Option(name: .long, help: "Send this number of samples as one message, 1 to 1000.")
  var count: Int?

  @Argument(help: "The name of the hook.", completion: .hookNames)
  var name: String

  mutating func run() async throws {
    let configuration = try options.load(printsWarnings: false)
    guard let hook = configuration.hooks.first(where: { $0.name == name }) else {
      throw CommandError(Terminal.safe(unknownHook(configuration.hooks.map(\.name))), .usage)
    }
    if count != nil, !hook.joinsEntries {
      throw CommandError(
        "--count: the hook “\(hook.name)” receives one entry at a time; leave out --count", .usage)
    }
    if let feeds = hook.target.feeds { return try verify(feeds) }
    let log = StandardErrorLog.logger(level: options.verbose ? .debug : .warning)
    let dependencies = Dependencies.ofProcess(log: log)
    let key = "test-\(String(UInt64.random(in: .min ... .max), radix: 36))-\(hook.name)"
    let outcome =
      if count != nil || hook.timing.joinsAll {
        await dependencies.runJoinedHook(hook, try digest(configuration, key: key), 1)
      } else {
        try await call(hook, configuration, key: key, dependencies)
      }
    let text = Terminal.safe("\(outcome)", width: 300)
    let time = "\((outcome.duration.seconds * 1000).rounded() / 1000) s"
    guard outcome.isDelivered else {
      throw CommandError("hook “\(hook.name)”: not delivered: \(text) (\(time))", .failure)
    }
    Output.line("hook “\(hook.name)”: delivered: \(text) (\(time))")
  }

  /// Returns the message about a name that no hook has, with those that exist.
  private func unknownHook(_ known: [String]) -> String {
    let hint =
      closestMatch(to: name, among: known).map { "did you mean “\($0)”?" }
      ?? (known.isEmpty
        ? "no hooks are configured" : "the hooks are " + known.joined(separator: ", "))
    return "there is no hook named “\(name)”; \(hint)"
  }

  private func call(
    _ hook: Hook, _ configuration: Configuration, key: String, _ dependencies: Dependencies
  ) async throws -> HookOutcome {
    let (record, path) = try record(configuration)
    let environment = HookEnvironment(record: record, entry: path, attempt: 1, delivery: key)
    guard var environment else {
      throw CommandError("the record of the entry cannot be decoded", .badData)
    }
    environment.at = SystemClock().timestamp
    return await dependencies.runHook(hook, record, environment)
  }

  /// Returns a message with several samples, or with the entry.
  private func digest(_ configuration: Configuration, key: String) throws -> EventDigest {
    let records =
      if entry != nil {
        [try record(configuration).bytes]
      } else {
        (1...(count ?? 1)).map { SampleRecord(event, configuration, number: $0).bytes }
      }
    let now = SystemClock().timestamp
    let events = try records.enumerated().map { index, record in
      guard let document = try? EntryDocument(decoding: record) else {
        throw CommandError("the record of the entry cannot be decoded", .badData)
      }
      return Event(
        kind: document.details.event ?? event, source: document.details.source ?? "sample",
        deliveryKey: "\(key)-\(index)", at: now, record: record)
    }
    return EventDigest(key: key, at: now, events: events)
  }

  func validate() throws {
    guard let count else { return }
    guard (1...LedgerStore.maximumBatchCount).contains(count) else {
      throw ValidationError("--count must be from 1 to \(LedgerStore.maximumBatchCount)")
    }
    guard entry == nil else { throw ValidationError("--count and --entry exclude each other") }
  }

  /// Tests the directory of feeds. Readers would keep a sample that was in a feed.
  private func verify(_ feeds: FeedSettings) throws {
    do {
      try FeedDirectory(feeds.directory).verifyWritable()
    } catch {
      throw CommandError(
        "hook “\(name)”: cannot \(error.stage.rawValue) \(error.path): \(error.reason)", .failure)
    }
    Output.line(
      "hook “\(name)”: a file was written to \(Terminal.safe(feeds.directory)) and removed; the feeds are "
        + "unchanged")
  }

  /// Returns the record, and the path of its entry.
  private func record(_ configuration: Configuration) throws -> (bytes: [UInt8], path: String) {
    guard let entry else { return (SampleRecord(event, configuration).bytes, "") }
    let places = ["new", "cur"].map { "\(configuration.spoolPath)/\($0)/\(entry)" }
    for path in (entry.contains("/") ? [entry] : places) {
      let file = path.hasSuffix("/article.json") ? path : path + "/article.json"
      guard FileManager.default.fileExists(atPath: file) else { continue }
      let bytes = try Files.read(file)
      return (bytes, URL(fileURLWithPath: file).deletingLastPathComponent().path)
    }
    throw CommandError("there is no entry “\(Terminal.safe(entry))” in the spool", .badData)
  }
}

extension Hook {
  /// Whether the hook can receive several entries as one message.
  fileprivate var joinsEntries: Bool {
    switch target {
    case .webhook(let webhook): webhook.template == nil
    case .program, .chat, .mail: true
    case .feed, .archive, .objects: false
    }
  }
}

extension EventKind: ExpressibleByArgument {}
