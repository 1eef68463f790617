import Basics
import Dates
import Logging
import News
import Settings
import Web

/// How far back a listing is read.
package enum BackfillReach: Hashable, Sendable {
  /// So many pages beyond the first.
  case pages(Int)
  /// To the page that has nothing of this day or later.
  case since(Day)

  var reach: ListingIntake.Reach {
    switch self {
    case .pages(let count): .pages(count)
    case .since(let day): .since(day.number)
    }
  }
}

extension Watcher {
  /// Reads further pages of a source's listing, whatever is known, and spools what is not: by the
  /// same steps as a round, so it can be broken off and called again.
  /// - Parameter notify: whether hooks are called for what is found.
  /// - Throws: `UnknownSource`, `LedgerLockedError`, `LedgerError`, `SpoolError`.
  package func backfill(
    _ name: String, _ reach: BackfillReach, notify: Bool
  ) async throws -> OnceReport {
    let source = try select([name])[0]
    let spooled = Locked<[SpooledArticle]>([])
    let hear = hearing(spooled)
    let stores = try await OpenStores.open(configuration, dependencies: dependencies, tell: hear)
    do {
      var report = try await backfill(source, reach, notify: notify, stores: stores, tell: hear)
      report.spooled = spooled.withLock { $0 }
      await stores.close()
      return report
    } catch {
      await stores.close()
      throw error
    }
  }

  private func backfill(
    _ source: Source, _ reach: BackfillReach, notify: Bool, stores: OpenStores,
    tell: @escaping @Sendable (WatchEvent) -> Void
  ) async throws -> OnceReport {
    var report = OnceReport()
    report.sources = 1
    let context = context(stores, tell: tell, deliveriesAreDue: {})
    guard let memory = try await stores.ledger.sources([source.registration])[source.name] else {
      return report
    }
    var round = Round(source, memory: memory, context: context, patience: .infinity)
    do {
      try await round.backfill(reach.reach, notify: notify)
      try await context.keep([:])
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      report.fault = error
    }
    if let failure = round.report.failure {
      report.failures = [
        SourceFailure(
          source: source.name, address: failure.address, stage: failure.stage.rawValue,
          reason: failure.reason, wasPutOff: false, isFirst: true)
      ]
    }
    if notify { await deliver(&report, context: context, force: false) }
    return report
  }
}

extension Round {
  mutating func backfill(_ reach: ListingIntake.Reach, notify: Bool) async throws {
    if memory.openWork.hasArticles { try await settleStaged() }
    do {
      let page = try self.page(await ask(source.url))
      var intake = ListingIntake(
        source: source, memory: memory, isForced: force, context: context, reach: reach)
      try await intake.read(from: page)
      report.failure = intake.doubt
      try await write(down: intake, validators: Validators(), hash: nil, notify: notify)
    } catch let fault as RoundError {
      report.failure = fault
      log(.warning, "the listing can't be read back", fault)
    }
    if memory.openWork.hasArticles { memory.openWork.hasArticles = try await fetchOwed() }
    try await noteArticles()
    logNews()
  }
}
