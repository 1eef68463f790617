import Foundation
import Glibc
import Spool

/// Standard output and standard error as bytes: data on the first, words for people on the second.
enum Output {
  /// Writes to standard output; a reader that went away ends the program quietly, as `head` expects.
  static func write(_ bytes: [UInt8]) {
    guard send(bytes, to: STDOUT_FILENO) else {
      let code = errno
      if code == EPIPE { exit(0) }
      complain("ledewatch: standard output: \(String(cString: strerror(code)))")
      exit(74)
    }
  }

  static func write(_ text: String) { write(Array(text.utf8)) }

  static func line(_ text: String) { write(Array((text + "\n").utf8)) }

  /// Writes a record as JSON: indented on a terminal, and else on one line, so that the output of
  /// several records has one per line.
  static func json(_ record: JSON) {
    write(record.serialized(isatty(STDOUT_FILENO) == 1 ? .pretty : .line))
  }

  /// Writes a value as a JSON record with keys in snake_case.
  /// - Parameter kind: the value of the first member, `kind`, if records of several kinds are written.
  static func json(_ record: some Encodable, kind: String? = nil) throws {
    let record = try JSON(encoding: record)
    json(kind.map { .object([("kind", .string($0))] + record.members) } ?? record)
  }

  /// Writes a line to standard error; where that is closed there is nobody to tell.
  static func complain(_ text: String) {
    _ = send(Array((text + "\n").utf8), to: STDERR_FILENO)
  }

  private static func send(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let n = Glibc.write(descriptor, buffer.baseAddress! + done, buffer.count - done)
        if n < 0 {
          if errno == EINTR { continue }
          return false
        }
        done += n
      }
      return true
    }
  }
}
