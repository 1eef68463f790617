import Testing
import Web

@testable import Settings

@Suite struct SettingKeysMailTests {
  private func mail(_ settings: String, files: [String: String] = [:]) throws -> Mail? {
    let hook = try load("hooks: [{name: h, mail: {\(settings)}}]", files: files).hooks[0]
    guard case .mail(let mail) = hook.target else { return nil }
    return mail
  }

  @Test func `A mail has its addresses and its server`() throws {
    var server = try #require(MailServer("smtp://mail.example:587"))
    server.credentials = Credentials(user: "ann@example.org", password: "s3cret")
    server.certificateAuthorities = "/c/a.pem"
    let mail = try #require(
      try mail(
        "to: [editor@Bücher.example, a+b@example.org], from: l@example.org, html: false, "
          + "smtp: \"smtp://mail.example:587\", user: ann@example.org, password_file: p, ca_file: a.pem",
        files: ["/c/p": "s3cret\n", "/c/a.pem": "-----BEGIN CERTIFICATE-----"]))
    #expect(mail.recipients == ["editor@xn--bcher-kva.example", "a+b@example.org"])
    #expect(mail.sender == "l@example.org" && !mail.hasHTML)
    #expect(mail.transport == .server(server) && server.startTLS == .required)
  }

  @Test func `A program may send the mail`() throws {
    let mail = try mail("to: [a@x.example], from: l@x.example, sendmail: [bin/sendmail, -O, x]")
    #expect(mail?.transport == .program(["/c/bin/sendmail", "-O", "x"]))
    #expect(mail?.hasHTML == true)
  }

  private static let start = "to: [a@x.example], from: l@x.example"
  private static let form = "expected a mail address (editor@example.org), not "

  @Test(arguments: [
    ("from: l@x.example, sendmail: [s]", "“mail” needs the key “to”"),
    (start, "needs one of the keys “smtp”, “sendmail”"),
    (
      "\(start), smtp: \"smtp://m.example\", sendmail: [s]",
      "“smtp” and “sendmail” exclude each other"
    ),
    (
      "\(start), sendmail: [s], user: ann",
      "“user”, “password_file”, “starttls” and “ca_file” belong to “smtp”, and this mail has “sendmail”"
    ),
    (
      "\(start), smtp: m.example",
      "smtp: expected a mail server (smtp://mail.example:587, smtps://mail.example), not “m.example”"
    ),
    (
      "\(start), smtp: \"smtp://u:hidden@m.example\"",
      "smtp: the URL must not contain a user or a password; use “user” and “password_file”"
    ),
    (
      "\(start), smtp: \"smtps://m.example\", starttls: required",
      "“starttls” belongs to smtp://; smtps:// begins with TLS"
    ),
    ("\(start), smtp: \"smtp://m.example\", user: ann", "“user” needs “password_file”"),
    ("\(start), smtp: \"smtp://m.example\", password_file: p", "“password_file” needs “user”"),
    (
      "\(start), smtp: \"smtp://m.example\", user: ann, password_file: p, starttls: optional",
      "the password would be sent without TLS; use smtps://, or “starttls: required”"
    ),
    (
      "\(start), smtp: \"smtp://m.example\", tls: x",
      "unknown key “tls” in “mail”; the allowed keys are to, from, smtp, user, password_file, starttls, "
        + "ca_file, sendmail, html"
    ),
    ("to: [], from: l@x.example, sendmail: [s]", "to: expected 1 to 50 addresses, not 0"),
    ("to: [a@x.example], from: Ann, sendmail: [s]", "from: \(form)“Ann”"),
  ])
  func `A mail that cannot be sent as it is written is reported`(settings: String, message: String)
  {
    let all = diagnostics("hooks: [{name: h, mail: {\(settings)}}]", files: ["/c/p": "s3cret"])
    #expect(all.map { $0.split(separator: ": ", maxSplits: 1)[1] } == ["mail: \(message)"])
  }

  @Test(arguments: [
    "a@b@c.example", "a b@x.example", "@x.example", "a@", "-f@x.example", "|cat@x.example",
    "/etc/x@x.example", "a@[127.0.0.1]", "a@127.0.0.1", "a..b@x.example", "a.@x.example",
    "ä@x.example",
    "a@x.example/y", "a@x.example:25", "a@x.example.", "a@x<y", "Ann <a@x.example>",
    "a,b@x.example",
  ])
  func `A text that is no plain mail address is refused`(address: String) {
    let all = diagnostics(
      "hooks: [{name: h, mail: {to: ['\(address)'], from: l@x.example, sendmail: [s]}}]")
    #expect(
      all.count == 1 && all[0].hasSuffix("mail: to: \(SettingKeysMailTests.form)“\(address)”"))
  }

  @Test(arguments: ["a@x.example\\r\\nBcc: b", "a\\0@x.example", "a@x.example\\n"])
  func `An address with control characters is refused`(address: String) {
    let all = diagnostics(
      "hooks: [{name: h, mail: {to: [\"\(address)\"], from: l@x.example, sendmail: [s]}}]")
    #expect(all.count == 1 && all[0].hasSuffix("on one line, without control characters"))
  }
}
