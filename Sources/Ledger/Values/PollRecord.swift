import Basics

/// A round that was made, as the ledger stores it.
package struct PollRecord: Sendable {
  /// The time of the round; nil where there was none yet.
  package var at: Timestamp?
  /// The rules by which it was made; under others it is void.
  package var rules: Int64
  package var polling: PollingState
  /// Nil where the ledger has stored it already.
  package var page: PageMemory?

  package init(of memory: SourceMemory) {
    at = memory.rounds.last
    rules = memory.rules
    polling = memory.polling
    page = memory.openWork.isPageUnsaved ? memory.page : nil
  }
}
