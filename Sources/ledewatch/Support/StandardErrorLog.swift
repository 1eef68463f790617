import Basics
import Foundation
import Glibc
import Logging

/// The log: records with fields in the journal if standard error is the journal, or else lines on
/// standard error. Control characters are removed.
struct StandardErrorLog: LogHandler {
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]

  init(level: Logger.Level) { logLevel = level }

  /// Returns the logger of a command.
  static func logger(level: Logger.Level) -> Logger {
    Logger(label: "ledewatch") { _ in StandardErrorLog(level: level) }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    LogDestination.current.write(
      LogRecord(
        level: event.level, message: "\(event.message)",
        metadata: metadata.merging(event.metadata ?? [:]) { $1 }, time: SystemClock().timestamp))
  }
}

/// The destination of the log and of the messages of commands.
enum LogDestination: Sendable {
  /// Standard error, as lines of text. For the journal they begin with a priority `<N>` (sd-daemon(3)).
  case text(hasPriority: Bool)
  /// Standard error, as JSON objects.
  case json
  case journal(JournalSocket)

  private static let chosen = Locked<LogDestination?>(nil)

  /// The destination of this process.
  static var current: LogDestination {
    chosen.withLock { destination in
      if let destination { return destination }
      let isJournal = isJournal(ProcessInfo.processInfo.environment["JOURNAL_STREAM"])
      let found =
        isJournal
        ? JournalSocket().map(LogDestination.journal) ?? .text(hasPriority: true)
        : .text(hasPriority: false)
      destination = found
      return found
    }
  }

  /// Sets the format that the user has asked for.
  static func choose(_ format: LogFormat) {
    let isJournal = isJournal(ProcessInfo.processInfo.environment["JOURNAL_STREAM"])
    chosen.withLock { $0 = format == .json ? .json : .text(hasPriority: isJournal) }
  }

  func write(_ record: LogRecord) {
    switch self {
    case .json: Output.errorBytes(record.json)
    case .text(let hasPriority):
      let line = LogDestination.line(record, hasPriority)
      hasPriority ? Output.errorText(line) : Output.errorText(line, record.level)
    case .journal(let socket):
      if !socket.send(record) { Output.errorText(LogDestination.line(record, true)) }
    }
  }

  /// Writes a line of a command for its user. It begins with the name of the program, which only a
  /// terminal needs.
  func write(_ line: String, level: Logger.Level) {
    if case .text(hasPriority: false) = self { return Output.errorText(line, level) }
    let prefix = "ledewatch: "
    let message = line.hasPrefix(prefix) ? String(line.dropFirst(prefix.count)) : line
    write(LogRecord(level: level, message: message, time: SystemClock().timestamp))
  }

  private static func line(_ record: LogRecord, _ hasPriority: Bool) -> String {
    if hasPriority { return "<\(record.priority)>" + record.line }
    return (record.level >= .error ? "ledewatch: error: " : "ledewatch: ") + record.line
  }

  /// Returns whether standard error is the journal. JOURNAL_STREAM contains device and inode of the
  /// journal stream (systemd.exec(5)), from which standard error may have been redirected.
  private static func isJournal(_ stream: String?) -> Bool {
    guard let stream else { return false }
    var information = stat()
    guard fstat(STDERR_FILENO, &information) == 0 else { return false }
    return stream == "\(information.st_dev):\(information.st_ino)"
  }
}
