import Spool
import Testing

@testable import ledewatch

@Suite struct JSONLinesWriterTests {
  @Test func `A record has one line, and the same members`() throws {
    var document = EntryDocument(id: "a")
    document.contentText = "one\n  two \u{2028} \"three\""
    let line = JSONLinesWriter.line(document.bytes)
    #expect(line.filter { $0 == 10 }.count == 1 && line.last == 10)
    let decoded = try EntryDocument(decoding: line)
    #expect(try decoded == EntryDocument(decoding: document.bytes))
  }
}
