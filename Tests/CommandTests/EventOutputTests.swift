import Basics
import Foundation
import Glibc
import Logging
import Synchronization
import TestSupport
import Testing

@testable import ledewatch

@Suite struct EventOutputTests {
  /// The command does the same in `ProcessSetup`.
  init() { signal(SIGPIPE, SIG_IGN) }

  private static func pipe() -> (reader: Int32, writer: Int32) {
    var ends: [Int32] = [0, 0]
    precondition(Glibc.pipe(&ends) == 0)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static let line = [UInt8](repeating: 0x78, count: 99_999) + [0x0A]

  @Test func `A reader that stalls loses lines above a bound, is reported once, and gets the rest`()
    async throws
  {
    let (reader, writer) = EventOutputTests.pipe()
    let log = MessageLog()
    let output = EventOutput(
      to: writer, maximumPendingBytes: 250_000, log: log.logger, onClose: {})
    for _ in 0..<5 { output.write(EventOutputTests.line) }
    #expect(
      log.messages == [
        "error: the reader of standard output does not read; events are left out until it does"
      ])
    let text = try read(reader, bytes: 200_000)
    output.finish(within: .seconds(60))
    #expect(text.split(separator: 0x0A).count == 2)
    #expect(log.messages.last == "notice: resolved: the reader of standard output reads again")
    #expect(log.leftOut == "3")
    output.write([0x79, 0x0A])
    #expect(try read(reader, bytes: 2) == [0x79, 0x0A])
    #expect(log.messages.count == 2)
    close(reader)
    close(writer)
  }

  @Test func `The end of the reader is reported once, and further lines are left out`() {
    let (reader, writer) = EventOutputTests.pipe()
    close(reader)
    let closings = Mutex(0)
    let log = MessageLog()
    let output = EventOutput(to: writer, log: log.logger) { closings.withLock { $0 += 1 } }
    for _ in 0..<3 { output.write([0x79, 0x0A]) }
    output.finish(within: .seconds(60))
    #expect(closings.withLock { $0 } == 1)
    #expect(log.messages == [])
    close(writer)
  }

  @Test func `A full disk is an error`() throws {
    let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
    try #require(full >= 0)
    let log = MessageLog()
    let output = EventOutput(to: full, log: log.logger, onClose: {})
    output.write([0x79, 0x0A])
    output.finish(within: .seconds(60))
    #expect(log.messages == ["error: cannot write to standard output: no space left on device"])
    close(full)
  }

  private func read(_ descriptor: Int32, bytes count: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < count {
      let got = Glibc.read(descriptor, &buffer, buffer.count)
      try #require(got > 0)
      bytes += buffer.prefix(got)
    }
    return bytes
  }
}

/// The messages of a log, kept in memory.
private final class MessageLog: Sendable {
  private let kept = Locked<[(message: String, leftOut: String?)]>([])
  var messages: [String] { kept.withLock { $0.map(\.message) } }
  var leftOut: String? { kept.withLock { $0.last?.leftOut } }
  var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

  private struct Handler: LogHandler {
    let log: MessageLog
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let leftOut = event.metadata?["left_out"].map { "\($0)" }
      log.kept.withLock { $0.append(("\(event.level): \(event.message)", leftOut)) }
    }
  }
}
