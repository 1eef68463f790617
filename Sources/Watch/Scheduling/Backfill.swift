import Dates
import Logging
import News
import Settings
import Web

/// The extent of a backfill.
package enum BackfillReach: Hashable, Sendable {
  /// This number of pages beyond the first.
  case pages(Int)
  /// Up to the first page without teasers of this day or later.
  case since(Day)

  var reach: ListingIntake.Reach {
    switch self {
    case .pages(let count): .pages(count)
    case .since(let day): .since(day.number)
    }
  }
}

extension Watcher {
  /// Fetches further pages of a listing and spools the unknown articles. It uses the steps of a
  /// round, so it may be interrupted and repeated.
  /// - Parameter notify: whether hooks are called for the articles.
  /// - Throws: `UnknownSource`, `LedgerLockedError`, `LedgerError`, `SpoolError`.
  package func backfill(
    _ name: String, _ reach: BackfillReach, notify: Bool
  ) async throws -> OnceReport {
    let source = try sources(named: [name])[0]
    return try await withStores { stores, onEvent in
      try await backfill(source, reach, notify: notify, stores: stores, onEvent: onEvent)
    }
  }

  private func backfill(
    _ source: Source, _ reach: BackfillReach, notify: Bool, stores: OpenStores,
    onEvent: @escaping @Sendable (WatchEvent) -> Void
  ) async throws -> OnceReport {
    var report = OnceReport()
    report.sources = 1
    dependencies.progress?(.begun(sources: 1))
    let context = makeContext(stores, onEvent: onEvent, deliveriesAreDue: {})
    guard
      let memory = try await stores.ledger.openSources([source.registration])[source.name]
    else {
      return report
    }
    var round = Round(source, memory: memory, context: context, isTimeLimited: false)
    do {
      try await round.backfill(reach.reach, notify: notify)
      try await context.savePollRecords([:])
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      report.error = error
    }
    report.nextTry = round.report.nextOwed
    if let failure = round.report.failure {
      report.failures = [
        SourceFailure(
          source: source.name, address: failure.address, stage: failure.stage.rawValue,
          reason: failure.reason, wasPutOff: false, isFirst: true)
      ]
    }
    if notify { await deliver(&report, context: context, force: false) }
    await SpoolUpkeep().perform(context)
    return report
  }
}

extension Round {
  mutating func backfill(_ reach: ListingIntake.Reach, notify: Bool) async throws {
    progress(.begun)
    defer { progress(.ended(isFailed: report.failure != nil)) }
    if memory.openWork.hasArticles { try await publishStaged() }
    do {
      progress(.loadingListing(page: 1, of: reach.pageCount))
      let page = try self.page(of: await request(source.url))
      var intake = ListingIntake(
        source: source, memory: memory, isForced: force, context: context, reach: reach)
      try await intake.load(from: page)
      report.failure = intake.gapError
      try await commit(intake, validators: Validators(), hash: nil, notify: notify)
    } catch let error as RoundError {
      report.failure = error
      log(.warning, "cannot backfill the listing", error)
    }
    if memory.openWork.hasArticles { memory.openWork.hasArticles = try await fetchOwedArticles() }
    try await updateHealth(.articlesAttempted(attempts))
    logResult()
  }
}
