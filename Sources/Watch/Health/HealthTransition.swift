import Basics
import Ledger
import Logging

/// A change of a source's health.
struct HealthTransition: Hashable, Sendable {
  var from: Health
  var to: Health
  /// The reason as text for people.
  var reason: String
  /// Whether a source becomes or was degraded although its listing is readable, because it does not yield
  /// what it used to.
  var isYieldChange = false
  /// Whether a round has read none of its articles.
  var isArticleWarning = false

  /// The event that hooks receive; nil if the change concerns nobody.
  var event: EventKind? {
    switch to {
    case .broken: .sourceBroken
    case .blocked: .sourceBlocked
    case .quiet: .sourceQuiet
    case .degraded where isYieldChange: .sourceDegraded
    case .ok where from.isIll || from == .quiet || from == .degraded && isYieldChange:
      .sourceRecovered
    case .ok, .degraded, .paused: nil
    }
  }

  /// A source that was only degraded was not reported as ill, so its recovery is no news either.
  var logLevel: Logger.Level {
    if [to, from].contains(where: { $0.isIll || $0 == .quiet }) { return .warning }
    return isYieldChange || isArticleWarning ? .warning : .info
  }

  func title(of source: String) -> String {
    event == .sourceRecovered ? "\(source) has recovered" : "\(source) is \(to.rawValue)"
  }

  func logMessage(for source: String) -> Logger.Message {
    "\(source) is \(to.rawValue) (was \(from.rawValue)): \(reason)"
  }
}
