import Web

/// A mail to people.
package struct Mail: Hashable, Sendable {
  /// The addresses of the recipients; ASCII.
  package var recipients: [String]
  /// The address of the sender, which also receives reports of failed delivery; ASCII.
  package var sender: String
  package var transport: MailTransport
  /// Whether the mail contains the article as HTML, too.
  package var hasHTML = true

  package init(from sender: String, to recipients: [String], by transport: MailTransport) {
    self.sender = sender
    self.recipients = recipients
    self.transport = transport
  }
}

/// The way in which a mail is handed over.
package enum MailTransport: Hashable, Sendable {
  /// A server accepts it by SMTP.
  case server(MailServer)
  /// A program with the interface of `sendmail` and its first arguments; no shell is used.
  case program([String])

  /// The URL of the server, or the program with its arguments.
  package var receiver: String {
    switch self {
    case .server(let server): server.url
    case .program(let argv): argv.joined(separator: "\0")
    }
  }
}
