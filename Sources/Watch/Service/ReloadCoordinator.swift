import Logging

/// What all those on duty share. The configuration's part of the means changes with a reload; a
/// round works from beginning to end by what it began with.
final class Desk: Sendable {
  let pulse: Pulse
  let tidings = Tidings()
  let rounds = RoundTimes()
  /// Rings when there are deliveries.
  let bell: Bell
  private let state: Guarded<Means>

  init(_ means: Means, pulse: Pulse, bell: Bell) {
    self.pulse = pulse
    self.bell = bell
    state = Guarded(means)
  }

  var means: Means { state.withLock { $0 } }

  /// The places stay, for what is open there stays open.
  func adopt(_ new: Configuration) {
    state.withLock { means in
      let old = means.configuration
      means.configuration = new
      means.configuration.spool = old.spool
      means.configuration.state = old.state
    }
  }

  /// Seconds that any step of a round may take, and some to spare.
  var patience: Double {
    let sources = means.configuration.sources.filter { !$0.paused }
    let slowest = sources.map { $0.bounds.totalTime + $0.hostPause }.max() ?? 0
    return slowest + RobotsCache.longestDelay + 60
  }
}

/// Who is on duty: the sources of the agenda, a line for each hook. Appointed anew with each
/// configuration, while they work: who stays as they were notices nothing, who is changed or sent
/// home finishes what is at hand first, and may be called back while doing so.
struct Roster {
  let desk: Desk
  let agenda: Agenda
  private var hooks: [String: HookLine] = [:]

  init(desk: Desk) {
    self.desk = desk
    agenda = Agenda(desk: desk)
  }

  /// What an appointment has changed.
  struct Changes: Sendable {
    var added = 0
    var changed = 0
    var removed = 0

    var metadata: Logger.Metadata {
      [
        "stage": "configuration", "added": "\(added)", "changed": "\(changed)",
        "removed": "\(removed)",
      ]
    }

    fileprivate mutating func note<T: Equatable>(_ old: T?, _ new: T) {
      if old == nil { added += 1 } else if old != new { changed += 1 }
    }
  }

  mutating func appoint(
    _ configuration: Configuration, in group: inout ThrowingDiscardingTaskGroup<any Error>
  ) async -> Changes {
    desk.adopt(configuration)
    await desk.means.guest.hosts.change(limit: configuration.concurrency)
    var changes = Changes()
    await agenda.appoint(configuration.sources.filter { !$0.paused }, &changes)
    await appoint(configuration.hooks, in: &group, &changes)
    return changes
  }

  private mutating func appoint(
    _ wanted: [Hook], in group: inout ThrowingDiscardingTaskGroup<any Error>,
    _ changes: inout Changes
  ) async {
    for (name, line) in hooks where !wanted.contains(where: { $0.name == name }) {
      if await line.isWanted { changes.removed += 1 }
      await line.change(to: nil)
    }
    for hook in wanted {
      let known = hooks[hook.name]
      changes.note(await known?.isWanted == true ? await known?.hook : nil, hook)
      if let known, await known.change(to: hook) { continue }
      let line = HookLine(hook, means: desk.means, bell: desk.bell)
      hooks[hook.name] = line
      group.addTask { await line.serve() }
    }
  }
}
