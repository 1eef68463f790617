import Glibc

/// Why a file could not be read, as a person is told it.
struct FileError: Error, CustomStringConvertible {
  var path: String
  var code: Int32

  var description: String { "\(Terminal.safe(path)): \(String(cString: strerror(code)))" }
}

enum Files {
  /// A page that is larger than this is read no further.
  static let limit = 512 << 20

  /// The bytes of a file, or of standard input for `-`.
  static func read(_ path: String) throws(FileError) -> [UInt8] {
    if path == "-" { return try read(from: STDIN_FILENO, path: "standard input") }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
    defer { close(descriptor) }
    return try read(from: descriptor, path: path)
  }

  private static func read(from descriptor: Int32, path: String) throws(FileError) -> [UInt8] {
    var information = stat()
    let known = fstat(descriptor, &information) == 0 ? Int(information.st_size) : 0
    // One byte more than the file's size, so that a single further read sees its end.
    var capacity = min(max(known + 1, 1 << 14), limit)
    var bytes: [UInt8] = []
    var failure: Int32 = 0
    while true {
      let (have, more) = (bytes, capacity - bytes.count)
      bytes = []
      var ended = false
      bytes = [UInt8](unsafeUninitializedCapacity: have.count + more) { buffer, count in
        have.withUnsafeBufferPointer { old in
          if let base = old.baseAddress {
            buffer.baseAddress!.update(from: base, count: old.count)
          }
        }
        count = have.count
        while count < buffer.count {
          let n = Glibc.read(descriptor, buffer.baseAddress! + count, buffer.count - count)
          if n < 0 {
            if errno == EINTR { continue }
            failure = errno
          }
          if n <= 0 {
            ended = true
            break
          }
          count += n
        }
      }
      guard failure == 0 else { throw FileError(path: path, code: failure) }
      if ended || bytes.count >= limit { return bytes }
      capacity = min(capacity * 2, limit)
    }
  }
}
