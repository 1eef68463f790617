import Notifications
import Settings

/// The delivery of events to feeds.
extension HookCaller {
  /// Adds events to feeds, and tells the WebSub hub of the feeds that may have changed. If the hub does not
  /// accept this, the delivery has failed and both are repeated, which leads to the same feeds.
  func write(
    _ events: [Event], to settings: FeedSettings, timeout: Duration
  ) async -> HookOutcome {
    let start = clock.now
    var outcome = await feeds.write(events, to: settings)
    outcome.duration = clock.now - start
    guard outcome.isDelivered, let hub = settings.hub, let base = settings.url else {
      return outcome
    }
    let sources = Set(events.filter { FeedSettings.events.contains($0.kind) }.map(\.source))
    let names = Set(sources.flatMap(settings.feeds(of:))).sorted()
    guard !names.isEmpty else { return outcome }
    let topics = names.flatMap { [base.string + $0 + ".atom", base.string + $0 + ".json"] }
    return await send(
      request(
        hub, [("Content-Type", "application/x-www-form-urlencoded")], FeedHub.body(topics),
        timeout: timeout))
  }
}
