import Testing

@testable import Web

@Suite struct MailReplyParserTests {
  private func replies(_ lines: String...) -> [MailReply] {
    var parser = MailReplyParser()
    return lines.compactMap { parser.add(Array($0.utf8)) }
  }

  @Test func `A reply has one line or more`() {
    #expect(replies("250 ok\r\n") == [MailReply(code: 250, text: "ok")])
    #expect(replies("250\r\n") == [MailReply(code: 250, text: "")])
    #expect(replies("550-no\r\n", "550 luck\r\n").map(\.description) == ["550 no luck"])
  }

  @Test func `Hostile lines are cut, cleaned or ignored`() {
    #expect(replies("hello\r\n", "2x0 a", "", "25") == [])
    #expect(replies("550 a\u{1B}]0;x\u{7}b\u{202E}c\r\n")[0].text == "a]0;xbc")
    var parser = MailReplyParser()
    for _ in 0..<100_000 { _ = parser.add(Array("250-\(String(repeating: "x", count: 90))".utf8)) }
    #expect(parser.add(Array("250 end".utf8))?.text.count == 300)
  }
}
