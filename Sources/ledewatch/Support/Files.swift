import Basics
import Foundation
import Glibc
import Web

/// The reason why a file cannot be read.
struct FileError: Error, Equatable, CustomStringConvertible {
  var path: String
  var code: Int32
  /// The reason if it is not that of the error code.
  var reason: String?

  var description: String {
    "cannot read \(Terminal.safe(path)): \(reason ?? FileError.reason(code))"
  }

  /// Whether the file is larger than allowed.
  var isTooLarge: Bool { code == EFBIG }

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
  /// The default of `page_limit`.
  static let maximumBytes = Bounds().maximumBodySize

  /// Returns the bytes of a file, or of standard input for `-`. Never holds more than about twice the
  /// maximum.
  /// - Parameter maximumBytes: The maximum number of bytes, `page_limit`.
  static func read(
    _ path: String, maximumBytes: Int = Files.maximumBytes
  ) throws(FileError) -> [UInt8] {
    if path == "-" { return try read(from: STDIN_FILENO, "standard input", maximumBytes) }
    let descriptor: Int32
    do { descriptor = try RegularFile.open(path) } catch {
      let reason = error.kind.map { "it is \($0), not a file; “-” stands for standard input" }
      throw FileError(path: path, code: error.errno, reason: reason)
    }
    defer { close(descriptor) }
    return try read(from: descriptor, path, maximumBytes)
  }

  private static func read(
    from descriptor: Int32, _ path: String, _ maximumBytes: Int
  ) throws(FileError) -> [UInt8] {
    var information = stat()
    let size = fstat(descriptor, &information) == 0 ? Int(information.st_size) : 0
    guard size <= maximumBytes else { throw tooLarge(path, maximumBytes) }
    // One byte more than the size of the file, so that the read that finds the end needs no growth;
    // and one more than the maximum, so that an excess is noticed.
    var capacity = min(max(size + 1, 1 << 14), maximumBytes + 1)
    var bytes: [UInt8] = []
    while true {
      let (grown, isAtEnd) = try reading(from: descriptor, path, after: bytes, upTo: capacity)
      bytes = grown
      guard bytes.count <= maximumBytes else { throw tooLarge(path, maximumBytes) }
      if isAtEnd { return bytes }
      capacity = min(capacity * 2, maximumBytes + 1)
    }
  }

  /// Returns the bytes so far and those that follow, up to a count, and whether the file has ended.
  private static func reading(
    from descriptor: Int32, _ path: String, after previous: [UInt8], upTo capacity: Int
  ) throws(FileError) -> (bytes: [UInt8], isAtEnd: Bool) {
    var errorCode: Int32 = 0
    var isAtEnd = false
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      previous.withUnsafeBufferPointer { old in
        if let base = old.baseAddress { buffer.baseAddress!.update(from: base, count: old.count) }
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
    return (bytes, isAtEnd)
  }

  private static func tooLarge(_ path: String, _ maximumBytes: Int) -> FileError {
    FileError(
      path: path, code: EFBIG, reason: "larger than page_limit, \(Measure.size(maximumBytes))")
  }
}
