import Basics
import Settings
import Synchronization
import TestSupport
import Testing
import Web

@testable import Watch

@Suite struct HookCallerMailTests {
  private let clock = TestClock()
  private let record = Array(
    """
    {"id": "a1", "url": "https://news.example/1", "title": "Ferries", "content_text": "T.",
    "_ledewatch": {"version": 2, "event": "new", "revision": 1}}
    """.utf8)

  private func call(
    _ transport: MailTransport,
    _ sendMail: @escaping SendMail = { _ in MailReply(code: 250, text: "queued") }
  ) async -> HookOutcome {
    let mail = Mail(from: "l@example.org", to: ["a@example.org", "b@example.org"], by: transport)
    let caller = HookCaller(
      programs: HookRunner(environment: [:]),
      fetch: { Response(url: $0.url, status: 500, body: []) },
      sendMail: sendMail, clock: clock)
    return await caller.call(
      Hook(name: "letters", target: .mail(mail)), record,
      HookEnvironment(event: .new, source: "gazette", delivery: "a1-r1-letters"))
  }

  private var server: MailTransport { .server(MailServer("smtp://127.0.0.1:25")!) }

  @Test func `A mail goes to its server with the envelope and the time limit of the hook`()
    async throws
  {
    let sent = Mutex<[MailRequest]>([])
    let outcome = await call(server) { request throws(MailError) in
      sent.withLock { $0.append(request) }
      return MailReply(code: 250, text: "queued as 4C1F")
    }
    #expect(outcome.isDelivered && "\(outcome)" == "SMTP 250: queued as 4C1F")
    let request = try #require(sent.withLock { $0.first })
    #expect(request.sender == "l@example.org" && request.maximumDuration == .seconds(60))
    #expect(request.recipients == ["a@example.org", "b@example.org"])
    #expect(String(decoding: request.message, as: UTF8.self).contains("Subject: [gazette] Ferries"))
  }

  @Test(arguments: [421, 450, 550])
  func `A refusal is told with the reply, and a temporary one holds back other deliveries`(
    code: Int
  ) async {
    let outcome = await call(server) { _ throws(MailError) in
      let reply = MailReply(code: code, text: "no")
      throw MailError(stage: .smtp, reason: "\(reply)", refusal: reply)
    }
    #expect(!outcome.isDelivered && "\(outcome)" == "smtp: \(code) no")
    #expect(outcome.isOverloaded == (code < 500) && !outcome.isGone)
  }

  @Test func `A cancelled mail is no attempt`() async {
    let outcome = await call(server) { _ throws(MailError) in
      throw MailError(stage: .cancelled, reason: "cancelled")
    }
    #expect(outcome.ending == .cancelled)
  }

  @Test func `A program gets the envelope as arguments and the mail on standard input`()
    async throws
  {
    let scratch = Scratch()
    let program = scratch.write(
      "#!/bin/sh\necho \"$@\" >\(scratch.path)/arguments\ncat >\(scratch.path)/mail\n",
      to: "sendmail", mode: 0o755)
    #expect(await call(.program([program, "-O", "x"])).isDelivered)
    #expect(
      scratch.read("arguments") == "-O x -i -f l@example.org -- a@example.org b@example.org\n")
    let mail = try #require(scratch.read("mail"))
    #expect(mail.hasPrefix("From: l@example.org\nTo: a@example.org,\n b@example.org\n"))
    #expect(!mail.utf8.contains(13))
  }
}
