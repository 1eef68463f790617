import Basics
import Foundation
import Glibc
import Logging
import Spool
import Watch

/// Standard output, which receives data, and standard error, which receives messages.
///
/// Text is written without control characters other than line breaks and tabs, because it may
/// come from a page, a file name or another program, and a terminal executes control sequences.
enum Output {
  /// Writes bytes that contain no control characters, such as JSON, to standard output. If the reader has closed the pipe, as `head` does, the program ends.
  static func write(_ bytes: [UInt8]) {
    guard send(bytes, to: STDOUT_FILENO) else {
      let code = errno
      if code == EPIPE { exit(0) }
      errorLine("ledewatch: cannot write to standard output: \(FileError.reason(code))")
      exit(74)
    }
  }

  static func write(_ text: String) { write(Array(Output.safe(text).utf8)) }

  static func line(_ text: String) { write(text + "\n") }

  /// Writes a line that contains color codes. All text in it was made safe before.
  static func styledLine(_ text: String) { write(Array((text + "\n").utf8)) }

  /// Returns the text without control characters other than line breaks and tabs.
  static func safe(_ text: String) -> String { text.strippingControlCharacters(keeping: "\n\t") }

  /// Writes a record as JSON: indented on a terminal, and else on one line, so that the output of
  /// several records has one per line.
  static func json(_ record: JSON) {
    write(record.serialized(isatty(STDOUT_FILENO) == 1 ? .pretty : .line))
  }

  /// Writes a record as one line of JSON, also on a terminal.
  static func record(_ record: JSON) { write(record.serialized(.line)) }

  /// Writes the record of an event as one line of JSON, also on a terminal.
  static func record(of event: WatchEvent) {
    guard let record = event.record(at: SystemClock().timestamp) else { return }
    self.record(record.json)
  }

  /// Writes a value as a JSON record with keys in snake_case.
  /// - Parameter kind: the value of the first member, `kind`, if records of several kinds are written.
  static func json(_ record: some Encodable, kind: String? = nil) throws {
    let record = try JSON(encoding: record)
    json(kind.map { .object([("kind", .string($0))] + record.members) } ?? record)
  }

  /// Writes a message of a command in the format of the log.
  static func errorLine(_ text: String, level: Logger.Level = .error) {
    LogDestination.current.write(text, level: level)
  }

  /// Writes a line to standard error. Errors are ignored, because they cannot be reported.
  static func errorText(_ text: String) { errorBytes(Array((Output.safe(text) + "\n").utf8)) }

  /// Writes lines to standard error, with the color of their level on a terminal.
  static func errorText(_ text: String, _ level: Logger.Level) {
    errorBytes(Array((Output.text(text, level, .ofStandardError) + "\n").utf8))
  }

  /// Returns lines without control characters, of which the first is red for an error and yellow for a
  /// warning. Lines that are longer than a terminal is wide continue on the next one, because a terminal
  /// would break words.
  static func text(_ text: String, _ level: Logger.Level, _ style: TerminalStyle) -> String {
    let lines = safe(text).split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    let color: TerminalStyle.Color? =
      level >= .error ? .red : level == .warning ? .yellow : nil
    return zip(lines.indices, lines).flatMap { index, line in
      wrapped(line, style).map { index == 0 ? style.colored($0, color) : $0 }
    }.joined(separator: "\n")
  }

  private static func wrapped(_ line: Substring, _ style: TerminalStyle) -> [String] {
    guard style.isTerminal, Terminal.columns(of: line) > style.width else { return [String(line)] }
    return style.wrapped(String(line), indent: line.prefix { $0 == " " }.count)
  }

  /// Writes bytes that contain no control characters to standard error.
  static func errorBytes(_ bytes: [UInt8]) { _ = send(bytes, to: STDERR_FILENO) }

  /// Rounds end at the same time, and a pipe takes a long record in parts.
  private static let (outputLock, errorLock) = (Locked(()), Locked(()))

  /// The display at the end of the terminal.
  private static let display = Locked<ProgressDisplay?>(nil)
  private static let isTerminal = isatty(STDOUT_FILENO) == 1

  /// Lets lines be written above a display; nil ends this.
  static func show(_ display: ProgressDisplay?) { self.display.withLock { $0 = display } }

  /// Clears the display before the process ends at once.
  static func clearDisplay() { display.withLock { $0 }?.end() }

  /// Writes bytes of the display itself to standard error.
  static func writeToTerminal(_ bytes: [UInt8]) { _ = sendDirectly(bytes, to: STDERR_FILENO) }

  /// Writes all bytes; those of another call are not written between them.
  /// - Returns: false if the bytes cannot be written; `errno` says why.
  static func send(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    guard descriptor == STDERR_FILENO || descriptor == STDOUT_FILENO && isTerminal,
      let display = display.withLock({ $0 })
    else { return sendDirectly(bytes, to: descriptor) }
    return display.interrupted { sendDirectly(bytes, to: descriptor) }
  }

  private static func sendDirectly(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    (descriptor == STDERR_FILENO ? errorLock : outputLock).withLock { _ in
      bytes.withUnsafeBytes { buffer in
        var written = 0
        while written < buffer.count {
          let count = Glibc.write(
            descriptor, buffer.baseAddress! + written, buffer.count - written)
          if count < 0 {
            if errno == EINTR { continue }
            return false
          }
          written += count
        }
        return true
      }
    }
  }
}
