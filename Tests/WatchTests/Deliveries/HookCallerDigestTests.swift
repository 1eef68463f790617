import Notifications
import Settings
import Synchronization
import TestSupport
import Testing
import Web
import WebURL

@testable import Watch

@Suite struct HookCallerDigestTests {
  private let clock = TestClock()
  private let digest = EventDigest(
    key: "batch-1-h", at: 1_773_483_300,
    events: ["a", "b"].map {
      Event(
        kind: .new, source: "gazette", deliveryKey: $0, at: 1_773_483_300,
        record: Array("{\n  \"id\": \"\($0)\"\n}\n".utf8))
    })

  private func call(
    _ target: HookTarget, sent: @escaping @Sendable (Request) -> Void = { _ in },
    mailed: @escaping @Sendable (MailRequest) -> Void = { _ in }
  ) async -> HookOutcome {
    let caller = HookCaller(
      programs: HookRunner(environment: [:]),
      fetch: {
        sent($0)
        return Response(url: $0.url, status: 200, body: [])
      },
      sendMail: { request throws(MailError) in
        mailed(request)
        return MailReply(code: 250, text: "ok")
      }, clock: clock)
    return await caller.call(Hook(name: "h", target: target), digest, attempt: 2)
  }

  @Test func `A program gets JSON Lines and only the variables of the batch`() async throws {
    let scratch = Scratch()
    let program = scratch.write(
      "#!/bin/sh\ncat >\(scratch.path)/lines\nenv | grep LEDEWATCH | sort >\(scratch.path)/env\n",
      to: "hook", mode: 0o755)
    #expect(await call(.program(HookProgram(argv: [program]))).isDelivered)
    #expect(scratch.read("lines") == "{\"id\": \"a\"}\n{\"id\": \"b\"}\n")
    #expect(
      scratch.read("env")
        == "LEDEWATCH_ATTEMPT=2\nLEDEWATCH_COUNT=2\nLEDEWATCH_DELIVERY=batch-1-h\nLEDEWATCH_EVENT=batch\n"
    )
  }

  @Test func `Webhooks, chats and mails get one message`() async throws {
    let requests = Mutex<[Request]>([])
    let mails = Mutex<[MailRequest]>([])
    let url = WebURL("http://127.0.0.1:8080/hook")
    var chat = Chat(.mattermost)
    chat.url = url
    let mail = Mail(
      from: "l@example.org", to: ["a@example.org"],
      by: .server(MailServer("smtp://127.0.0.1:25")!))
    for target in [HookTarget.webhook(Webhook(url)), .chat(chat), .mail(mail)] {
      let outcome = await call(
        target, sent: { request in requests.withLock { $0.append(request) } },
        mailed: { request in mails.withLock { $0.append(request) } })
      #expect(outcome.isDelivered)
    }
    let bodies = requests.withLock { $0.map { String(decoding: $0.body ?? [], as: UTF8.self) } }
    #expect(bodies.count == 2 && bodies[0].contains("\"type\":\"digest\""))
    #expect(bodies.last?.contains("**2 articles**") == true)
    #expect(mails.withLock { $0.count } == 1)
  }
}
