import Foundation
import Testing

@testable import ledewatch

@Suite struct OutputTests {
  @Test func `The first line of an error is red on a terminal, and that of a warning yellow`() {
    let style = TerminalStyle(width: 80, isColored: true, isTerminal: true)
    #expect(Output.text("a\u{1B}[2J\nb", .error, style) == "\u{1B}[31ma[2J\u{1B}[0m\nb")
    #expect(Output.text("a", .warning, style) == "\u{1B}[33ma\u{1B}[0m")
    #expect(Output.text("a", .notice, style) == "a")
    let file = TerminalStyle(width: 200, isColored: false)
    #expect(Output.text("a\nb", .error, file) == "a\nb")
  }

  @Test func `A message that is longer than the terminal is wide continues between words`() {
    let style = TerminalStyle(width: 40, isColored: true, isTerminal: true)
    #expect(
      Output.text("nothing is owed, and no delivery is pending or parked", .error, style)
        == "\u{1B}[31mnothing is owed, and no delivery is\u{1B}[0m\n\u{1B}[31m  pending or parked\u{1B}[0m"
    )
    let file = TerminalStyle(width: 40, isColored: false)
    let text = String(repeating: "word ", count: 20)
    #expect(Output.text(text, .error, file) == text)
  }

  @Test func `Long records of several tasks are written one after the other`() async throws {
    let pipe = Pipe()
    let writer = pipe.fileHandleForWriting.fileDescriptor
    // A pipe takes 64 KiB at once.
    let records = (0..<4).map { [UInt8](repeating: 0x61 + $0, count: 300_000) + [0x0A] }
    // Writers block the threads of tasks, so that the reader has its own.
    async let received = withCheckedContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(returning: pipe.fileHandleForReading.readDataToEndOfFile())
      }
    }
    await withTaskGroup { group in
      for record in records {
        group.addTask { #expect(Output.send(record, to: writer)) }
      }
    }
    try pipe.fileHandleForWriting.close()
    let lines = await received.split(separator: 0x0A)
    #expect(Set(lines.map { Array($0) + [0x0A] }) == Set(records))
  }
}
