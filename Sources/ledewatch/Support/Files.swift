import Foundation
import Glibc

/// The reason why a file cannot be read.
struct FileError: Error, Equatable, CustomStringConvertible {
  var path: String
  var code: Int32

  var description: String { "cannot read \(Terminal.safe(path)): \(FileError.reason(code))" }

  /// Returns the system's text for an error code, such as `permission denied`.
  static func reason(_ code: Int32) -> String {
    let text = String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  /// Returns the system's text for the error code behind an error of Foundation.
  static func reason(of error: any Error) -> String {
    let underlying = (error as? CocoaError)?.underlying ?? error
    guard let code = (underlying as? POSIXError)?.code else { return "unknown error" }
    return reason(code.rawValue)
  }
}

enum Files {
  /// The maximum number of bytes that are read; the rest of a larger file is ignored.
  static let maximumBytes = 512 << 20

  /// Returns the bytes of a file, or of standard input for `-`.
  static func read(_ path: String) throws(FileError) -> [UInt8] {
    if path == "-" { return try read(from: STDIN_FILENO, path: "standard input") }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
    defer { close(descriptor) }
    return try read(from: descriptor, path: path)
  }

  private static func read(from descriptor: Int32, path: String) throws(FileError) -> [UInt8] {
    var information = stat()
    let size = fstat(descriptor, &information) == 0 ? Int(information.st_size) : 0
    // One byte more than the size of the file, so that the read that finds the end needs no growth.
    var capacity = min(max(size + 1, 1 << 14), maximumBytes)
    var bytes: [UInt8] = []
    var errorCode: Int32 = 0
    while true {
      let previous = bytes
      bytes = []
      var isAtEnd = false
      bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        previous.withUnsafeBufferPointer { old in
          if let base = old.baseAddress {
            buffer.baseAddress!.update(from: base, count: old.count)
          }
        }
        count = previous.count
        while count < buffer.count {
          let readCount = Glibc.read(descriptor, buffer.baseAddress! + count, buffer.count - count)
          if readCount < 0 {
            if errno == EINTR { continue }
            errorCode = errno
          }
          if readCount <= 0 {
            isAtEnd = true
            break
          }
          count += readCount
        }
      }
      guard errorCode == 0 else { throw FileError(path: path, code: errorCode) }
      if isAtEnd || bytes.count >= maximumBytes { return bytes }
      capacity = min(capacity * 2, maximumBytes)
    }
  }
}
