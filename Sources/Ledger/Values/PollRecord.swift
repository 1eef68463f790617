import Basics

/// A completed round in the form that the ledger stores.
package struct PollRecord: Sendable {
  /// The time of the round; nil if there was none yet.
  package var at: Timestamp?
  /// A hash of the settings under which the round was made. The record is void under other settings.
  package var rules: Int64
  package var polling: PollingState
  /// The state of the page; nil if the ledger has it already.
  package var page: PageMemory?

  package init(of memory: SourceMemory) {
    at = memory.rounds.last
    rules = memory.rules
    polling = memory.polling
    page = memory.openWork.isPageUnsaved ? memory.page : nil
  }
}
