import Basics
import Dates
import Notifications
import Settings
import Web
import WebURL

/// Sends a mail: `MailClient.send` in production, a closure in tests.
package typealias SendMail = @Sendable (MailRequest) async throws(MailError) -> MailReply

/// Calls hooks of all kinds.
package struct HookCaller: Sendable {
  let programs: HookRunner
  private let fetch: Fetch
  let feeds: FeedWriter
  let objects: ObjectUploader
  private let sendMail: SendMail
  let clock: any WatchClock
  let pacer = Pacer()

  /// The size of an answer that is read. Only its status matters.
  private static let maximumAnswerBytes = 16 << 10
  /// The length of the part of an answer that is shown, in characters.
  private static let shownAnswerLength = 200

  package init(
    programs: HookRunner, fetch: @escaping Fetch, feeds: FeedWriter = FeedWriter(),
    objects: ObjectUploader = ObjectUploader(),
    sendMail: @escaping SendMail = { try await MailClient.send($0) },
    clock: any WatchClock = SystemClock()
  ) {
    self.programs = programs
    self.fetch = fetch
    self.feeds = feeds
    self.objects = objects
    self.sendMail = sendMail
    self.clock = clock
  }

  /// Delivers a record to a hook.
  package func call(_ hook: Hook, _ record: [UInt8], _ environment: HookEnvironment) async
    -> HookOutcome
  {
    switch hook.target {
    case .program(let program):
      return await programs.run(
        program, timeout: hook.timeout, record: record, environment: environment)
    case .webhook(let webhook):
      return await send(webhook, timeout: hook.timeout) { now throws(SignatureError) in
        try WebhookMessage(webhook, environment.event(record), now: now)
      }
    case .chat(let chat):
      return await send(ChatMessage(chat, environment.event(record)), hook)
    case .feed(let settings):
      return await write([environment.event(record)], to: settings, timeout: hook.timeout)
    case .archive(let archive):
      return await submit(environment.event(record), to: archive, timeout: hook.timeout)
    case .objects(let store): return await put(record, environment, in: store, hook)
    case .mail(let mail):
      return await send(
        MailMessage(mail, environment.event(record)), mail, environment.variables,
        timeout: hook.timeout)
    }
  }

  func send(
    _ webhook: Webhook, timeout: Duration,
    message: (Timestamp) throws(SignatureError) -> WebhookMessage
  ) async -> HookOutcome {
    do {
      let message = try message(clock.timestamp)
      return await send(request(webhook.url, message.fields, message.body, timeout: timeout))
    } catch {
      return HookOutcome(ending: .failed("\(error)"))
    }
  }

  /// Sends a message to a chat.
  /// - Parameter message: nil if the settings make no valid URL.
  func send(_ message: ChatMessage?, _ hook: Hook) async -> HookOutcome {
    guard let message else {
      return HookOutcome(ending: .failed("the settings make no valid URL"))
    }
    do {
      try await pacer.wait(for: hook.name, pace: message.pace, clock: clock)
    } catch {
      return HookOutcome(ending: .cancelled)
    }
    var request = request(message.url, message.fields, message.body, timeout: hook.timeout)
    request.isPut = message.isPut
    return await send(request)
  }

  func request(
    _ url: WebURL, _ fields: [(name: String, value: String)], _ body: [UInt8]?, timeout: Duration
  ) -> Request {
    var request = Request(url)
    // The configuration names this host, which may be on this machine or in its network.
    request.addressPolicy.namedOrigins.append(NamedOrigin(url))
    request.header.fields = fields
    if !fields.contains(where: { $0.name == "Accept" }) {
      request.header.fields.append(("Accept", "*/*"))
    }
    request.body = body
    request.followsRedirects = false
    request.hasSecretPath = true
    request.truncatesBody = true
    request.bounds.maximumDuration = timeout
    request.bounds.maximumConnectDuration = min(timeout, request.bounds.maximumConnectDuration)
    request.bounds.maximumBodySize = HookCaller.maximumAnswerBytes
    return request
  }

  /// - Parameter inspect: receives the response.
  func send(
    _ request: Request, inspect: (Response) -> Void = { _ in }
  ) async -> HookOutcome {
    let start = clock.now
    do {
      let response = try await fetch(request)
      inspect(response)
      var outcome = HookOutcome(
        ending: .answered(response.status),
        output: HookCaller.shownAnswer(response), duration: clock.now - start)
      outcome.retryAfter =
        response.retryAfter(now: clock.timestamp) ?? HookCaller.retryAfter(response)
      return outcome
    } catch is CancellationError {
      return HookOutcome(ending: .cancelled)
    } catch let error as FetchError {
      if error.stage == .cancelled { return HookOutcome(ending: .cancelled) }
      // The same limit has another name in the settings of hooks.
      let reason = error.reason.replacing("fetch_limit", with: "timeout")
      return HookOutcome(
        ending: .failed("\(error.stage.rawValue): \(reason)"), duration: clock.now - start)
    } catch {
      return HookOutcome(ending: .failed("\(error)"), duration: clock.now - start)
    }
  }

  func send(
    _ message: MailMessage, _ mail: Mail, _ variables: [(name: String, value: String)],
    timeout: Duration
  ) async -> HookOutcome {
    switch mail.transport {
    case .program(let argv):
      let envelope = ["-i", "-f", mail.sender, "--"] + mail.recipients
      return await programs.run(
        HookProgram(argv: argv + envelope), timeout: timeout, record: message.bytesWithLineFeeds,
        variables: variables)
    case .server(let server):
      return await send(
        MailRequest(
          server: server, sender: mail.sender, recipients: mail.recipients, message: message.bytes,
          maximumDuration: timeout))
    }
  }

  private func send(_ request: MailRequest) async -> HookOutcome {
    let start = clock.now
    do {
      let reply = try await sendMail(request)
      return HookOutcome(
        ending: .accepted(reply.code), output: reply.text, duration: clock.now - start)
    } catch {
      if error.stage == .cancelled { return HookOutcome(ending: .cancelled) }
      var outcome = HookOutcome(ending: .failed("\(error)"), duration: clock.now - start)
      outcome.isTemporaryRefusal = error.isTemporary
      return outcome
    }
  }

  /// Returns the seconds that the body of a refusal asks to wait, as Telegram and Discord do.
  private static func retryAfter(_ response: Response) -> Duration? {
    guard response.status == 429 else { return nil }
    let text = String(decoding: response.body, as: UTF8.self)
    guard let name = text.firstRange(of: "\"retry_after\"") else { return nil }
    let digits = text[name.upperBound...].drop { $0 == ":" || $0 == " " }
      .prefix { $0.isNumber || $0 == "." }
    return Double(digits).flatMap { $0.isFinite && $0 >= 0 ? .seconds($0.rounded(.up)) : nil }
  }

  /// Returns the beginning of an error's body on one line.
  private static func shownAnswer(_ response: Response) -> String {
    guard !(200..<300).contains(response.status) else { return "" }
    let text = String(decoding: response.body.prefix(2000), as: UTF8.self)
      .strippingControlCharacters(replacingSeparatorsWith: " ")
    return String(text.prefix(shownAnswerLength))
  }
}

extension HookEnvironment {
  /// Returns the event of a delivery.
  fileprivate func event(_ record: [UInt8]) -> Event {
    Event(kind: event, source: source, deliveryKey: delivery, at: at, record: record)
  }
}

/// Keeps requests to a receiver apart, because services refuse many at once.
actor Pacer {
  private var next: [String: ContinuousClock.Instant] = [:]

  /// Returns when the next request to a receiver may be sent.
  func wait(for receiver: String, pace: Duration, clock: any WatchClock) async throws {
    let time = max(next[receiver] ?? clock.now, clock.now)
    next[receiver] = time + pace
    if time > clock.now { try await clock.sleep(until: time) }
  }
}
