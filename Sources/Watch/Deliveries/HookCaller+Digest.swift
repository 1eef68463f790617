import Notifications
import Settings

/// The delivery of several events as one message.
extension HookCaller {
  /// Delivers events to a hook as one message.
  /// - Parameter attempt: the number of the attempt, from 1.
  package func call(_ hook: Hook, _ digest: EventDigest, attempt: Int) async -> HookOutcome {
    let variables = HookEnvironment.variables(of: digest, attempt: attempt)
    switch hook.target {
    case .program(let program):
      return await programs.run(
        program, timeout: hook.timeout, record: digest.jsonLines, variables: variables)
    case .webhook(let webhook):
      return await send(webhook, timeout: hook.timeout) { now throws(SignatureError) in
        try WebhookMessage(webhook, digest, now: now)
      }
    case .chat(let chat): return await send(ChatMessage(chat, digest), hook)
    case .mail(let mail):
      return await send(MailMessage(mail, digest), mail, variables, timeout: hook.timeout)
    case .feed(let settings):
      return await write(digest.events, to: settings, timeout: hook.timeout)
    case .archive, .objects:
      return HookOutcome(ending: .failed("hooks of this kind receive one entry at a time"))
    }
  }
}

extension HookEnvironment {
  /// Returns the variables of a program that receives several entries.
  static func variables(
    of digest: EventDigest, attempt: Int
  ) -> [(name: String, value: String)] {
    [
      ("LEDEWATCH_EVENT", "batch"), ("LEDEWATCH_COUNT", "\(digest.events.count)"),
      ("LEDEWATCH_ATTEMPT", "\(attempt)"), ("LEDEWATCH_DELIVERY", sanitized(digest.key)),
    ]
  }
}
