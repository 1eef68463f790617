import Foundation
import Glibc
import Logging

/// The log on standard error, one line per message. If standard error is the journal, lines have a
/// priority `<N>` (sd-daemon(3)). Control characters are removed.
struct StandardErrorLog: LogHandler {
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]
  let isJournal: Bool

  init(level: Logger.Level, environment: [String: String] = ProcessInfo.processInfo.environment) {
    logLevel = level
    isJournal = StandardErrorLog.isJournal(environment["JOURNAL_STREAM"])
  }

  /// Returns the logger of a command.
  static func logger(level: Logger.Level) -> Logger {
    Logger(label: "ledewatch") { _ in StandardErrorLog(level: level) }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }
    Output.errorLine(prefix(event.level) + StandardErrorLog.line(message: "\(event.message)", all))
  }

  /// Returns the line `source: stage: message: reason`, followed by the other metadata as `key=value`.
  static func line(message: String, _ metadata: Logger.Metadata) -> String {
    var rest = metadata
    var head = ""
    for key in ["source", "stage"] {
      if let value = rest.removeValue(forKey: key) { head += "\(value): " }
    }
    var tail = rest.removeValue(forKey: "reason").map { ": \($0)" } ?? ""
    for (key, value) in rest.sorted(by: { $0.key < $1.key }) { tail += " \(key)=\(value)" }
    return Terminal.safe(head + message + tail, width: 2000)
  }

  private func prefix(_ level: Logger.Level) -> String {
    guard isJournal else { return level >= .error ? "ledewatch: error: " : "ledewatch: " }
    return switch level {
    case .trace, .debug: "<7>"
    case .info: "<6>"
    case .notice: "<5>"
    case .warning: "<4>"
    case .error: "<3>"
    case .critical: "<2>"
    }
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
