import Basics
import Dates
import Notifications
import Settings
import Web

/// Calls hooks of all kinds.
package struct HookCaller: Sendable {
  private let programs: HookRunner
  private let fetch: Fetch
  private let clock: any WatchClock

  /// The size of an answer that is read. Only its status matters.
  private static let maximumAnswerBytes = 16 << 10
  /// The length of the part of an answer that is shown, in characters.
  private static let shownAnswerLength = 200

  package init(
    programs: HookRunner, fetch: @escaping Fetch, clock: any WatchClock = SystemClock()
  ) {
    self.programs = programs
    self.fetch = fetch
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
      let event = Event(
        kind: environment.event, source: environment.source, deliveryKey: environment.delivery,
        at: environment.at, record: record)
      let message = WebhookMessage(webhook, event, now: clock.timestamp)
      return await send(request(webhook, message, timeout: hook.timeout))
    }
  }

  private func request(_ webhook: Webhook, _ message: WebhookMessage, timeout: Duration) -> Request
  {
    var request = Request(webhook.url)
    // The configuration names this host, which may be on this machine or in its network.
    request.addressPolicy.namedOrigins.append(NamedOrigin(webhook.url))
    request.header.fields = message.fields + [("Accept", "*/*")]
    request.body = message.body
    request.followsRedirects = false
    request.hasSecretPath = true
    request.truncatesBody = true
    request.bounds.maximumDuration = timeout
    request.bounds.maximumConnectDuration = min(timeout, request.bounds.maximumConnectDuration)
    request.bounds.maximumBodySize = HookCaller.maximumAnswerBytes
    return request
  }

  private func send(_ request: Request) async -> HookOutcome {
    let start = clock.now
    do {
      let response = try await fetch(request)
      var outcome = HookOutcome(
        ending: .answered(response.status),
        output: HookCaller.shownAnswer(response), duration: clock.now - start)
      outcome.retryAfter = response.retryAfter(now: clock.timestamp)
      return outcome
    } catch is CancellationError {
      return HookOutcome(ending: .cancelled)
    } catch let error as FetchError {
      if error.stage == .cancelled { return HookOutcome(ending: .cancelled) }
      return HookOutcome(ending: .failed("\(error.stage.rawValue): \(error.reason)"))
    } catch {
      return HookOutcome(ending: .failed("\(error)"))
    }
  }

  /// Returns the beginning of an error's body on one line.
  private static func shownAnswer(_ response: Response) -> String {
    guard !(200..<300).contains(response.status) else { return "" }
    let text = String(decoding: response.body.prefix(2000), as: UTF8.self)
      .strippingControlCharacters(replacingSeparatorsWith: " ")
    return String(text.prefix(shownAnswerLength))
  }
}
