/// A message, and the server that is to accept it.
package struct MailRequest: Sendable {
  package var server: MailServer
  /// The address of the envelope that receives reports of failed delivery; ASCII.
  package var sender: String
  /// The addresses of the envelope; ASCII. The server accepts the message for all of them or for none.
  package var recipients: [String]
  /// The message (RFC 5322), ASCII with CRLF line ends.
  package var message: [UInt8]
  /// The time until the server has accepted the message.
  package var maximumDuration: Duration

  package init(
    server: MailServer, sender: String, recipients: [String], message: [UInt8],
    maximumDuration: Duration
  ) {
    self.server = server
    self.sender = sender
    self.recipients = recipients
    self.message = message
    self.maximumDuration = maximumDuration
  }
}

/// A reply of a mail server: `250 2.0.0 Ok: queued as 4C1F`.
package struct MailReply: Hashable, Sendable, CustomStringConvertible {
  package var code: Int
  /// The text on one line, without control characters.
  package var text: String

  package init(code: Int, text: String) {
    self.code = code
    self.text = text
  }

  package var description: String { text.isEmpty ? "\(code)" : "\(code) \(text)" }
}

/// The reason why a mail server has not accepted a message.
package struct MailError: Error, Hashable, Sendable {
  /// The stage at which the delivery fails.
  package enum Stage: String, Sendable {
    case policy, dns, connect, tls, auth, smtp, cancelled
  }

  package var stage: Stage
  /// The reason as a phrase for people: the server's reply, if it has refused something.
  package var reason: String
  /// The reply with which the server has refused the message, the recipients or the connection.
  package var refusal: MailReply?

  package init(stage: Stage, reason: String, refusal: MailReply? = nil) {
    self.stage = stage
    self.reason = reason
    self.refusal = refusal
  }

  /// Whether the server may accept the message later (RFC 5321, 4.2.1).
  package var isTemporary: Bool { refusal.map { (400..<500).contains($0.code) } ?? false }
}

extension MailError: CustomStringConvertible {
  package var description: String { "\(stage.rawValue): \(reason)" }
}
