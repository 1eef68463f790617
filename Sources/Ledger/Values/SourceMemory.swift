import Web

/// What the ledger remembers of a source. Only the process that holds the lock changes it, so a
/// round keeps it at hand and writes it when something has changed.
package struct SourceMemory: Hashable, Sendable {
  package var row: Int64
  package var name: String
  package var rules: Int64
  package var validators = Validators()
  /// Of the body that was last taken in wholly.
  package var bodyHash: Int64?
  package var isFirstRoundDone = false
  package var linkHabit = LinkHabit.unknown
  package var usualCount = 0
  /// Rows up to this one were known when a gap opened.
  package var gapAfter: Int64?
  package var gapTries = 0
  /// In a row.
  package var failures = 0
  /// The listing is not asked for before this moment: back-off.
  package var notBefore: Double?
  /// Nothing is asked for before this moment: Retry-After.
  package var quietUntil: Double?
  package var health = Health.ok
  package var healthSince: Double?
  package var fault: String?
  /// What a rule of the source does not find on the page that was last taken in, for a person.
  package var ruleFault: String?
  package var lastRound: Double?
  package var lastNews: Double?
  /// Written by `noteRounds` only.
  package var polling = PollingState()
  /// The identity space that it shares with others.
  package var space: String?
  /// Where the teasers stand in the page, and where they stood before that.
  package var place: String?
  package var placeBefore: String?
  /// What may be missing, for a person.
  package var gap: String?
  package var gapSince: Double?
  /// Rows up to this one were known then.
  package var gapRow: Int64?
  /// The ledger's day on which what is listed was last written down as seen.
  package var seen = 0
  package var articleFailures = ArticleFailures(.refused)
  package var misses = ArticleFailures(.missed)
  /// When the next article is to be looked at again; not written, for the ledger tells.
  package var nextRecheck: Double?
  /// Whether articles may be owed or staged; not written, for the articles themselves tell.
  package var hasPending = true
  /// Whether what is known of the page differs from what the ledger keeps of it; `noteRounds` makes
  /// that good.
  package var isPageUnsaved = false

  package init(row: Int64, name: String, rules: Int64) {
    self.row = row
    self.name = name
    self.rules = rules
  }
}

/// What is known of a listing's page. To lose it, or to have an older one, costs a closer look at the
/// next page and nothing else.
package struct PageMemory: Hashable, Sendable {
  package var validators: Validators
  package var bodyHash: Int64?
  package var linkHabit: LinkHabit
  package var usualCount: Int
}

extension SourceMemory {
  package var page: PageMemory {
    get {
      PageMemory(
        validators: validators, bodyHash: bodyHash, linkHabit: linkHabit, usualCount: usualCount)
    }
    set {
      (validators, bodyHash) = (newValue.validators, newValue.bodyHash)
      (linkHabit, usualCount) = (newValue.linkHabit, newValue.usualCount)
    }
  }
}

extension SourceMemory {
  /// The next round asks for the page unconditionally and takes it in whole.
  package mutating func forgetPage() {
    validators = Validators()
    bodyHash = nil
  }
}

/// A round that was made, as the ledger keeps it.
package struct PollRecord: Sendable {
  /// Wall seconds; nil where there was none yet.
  package var at: Double?
  /// By which it was made; under others it tells nothing.
  package var rules: Int64
  package var polling: PollingState
  /// Nil where the ledger has it already.
  package var page: PageMemory?

  package init(of memory: SourceMemory) {
    at = memory.lastRound
    rules = memory.rules
    polling = memory.polling
    page = memory.isPageUnsaved ? memory.page : nil
  }
}
