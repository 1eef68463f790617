import Foundation
import Glibc
import Testing

@testable import ledewatch

@Suite struct LineReaderTests {
  /// Returns the lines of a text that comes through a pipe.
  private func lines(of text: String, maximumBytes: Int) -> [LineReader.Line] {
    let pipe = Pipe()
    let writer = pipe.fileHandleForWriting
    Thread.detachNewThread {
      writer.write(Data(text.utf8))
      try? writer.close()
    }
    var reader = LineReader(pipe.fileHandleForReading.fileDescriptor, maximumBytes: maximumBytes)
    var lines: [LineReader.Line] = []
    while let line = reader.next() { lines.append(line) }
    return lines
  }

  private func whole(_ text: String) -> LineReader.Line { .whole(Array(text.utf8)) }

  @Test(arguments: [
    ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\n\nb", ["a", "", "b"]),
  ])
  func `Lines end with a newline or with the file`(text: String, expected: [String]) {
    #expect(lines(of: text, maximumBytes: 10) == expected.map(whole))
  }

  @Test func `A line that is too long is skipped, and the next ones are read`() {
    let long = String(repeating: "x", count: 300_000)
    let beginning = LineReader.Line.tooLong(beginning: Array(long.utf8.prefix(1024)))
    #expect(
      lines(of: "a\n\(long)\nb\n\(long)", maximumBytes: 200_000) == [
        whole("a"), beginning, whole("b"), beginning,
      ])
    #expect(lines(of: "\(long)\nb", maximumBytes: 300_000) == [whole(long), whole("b")])
    #expect(
      lines(of: "12345\n123456\n", maximumBytes: 5) == [
        whole("12345"), .tooLong(beginning: Array("123456".utf8)),
      ])
  }

  @Test(arguments: [
    (#"{"id":"a,b","html":"xxx"#, #""a,b""#), (#"{"id": 7, "html": "x"#, "7"),
    (#"{"html":"x","id":7"#, nil), ("xxxx,", nil), ("", nil),
  ])
  func `The id of a long request is known if it is the first member`(text: String, id: String?) {
    let found = Batch.id(in: Array(text.utf8)).map {
      String(decoding: $0.serialized(.line).dropLast(), as: UTF8.self)
    }
    #expect(found == id)
  }
}
