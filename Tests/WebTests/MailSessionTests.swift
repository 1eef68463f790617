import Basics
import TestSupport
import Testing

@testable import Web

@Suite struct MailSessionTests {
  private func request(
    _ server: MailServer, message: String = "Subject: a\r\n\r\n.\r\n..b\r\n",
    limit: Duration = .seconds(60)
  ) -> MailRequest {
    MailRequest(
      server: server, sender: "ledewatch@example.org",
      recipients: ["ann@example.org", "bob@example.org"],
      message: Array(message.utf8), maximumDuration: limit)
  }

  private func failure(_ request: MailRequest) async -> MailError? {
    do {
      _ = try await MailClient.send(request)
      return nil
    } catch {
      return error
    }
  }

  @Test func `A message is accepted with its envelope, and lines that begin with a dot are kept`()
    async throws
  {
    let server = ScriptedMailServer()
    let reply = try await MailClient.send(request(server.mailServer))
    #expect(reply == MailReply(code: 250, text: "2.0.0 Ok: queued as 4C1F"))
    #expect(
      server.commands.dropFirst().map { String($0.prefix { $0 != ">" }) } == [
        "MAIL FROM:<ledewatch@example.org", "RCPT TO:<ann@example.org", "RCPT TO:<bob@example.org",
        "DATA", "QUIT",
      ])
    #expect(server.messages == [["Subject: a", "", "..", "...b"]])
  }

  @Test(arguments: ["greeting", "MAIL", "RCPT", "DATA", "."], [421, 450, 550])
  func `A refusal of any command is told with the reply of the server`(
    command: String, code: Int
  ) async throws {
    let server = ScriptedMailServer { given in
      given.hasPrefix(command) ? .reply("\(code)-no\u{1B}[31m\r\n\(code) luck") : nil
    }
    let error = try #require(await failure(request(server.mailServer)))
    let recipient = command == "RCPT" ? " (recipient ann@example.org)" : ""
    #expect(error.stage == .smtp && error.reason == "\(code) no[31m luck\(recipient)")
    #expect(error.isTemporary == (code < 500))
  }

  @Test func `A message for several recipients is accepted for all of them or for none`() async {
    let server = ScriptedMailServer { $0.contains("bob") ? .reply("550 no such user") : nil }
    #expect(
      await failure(request(server.mailServer))?.reason
        == "550 no such user (recipient bob@example.org)")
    #expect(server.messages == [])
  }

  @Test(arguments: ["greeting", "EHLO", "MAIL", "RCPT", "DATA", "."])
  func `A connection that ends early, and a server that is silent, are errors`(command: String)
    async throws
  {
    let closing = ScriptedMailServer { $0.hasPrefix(command) ? .close : nil }
    let ended = try #require(await failure(request(closing.mailServer)))
    #expect(ended.refusal == nil && !ended.reason.isEmpty)
    let silent = ScriptedMailServer { $0.hasPrefix(command) ? .silence : nil }
    let late = try #require(
      await failure(request(silent.mailServer, limit: .milliseconds(500))))
    #expect(late.stage == (command == "greeting" ? .connect : .smtp))
    #expect(late.reason.contains("within 500ms"), "\(late)")
  }

  @Test func `A server without EHLO and extensions gets the message`() async throws {
    let server = ScriptedMailServer { $0.hasPrefix("EHLO") ? .reply("502 what?") : nil }
    #expect(try await MailClient.send(request(server.mailServer)).code == 250)
    #expect(server.commands.contains { $0.hasPrefix("HELO") })
  }

  @Test func `A server that wants to know the size gets the message once`() async throws {
    let server = ScriptedMailServer {
      $0.hasPrefix("EHLO") ? .reply("250-mail.test\r\n250-8BITMIME\r\n250 SIZE 33554432") : nil
    }
    let reply = try await MailClient.send(request(server.mailServer))
    #expect(reply.text == "2.0.0 Ok: queued as 4C1F" && server.messages.count == 1)
    #expect(server.commands.contains { $0.hasPrefix("MAIL") && $0.hasSuffix(" SIZE=22") })
  }

  @Test(arguments: [true, false])
  func `A server that does not answer QUIT delays neither acceptance nor refusal`(isAccepted: Bool)
    async throws
  {
    let server = ScriptedMailServer {
      $0 == "QUIT" ? .silence : $0 == "." && !isAccepted ? .reply("554 no") : nil
    }
    let session = MailSession(
      request(server.mailServer, limit: .seconds(86_400)), quitPeriod: .milliseconds(1))
    let result = await withCheckedContinuation { continuation in
      _ = DetachedThread.start { continuation.resume(returning: session.run()) }
    }
    #expect((try? result.get().code) == (isAccepted ? 250 : nil))
    #expect(server.messages.count == 1)
  }

  @Test func `A cancelled delivery ends at once`() async {
    let (connected, connect) = AsyncStream.makeStream(of: Void.self)
    let server = ScriptedMailServer { _ in
      connect.yield()
      return .silence
    }
    let delivery = Task { await failure(request(server.mailServer)) }
    for await _ in connected { break }
    delivery.cancel()
    #expect(await delivery.value?.stage == .cancelled)
  }

  @Test func `A refused connection is an error of the stage connect`() async {
    let port = ReservedPort()
    let error = await failure(request(MailServer("smtp://127.0.0.1:\(port.number)")!))
    #expect(error?.stage == .connect)
  }
}

/// Logins and TLS.
extension MailSessionTests {
  @Test func `A server without STARTTLS gets neither password nor message if TLS is required`()
    async throws
  {
    let server = ScriptedMailServer()
    var address = server.mailServer
    address.startTLS = .required
    address.credentials = Credentials(user: "ann", password: "s3cret")
    let error = try #require(await failure(request(address)))
    #expect(error == MailError(stage: .tls, reason: "the server does not offer STARTTLS"))
    #expect(!server.commands.contains { $0.hasPrefix("MAIL") || $0.hasPrefix("AUTH") })

    address.startTLS = .optional
    #expect(try await MailClient.send(request(address)).code == 250)
  }

  @Test func `A login precedes the message, and its refusal is told`() async throws {
    let server = ScriptedMailServer { MailSessionTests.login($0, end: "235 welcome") }
    var address = server.mailServer
    address.credentials = Credentials(user: "ann", password: "s3cret")
    _ = try await MailClient.send(request(address))
    // The base64 of “\0ann\0s3cret”.
    #expect(server.commands.contains("AGFubgBzM2NyZXQ="))

    let refusing = ScriptedMailServer { MailSessionTests.login($0, end: "535 5.7.8 no") }
    var other = refusing.mailServer
    other.credentials = address.credentials
    let error = try #require(await failure(request(other)))
    #expect("\(error)" == "auth: the server accepts no login: 535 5.7.8 no")
    #expect(!refusing.commands.contains { $0.hasPrefix("MAIL") })
  }

  private static func login(_ command: String, end: String) -> ScriptedMailServer.Reaction? {
    switch command {
    case _ where command.hasPrefix("EHLO"): .reply("250-mail.test\r\n250 AUTH PLAIN")
    case "AUTH PLAIN": .reply("334 ")
    case "AGFubgBzM2NyZXQ=": .reply(end)
    default: nil
    }
  }
}
