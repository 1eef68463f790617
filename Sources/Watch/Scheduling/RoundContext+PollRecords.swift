import Ledger

extension RoundContext {
  /// Stores poll records and changed cookies in at most one commit.
  func savePollRecords(_ records: [SourceID: PollRecord]) async throws {
    var jars = await fetcher.jars.takeUnsaved()
    if !jars.isEmpty, let readableFile = ledger.restrictPermissions() {
      log.warning(
        "not storing cookies because other users can read the ledger",
        metadata: ["stage": "ledger", "file": "\(readableFile)"])
      jars = []
    }
    do {
      try await ledger.recordRounds(records, jars: jars)
    } catch {
      await fetcher.jars.markUnsaved(jars)
      throw error
    }
  }
}
