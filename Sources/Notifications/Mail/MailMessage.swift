import Basics
import Settings
import Spool

/// The mail for one event or several (RFC 5322, MIME). It is the same for all attempts.
package struct MailMessage: Sendable {
  /// ASCII with CRLF line ends and lines of at most 998 characters.
  package let bytes: [UInt8]

  /// The length of the subject, in characters and in bytes.
  private static let (maximumSubjectLength, maximumSubjectBytes) = (200, 800)

  package init(_ mail: Mail, _ event: Event) {
    let document = try? EntryDocument(decoding: event.record)
    let title = EventContent(event).title.prefix(maximumBytes: MailMessage.maximumSubjectBytes)
      .truncated(to: MailMessage.maximumSubjectLength)
    let text = document.map { MailText($0, title: title) }
    let plain = text?.plain ?? "\(title)\n"
    self.init(
      mail, MailIdentifiers(event, document, sender: mail.sender), at: event.at,
      subject: "[\(event.source.onOneLine)] \(title)", plain, html: text?.html)
  }

  /// Creates the mail with a list of articles.
  package init(_ mail: Mail, _ digest: EventDigest) {
    let text = MailDigestText(digest)
    self.init(
      mail, MailIdentifiers(digest, sender: mail.sender), at: digest.at,
      subject: "[\(digest.source?.onOneLine ?? "ledewatch")] \(digest.title)",
      text.plain, html: text.html)
  }

  private init(
    _ mail: Mail, _ identifiers: MailIdentifiers, at: Timestamp, subject: String, _ plain: String,
    html: String?
  ) {
    let header = MailMessage.header(mail, identifiers, at: at, subject: subject)
    var parts = [MailMessage.part("text/plain", plain)]
    if mail.hasHTML, let html { parts.append(MailMessage.part("text/html", html)) }
    bytes = Array((header.lines.joined(separator: "\r\n") + "\r\n" + MailMessage.body(parts)).utf8)
  }

  /// Creates the message that is a file of an entry (`article.eml`). It has no recipients, and its sender is
  /// an address that cannot exist (RFC 6761, 6.4).
  package init(_ event: Event) {
    self.init(Mail(from: "ledewatch@spool.invalid", to: [], by: .program([])), event)
  }

  /// The message with LF line ends, which programs such as `sendmail` expect.
  package var bytesWithLineFeeds: [UInt8] { bytes.filter { $0 != UInt8(ascii: "\r") } }

  private static func header(
    _ mail: Mail, _ identifiers: MailIdentifiers, at: Timestamp, subject: String
  ) -> MailHeader {
    var header = MailHeader()
    header.add("From", [mail.sender])
    if mail.recipients.isEmpty {
      header.add("To", ["undisclosed-recipients:;"])
    } else {
      header.add("To", mail.recipients, separator: ",")
    }
    header.add("Subject", text: subject)
    header.add("Date", [MailHeader.date(at)])
    header.add("Message-ID", [identifiers.messageID])
    if let first = identifiers.firstMessageID {
      header.add("In-Reply-To", [first])
      header.add("References", [first])
    }
    header.add("List-Id", ["<\(identifiers.listID)>"])
    // No absence notes and other automatic replies (RFC 3834); older programs look at Precedence.
    header.add("Auto-Submitted", ["auto-generated"])
    header.add("Precedence", ["bulk"])
    header.add("MIME-Version", ["1.0"])
    return header
  }

  /// Returns a body part: its header, an empty line and its text.
  private static func part(_ type: String, _ text: String) -> String {
    let encoding = TransferEncoding(text)
    return """
      Content-Type: \(type); charset=utf-8\r
      Content-Transfer-Encoding: \(encoding.name)\r
      \r
      \(encoding.text)
      """
  }

  /// Returns the remaining header and the body of a message.
  private static func body(_ parts: [String]) -> String {
    guard parts.count > 1 else { return parts[0] }
    // Neither quoted-printable nor base64 contains “=_”.
    let boundary = "=_ledewatch"
    return "Content-Type: multipart/alternative; boundary=\"\(boundary)\"\r\n\r\n"
      + parts.map { "--\(boundary)\r\n\($0)\r\n" }.joined() + "--\(boundary)--\r\n"
  }
}
