import Basics
import Testing

@testable import ledewatch

@Suite struct MailboxWriterTests {
  @Test func `Lines that begin like a mail are quoted`() {
    let message = Array("From a\n>From b\nfrom c\n\nFromage\n".utf8)
    let quoted = String(decoding: MailboxWriter.quoted(message), as: UTF8.self)
    #expect(quoted == ">From a\n>>From b\nfrom c\n\nFromage\n")
  }

  @Test func `Each mail begins with its time in UTC`() {
    let time = Timestamp(secondsSinceEpoch: 1_772_532_900)
    #expect(MailboxWriter.time(time) == "Tue Mar  3 10:15:00 2026")
  }
}
