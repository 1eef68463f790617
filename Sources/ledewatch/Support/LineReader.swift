import Glibc

/// A reader of the lines of a file descriptor that never holds more of a line than a maximum.
struct LineReader {
  enum Line: Equatable {
    /// A line without its newline.
    case whole([UInt8])
    /// The beginning of a line that is longer than the maximum; the rest was skipped.
    case tooLong(beginning: [UInt8])
  }

  /// The number of bytes that are kept of a line that is too long.
  static let beginning = 1024

  private let descriptor: Int32
  private let maximumBytes: Int
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  /// The bytes of the buffer that were read, but not returned.
  private var unread = 0..<0

  init(_ descriptor: Int32 = STDIN_FILENO, maximumBytes: Int) {
    self.descriptor = descriptor
    self.maximumBytes = maximumBytes
  }

  /// Returns the next line; nil at the end, and after an error of the file.
  mutating func next() -> Line? {
    var line: [UInt8] = []
    var isTooLong = false
    while true {
      guard !unread.isEmpty || fill() else {
        return line.isEmpty ? nil : isTooLong ? .tooLong(beginning: line) : .whole(line)
      }
      let end = newline
      let part = buffer[unread.lowerBound..<(end ?? unread.upperBound)]
      if !isTooLong, part.count > maximumBytes - line.count {
        isTooLong = true
        // A new array, so that the memory of the line is released.
        line = Array(
          (line.prefix(LineReader.beginning) + part.prefix(LineReader.beginning))
            .prefix(LineReader.beginning))
      }
      if !isTooLong { line += part }
      unread = (end.map { $0 + 1 } ?? unread.upperBound)..<unread.upperBound
      if end != nil { return isTooLong ? .tooLong(beginning: line) : .whole(line) }
    }
  }

  /// The index of the first newline that was not returned.
  private var newline: Int? {
    buffer.withUnsafeBytes { bytes in
      memchr(bytes.baseAddress! + unread.lowerBound, 0x0A, unread.count).map {
        UnsafeRawPointer($0) - bytes.baseAddress!
      }
    }
  }

  /// Reads more bytes. Returns false at the end.
  private mutating func fill() -> Bool {
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress!, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      unread = 0..<count
      return true
    }
  }
}
