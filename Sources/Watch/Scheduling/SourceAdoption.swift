import Foundation
import Ledger
import Settings
import Spool

import struct Settings.Configuration

/// The step that makes what is known of sources under other names known under those of a configuration,
/// before they are opened: of renamed sources, and of those that `once URL` has polled.
struct SourceAdoption: Sendable {
  let ledger: LedgerStore
  let texts: RevisionTextStore
  let archive: ArticleArchive
  let dependencies: Dependencies
  /// Called for the articles whose spooling is completed.
  let onEvent: @Sendable (WatchEvent) -> Void

  /// - Throws: `LedgerLockedError`, `LedgerError`, `SpoolError`. The sources must not be opened then,
  ///   because their articles would be spooled again.
  func perform(_ configuration: Configuration) async throws {
    let sources = configuration.sources.map(\.registration)
    for (name, former) in try await ledger.renameSources(sources).sorted(by: { $0 < $1 }) {
      warn(
        "“\(former)” was renamed to “\(name)” and keeps what it knows; “was: none” would begin anew",
        about: name)
      if configuration.keep.archive != nil {
        await archive.renameSource(former, to: name, now: dependencies.clock.timestamp)
      }
    }
    try await adoptAdHocSources(sources, configuration.adHoc)
  }

  private func adoptAdHocSources(
    _ sources: [SourceRegistration], _ adHoc: Configuration
  ) async throws {
    guard FileManager.default.fileExists(atPath: adHoc.ledgerPath) else { return }
    let unknown = try await ledger.unknownSources(among: sources)
    guard !unknown.isEmpty else { return }
    let lock = try await prepare(adHoc)
    defer { withExtendedLifetime(lock) {} }
    for source in try await ledger.transferSources(unknown, from: adHoc.ledgerPath) {
      await texts.copy(source.articles, from: adHoc.revisionTextsPath)
      if adHoc.keep.archive != nil {
        await archive.copy(source.articles, from: adHoc.archivePath, source: source.name)
      }
      let count = source.articles.count == 1 ? "1 article" : "\(source.articles.count) articles"
      warn(
        "keeps what “once URL” knows of it: \(count), \(source.owed) to fetch; the entries so far stay "
          + "in \(adHoc.spoolPath); “was: none” would begin anew", about: source.name)
    }
  }

  /// Completes the interrupted work of `once URL`, and migrates its ledger.
  /// - Returns: the lock of that ledger.
  private func prepare(_ adHoc: Configuration) async throws -> LedgerLock {
    let staged = try? FileManager.default.contentsOfDirectory(atPath: adHoc.spoolPath + "/tmp")
    guard staged?.isEmpty != false else {
      let stores = try await OpenStores.open(adHoc, dependencies: dependencies, onEvent: onEvent)
      await stores.close()
      return stores.lock
    }
    let lock = try LedgerLock(directory: adHoc.statePath, holder: dependencies.lockHolder)
    let ledger = try LedgerStore.open(
      adHoc.ledgerPath, log: dependencies.log, now: dependencies.clock.timestamp)
    await ledger.close()
    return lock
  }

  private func warn(_ message: String, about source: String) {
    dependencies.log.warning(
      "\(message)", metadata: ["source": "\(source)", "stage": "configuration"])
  }
}

extension Watcher {
  func adoption(
    by stores: OpenStores, _ onEvent: @escaping @Sendable (WatchEvent) -> Void
  ) -> SourceAdoption {
    SourceAdoption(
      ledger: stores.ledger, texts: stores.texts, archive: stores.archive,
      dependencies: dependencies, onEvent: onEvent)
  }
}
