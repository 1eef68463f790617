import Basics
import Ledger
import Settings

import struct Settings.Configuration

/// The verdict on a status, for monitoring systems.
package struct StatusCheck: Sendable {
  /// The severities and exit statuses of monitoring plugins (Monitoring Plugins Development Guidelines,
  /// "Plugin Return Codes").
  package enum Severity: Int32, Comparable, Sendable {
    case ok = 0
    case degraded = 1
    case broken = 2
    case unknown = 3

    package static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
  }

  /// A reason for a severity other than ok.
  package struct Problem: Hashable, Sendable {
    package var severity: Severity
    /// The name of the source or the hook; nil for the whole service.
    package var subject: String?
    package var text: String
  }

  /// The problems, the worst first.
  package private(set) var problems: [Problem] = []

  /// The time by which the round of a running service may be late.
  private static let maximumLateness = Duration.seconds(600)

  package var severity: Severity { problems.map(\.severity).max() ?? .ok }

  /// - Parameter maximumAge: the time within which some source must have had a round; nil for any time.
  package init(
    _ status: Status, _ configuration: Configuration, now: Timestamp, maximumAge: Duration? = nil
  ) {
    checkService(status)
    if status.hasLedger {
      if let maximumAge { checkAge(status, now: now, maximumAge) }
      for (source, settings) in zip(status.sources, configuration.sources) {
        check(source, settings, isWatched: status.holder != nil, now: now)
      }
      for hook in status.hooks { check(hook) }
    }
    let order = problems.enumerated().sorted {
      ($1.element.severity.rawValue, $0.offset) < ($0.element.severity.rawValue, $1.offset)
    }
    problems = order.map(\.element)
  }

  private mutating func add(_ severity: Severity, _ subject: String? = nil, _ text: String) {
    problems.append(Problem(severity: severity, subject: subject, text: text))
  }

  private mutating func checkService(_ status: Status) {
    if !status.hasLedger {
      add(.unknown, nil, "there is no ledger at \(status.ledger): nothing was polled yet")
    }
    for fault in status.faults { add(.broken, nil, fault.reason) }
    guard status.holder == nil else { return }
    if let lost = status.lostHolder {
      add(.broken, nil, "\(lost) ended without a report")
    } else if status.mode == .service {
      add(.broken, nil, "the service does not run")
    }
  }

  private mutating func checkAge(_ status: Status, now: Timestamp, _ maximum: Duration) {
    let active = status.sources.filter { $0.health != .paused }
    guard !active.isEmpty else { return }
    guard let last = active.compactMap(\.lastRound).max() else {
      return add(.broken, nil, "no source was polled yet")
    }
    guard now - last > maximum else { return }
    add(.broken, nil, "no source was polled for \((now - last).roundedToSeconds.shortDescription)")
  }

  private mutating func check(
    _ source: Status.SourceStatus, _ settings: Source, isWatched: Bool, now: Timestamp
  ) {
    let reason = source.reason.map { ": \($0)" } ?? ""
    if settings.expectations.isOptional { return }
    switch source.health {
    case nil: add(.degraded, source.name, "was not polled yet")
    case .broken?, .blocked?: add(.broken, source.name, "\(source.health!.rawValue)\(reason)")
    case .degraded?, .quiet?: add(.degraded, source.name, "\(source.health!.rawValue)\(reason)")
    case .ok?, .paused?: break
    }
    guard isWatched, source.health != .paused, let next = source.nextRound else { return }
    let lateness = now - next
    guard lateness > max(StatusCheck.maximumLateness, settings.schedule.interval / 2) else {
      return
    }
    add(
      .degraded, source.name,
      "its round is overdue by \(lateness.roundedToSeconds.shortDescription)")
  }

  private mutating func check(_ hook: Status.HookStatus) {
    let reason = hook.error.map { ": \($0)" } ?? ""
    if let reason = hook.disabledReason {
      add(.broken, hook.name, "the hook is disabled: \(reason)")
    }
    if hook.isConfigured == false {
      let count = hook.pending + hook.parked
      add(
        .degraded, hook.name,
        "\(count == 1 ? "1 delivery waits" : "\(count) deliveries wait") for this hook, which is not configured"
      )
    } else if hook.parked > 0 {
      add(.broken, hook.name, "\(hook.parked) deliveries were given up\(reason)")
    } else if hook.pending > 0, hook.error != nil {
      add(.degraded, hook.name, "\(hook.pending) deliveries are pending\(reason)")
    }
  }
}
