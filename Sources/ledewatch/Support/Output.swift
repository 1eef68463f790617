import Foundation
import Glibc

/// Standard output, which receives data, and standard error, which receives messages.
enum Output {
  /// Writes to standard output. If the reader has closed the pipe, as `head` does, the program ends.
  static func write(_ bytes: [UInt8]) {
    guard send(bytes, to: STDOUT_FILENO) else {
      let code = errno
      if code == EPIPE { exit(0) }
      errorLine("ledewatch: cannot write to standard output: \(FileError.reason(code))")
      exit(74)
    }
  }

  static func write(_ text: String) { write(Array(text.utf8)) }

  static func line(_ text: String) { write(Array((text + "\n").utf8)) }

  /// Writes a value as one JSON object, for programs and people alike.
  static func json(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    write(Array(try encoder.encode(value)))
    line("")
  }

  /// Writes a line to standard error. Errors are ignored, because they cannot be reported.
  static func errorLine(_ text: String) {
    _ = send(Array((text + "\n").utf8), to: STDERR_FILENO)
  }

  private static func send(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
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
