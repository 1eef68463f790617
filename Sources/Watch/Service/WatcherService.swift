import Logging
import ServiceLifecycle

/// The service: every source at its interval, until told to stop.
extension Watcher {
  /// Ends well on graceful shutdown or cancellation: what was fetched is kept, what runs is
  /// stopped.
  /// - Throws: `LockHeld`, `LedgerError`, `SpoolError` where going on would be of no use.
  public func run() async throws {
    let house = try await House.open(configuration, surroundings: surroundings, tell: tell)
    let manager = surroundings.manager
    do {
      try await withGracefulShutdownHandler {
        try await cancelWhenGracefulShutdown { try await watch(house) }
      } onGracefulShutdown: {
        manager?.isStopping("stopping")
      }
      await house.close()
    } catch is CancellationError {
      await house.close()
    } catch {
      manager?.isStopping("\(error)")
      await house.close()
      throw error
    }
  }

  private func watch(_ house: House) async throws {
    let pulse = Pulse(timepiece: surroundings.timepiece)
    let bell = Bell()
    let desk = Desk(means(house, pulse: pulse, bell: bell), pulse: pulse, bell: bell)
    var roster = Roster(desk: desk)
    try await withThrowingDiscardingTaskGroup { group in
      _ = await roster.appoint(configuration, in: &group)
      group.addTask { [agenda = roster.agenda] in try await agenda.run() }
      let herald = surroundings.manager.map {
        Herald(
          manager: $0, surroundings: surroundings, ledger: house.ledger, pulse: pulse,
          tidings: desk.tidings, patience: { desk.patience })
      }
      if let herald {
        await herald.isReady()
        group.addTask { try await herald.run() }
      }
      group.addTask { [agenda = roster.agenda] in
        try await desk.rounds.keep(desk.means) { await agenda.clockWasSet() }
      }
      guard let reloads = surroundings.reloads else { return }
      // By way of a child, for only those end when another one fails.
      let (requests, asked) = AsyncStream.makeStream(of: Void.self)
      group.addTask {
        for await _ in reloads.requests { asked.yield() }
        asked.finish()
      }
      for await _ in requests {
        surroundings.manager?.isReloading()
        if let new = read(reloads) {
          let changes = await roster.appoint(new, in: &group)
          say(changes, new)
        }
        await herald?.isReady()
      }
    }
  }

  private func means(_ house: House, pulse: Pulse, bell: Bell) -> Means {
    var watcher = self
    let (fetch, fetchByCommand) = (surroundings.fetch, surroundings.fetchByCommand)
    watcher.surroundings.fetch = { request in
      defer { pulse.moved() }
      return try await fetch(request)
    }
    watcher.surroundings.fetchByCommand = { request, argv in
      defer { pulse.moved() }
      return try await fetchByCommand(request, argv)
    }
    return watcher.means(house, tell: tell) { bell.ring() }
  }

  private func say(_ changes: Roster.Changes, _ new: Configuration) {
    surroundings.log.notice("the configuration was read anew", metadata: changes.metadata)
    guard new.spool != configuration.spool || new.state != configuration.state else { return }
    surroundings.log.warning(
      "another place for spool or state takes effect at the next start only",
      metadata: ["stage": "configuration"])
  }

  /// The new configuration; nil, and every fault said, where it can't be had.
  private func read(_ reloads: Reloads) -> Configuration? {
    do {
      let new = try reloads.read()
      for warning in new.warnings {
        surroundings.log.warning("\(warning)", metadata: ["stage": "configuration"])
      }
      return new
    } catch let error as ConfigurationError {
      for fault in error.faults {
        surroundings.log.error("\(fault)", metadata: ["stage": "configuration"])
      }
    } catch {
      surroundings.log.error("\(error)", metadata: ["stage": "configuration"])
    }
    surroundings.log.error(
      "the new configuration is faulty; the old one stays in force",
      metadata: ["stage": "configuration"])
    return nil
  }
}
