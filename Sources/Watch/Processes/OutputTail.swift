import Subprocess

/// The last bytes of the output of a process.
struct OutputTail: Sendable {
  static let maximumBytes = 8 << 10
  private var bytes: [UInt8] = []

  mutating func append(_ more: UnsafeRawBufferPointer) {
    bytes += more.suffix(OutputTail.maximumBytes)
    if bytes.count > 4 * OutputTail.maximumBytes {
      bytes.removeFirst(bytes.count - OutputTail.maximumBytes)
    }
  }

  /// Reads an output until all writers have closed it or the process has ended. Children left
  /// behind may keep it open longer than the process lives.
  static func collect(_ output: SubprocessOutputSequence) async -> OutputTail {
    var tail = OutputTail()
    do {
      for try await buffer in output { buffer.withUnsafeBytes { tail.append($0) } }
    } catch {}
    return tail
  }

  /// The output as text without control characters except newlines and tabs.
  var text: String {
    let scalars = String(decoding: bytes.suffix(OutputTail.maximumBytes), as: UTF8.self)
      .unicodeScalars
    return String(
      String.UnicodeScalarView(
        scalars.filter {
          $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control
        }))
  }
}
