import Testing

@testable import Web

@Suite struct MailServerTests {
  @Test(arguments: [
    ("smtp://mail.example", "smtp://mail.example:587", StartTLS.required),
    ("SMTP://mail.example:25/", "smtp://mail.example:25", .required),
    ("smtps://mail.example", "smtps://mail.example:465", .required),
    ("smtps://mail.example:443", "smtps://mail.example:443", .required),
    ("smtp://[::1]", "smtp://[::1]:587", .never),
    ("smtp://[::1]:25", "smtp://[::1]:25", .never),
    ("smtp://127.0.0.1:80", "smtp://127.0.0.1:80", .never),
    ("smtp://localhost:25", "smtp://localhost:25", .never),
  ])
  func `A server has a host and a port, and TLS is required except on this machine`(
    text: String, url: String, startTLS: StartTLS
  ) throws {
    let server = try #require(MailServer(text))
    #expect(server.url == url && server.startTLS == startTLS)
  }

  @Test(arguments: [
    "mail.example", "http://mail.example", "smtp:mail.example", "smtp://",
    "smtp://u:p@mail.example",
    "smtp://mail.example/path", "smtp://mail.example?x", "smtp://mail.example:99999",
    "smtp://mail.example\r\nX: y", "smtp://mail .example",
  ])
  func `Other URLs are refused`(_ text: String) { #expect(MailServer(text) == nil) }
}
