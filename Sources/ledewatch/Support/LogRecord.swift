import Basics
import Dates
import Foundation
import Logging
import Spool
import Watch

/// A record of the log, and its forms. Text from pages is on one line and bounded in each of them.
struct LogRecord {
  var level: Logger.Level
  var message: String
  /// `source`, `stage`, `reason`, `address`, `id`, `status`, `kind` and others.
  var metadata: Logger.Metadata = [:]
  var time: Timestamp

  /// The maximum number of characters of a line, a message or a value.
  static let maximumLength = 2000

  private var kind: LogKind? {
    metadata[LogKind.metadataKey].flatMap { LogKind(rawValue: "\($0)") }
  }

  private static func bounded(_ text: String, _ length: Int = maximumLength) -> String {
    Terminal.safe(text, width: length)
  }
}

// MARK: - Text

extension LogRecord {
  /// The line `source: stage: message: reason`, followed by the other metadata as `key=value`.
  var line: String {
    var rest = metadata
    rest[LogKind.metadataKey] = nil
    var head = ""
    for key in ["source", "stage"] {
      guard let value = rest.removeValue(forKey: key), !message.hasPrefix("\(value) ") else {
        continue
      }
      head += "\(value): "
    }
    var tail = rest.removeValue(forKey: "reason").map { ": \($0)" } ?? ""
    for (key, value) in rest.sorted(by: { $0.key < $1.key }) where !isStated("\(value)") {
      tail += " \(key)=\(value)"
    }
    return LogRecord.bounded(head + message + tail)
  }

  /// Whether the message contains a value already. A short one may be there by chance.
  private func isStated(_ value: String) -> Bool { value.count > 3 && message.contains(value) }

  /// The priority of syslog(3).
  var priority: Int {
    switch level {
    case .trace, .debug: 7
    case .info: 6
    case .notice: 5
    case .warning: 4
    case .error: 3
    case .critical: 2
    }
  }
}

// MARK: - JSON

extension LogRecord {
  /// The record as one JSON object on one line, which ends with a newline.
  var json: [UInt8] {
    var members: [(name: String, value: JSON)] = [
      ("time", .string(timeText)), ("level", .string(level.rawValue)),
      ("message", .string(LogRecord.bounded(message))),
    ]
    for (name, value) in namedMetadata where !["time", "level", "message"].contains(name) {
      members.append((name, .string(LogRecord.bounded(value))))
    }
    return JSON.object(members).serialized(.line)
  }

  /// The time in UTC with milliseconds: `2026-03-14T10:15:00.250Z`.
  private var timeText: String {
    let seconds = time.secondsSinceEpoch.rounded(.down)
    let milliseconds = Int((time.secondsSinceEpoch - seconds) * 1000)
    return RFC3339.string(from: Timestamp(secondsSinceEpoch: seconds)).dropLast()
      + ".\(String(milliseconds + 1000).dropFirst())Z"
  }

  /// The metadata by name. Addresses are called `url`, as in all other JSON.
  private var namedMetadata: [(name: String, value: String)] {
    metadata.map { ($0.key == "address" ? "url" : $0.key, "\($0.value)") }
      .sorted { $0.0 < $1.0 }
  }
}

// MARK: - The journal

extension LogRecord {
  /// The record in the native protocol of the journal, with values of at most `length` characters.
  func journalFields(length: Int = maximumLength) -> [UInt8] {
    var bytes: [UInt8] = []
    func add(_ name: String, _ value: String) {
      JournalSocket.append(name, LogRecord.bounded(value, length), to: &bytes)
    }
    add("MESSAGE", line)
    add("PRIORITY", "\(priority)")
    add("SYSLOG_IDENTIFIER", "ledewatch")
    if let kind { add("MESSAGE_ID", kind.messageID) }
    for (name, value) in namedMetadata where name != LogKind.metadataKey {
      add("LEDEWATCH_" + name.uppercased(), value)
    }
    return bytes
  }
}
