import Basics
import Foundation
import Settings
import Testing

@testable import Notifications

@Suite struct MailMessageTests {
  private let mail = Mail(
    from: "ledewatch@example.org", to: ["ann@example.org", "bob@example.org"],
    by: .program(["sendmail"]))

  private func event(
    _ title: String = "Ferries", text: String = "The ferries sail again.", html: String? = nil,
    kind: EventKind = .new, revision: Int = 1
  ) throws -> Event {
    var record: [String: Any] = [
      "id": "a1", "url": "https://news.example/1?a=1&b=2", "title": title, "content_text": text,
      "authors": [["name": "Ann <ann@x>\r\nBcc: eve@x"]],
      "_ledewatch": ["version": 2, "event": kind.rawValue, "revision": revision],
    ]
    record["content_html"] = html
    return Event(
      kind: kind, source: "gazette", deliveryKey: "a1-r\(revision)-letters", at: 1_773_483_300,
      record: Array(try JSONSerialization.data(withJSONObject: record)))
  }

  private func text(_ event: Event, html: Bool = true) -> String {
    var mail = mail
    mail.hasHTML = html
    return String(decoding: MailMessage(mail, event).bytes, as: UTF8.self)
  }

  /// Returns the lines of the header; a continuation is part of its line.
  private func header(_ text: String) -> [String] {
    text.components(separatedBy: "\r\n\r\n")[0].replacingOccurrences(of: "\r\n ", with: " ")
      .components(separatedBy: "\r\n")
  }

  @Test func `A mail has its header and the text`() throws {
    let text = text(try event())
    #expect(
      header(text) == [
        "From: ledewatch@example.org", "To: ann@example.org, bob@example.org",
        "Subject: [gazette] Ferries", "Date: Sat, 14 Mar 2026 10:15:00 +0000",
        "Message-ID: <a1-r1.gazette@ledewatch.example.org>",
        "List-Id: <gazette.ledewatch.example.org>", "Auto-Submitted: auto-generated",
        "Precedence: bulk", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable",
      ])
    #expect(
      text.hasSuffix("https://news.example/1?a=3D1&b=3D2\r\n\r\nThe ferries sail again.\r\n\r\n"))
  }

  @Test func `A file of an entry names no recipient and no sender that exists`() throws {
    let text = String(decoding: MailMessage(try event()).bytes, as: UTF8.self)
    #expect(
      Array(header(text).prefix(3)) == [
        "From: ledewatch@spool.invalid", "To: undisclosed-recipients:;",
        "Subject: [gazette] Ferries",
      ])
    #expect(!text.contains("example.org"))
  }

  @Test func `A mail is the same for each attempt`() throws {
    let event = try event(html: "<p>x</p>")
    #expect(MailMessage(mail, event).bytes == MailMessage(mail, event).bytes)
  }

  @Test func `Revisions and withdrawals refer to the mail of the first revision`() throws {
    let first = "<a1-r1.gazette@ledewatch.example.org>"
    let revised = header(text(try event(kind: .revised, revision: 2)))
    #expect(revised.contains("Message-ID: <a1-r2.gazette@ledewatch.example.org>"))
    #expect(revised.contains("References: \(first)") && revised.contains("In-Reply-To: \(first)"))
    let withdrawn = header(text(try event(kind: .withdrawn, revision: 2)))
    #expect(
      withdrawn.contains(
        "Message-ID: <a1-withdrawn-20260314T101500Z.gazette@ledewatch.example.org>"))
    #expect(withdrawn.contains("References: \(first)"))
    let broken = header(text(try event(kind: .sourceBroken, revision: 0)))
    #expect(!broken.contains { $0.hasPrefix("References") })
  }

  @Test(arguments: [
    "a\r\nBcc: eve@example.org", "a\nBcc: eve@example.org\n\nbody",
    "=?utf-8?B?YQ0KQmNjOiBldmVAeA==?=",
    "a\u{0}b\u{1B}[31m\u{2028}Bcc: x", "\u{202E}abc", "“Föhre” 😀 שלום",
    String(repeating: "x", count: 10_000),
    String(repeating: "é", count: 10_000), "",
    "a\u{300}" + String(repeating: "\u{300}", count: 9000),
  ])
  func `Nothing in a headline becomes a field, and all lines are short ASCII`(title: String) throws
  {
    let text = text(try event(title, text: title, html: "<p>\(title)</p>"))
    let names = header(text).map { String($0.prefix { $0 != ":" }) }
    #expect(
      names == [
        "From", "To", "Subject", "Date", "Message-ID", "List-Id", "Auto-Submitted", "Precedence",
        "MIME-Version", "Content-Type",
      ])
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 78 })
    #expect(lines.joined().utf8.allSatisfy { (0x20...0x7E).contains($0) })
  }

  @Test func `The HTML is a complete document with escaped facts, unless it is not wanted`() throws
  {
    let event = try event("A < B & \"C\"", html: "<p>The <b>ferries</b></p>")
    let text = text(event)
    #expect(header(text).contains("Content-Type: multipart/alternative; boundary=\"=_ledewatch\""))
    #expect(text.contains("<h1>A &lt; B &amp; &quot;C&quot;</h1>"))
    #expect(text.contains("Ann &lt;ann@x&gt; Bcc: eve@x"))
    #expect(text.contains("<p>The <b>ferries</b></p>"))
    #expect(text.hasSuffix("\r\n--=_ledewatch--\r\n"))
    #expect(!self.text(event, html: false).contains("multipart"))
  }

  @Test func `A very long article is cut, with a note`() throws {
    let long = String(repeating: "wörd ", count: 200_000)
    let text = text(try event(text: long, html: "<p>\(long)</p>"))
    #expect(text.utf8.count < 2 << 20 && text.utf8.count > 512 << 10)
    #expect(text.contains("[The text is too long for a mail and ends here.]"))
    #expect(!text.contains("text/html"))
  }

  @Test func `A record that cannot be read still makes a mail`() {
    let event = Event(
      kind: .gap, source: "a..b.", deliveryKey: "x y-letters", at: 0, record: Array("{".utf8))
    let header = header(text(event))
    #expect(header.contains("Subject: [a..b.] a..b.: gap"))
    #expect(
      header.contains(
        "Message-ID: <x-y-letters-gap-19700101T000000Z.a.-b-@ledewatch.example.org>"))
  }

  @Test func `Programs get the mail with line feeds only`() throws {
    let message = MailMessage(mail, try event())
    #expect(
      message.bytesWithLineFeeds.count == message.bytes.count
        - text(try event()).filter(\.isNewline).count)
    #expect(!message.bytesWithLineFeeds.contains(13))
  }
}
