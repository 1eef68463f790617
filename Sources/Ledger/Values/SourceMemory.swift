import Web

/// What the ledger remembers of a source. Only the process that holds the lock changes it, so a
/// round keeps it at hand and writes it when something has changed.
package struct SourceMemory: Hashable, Sendable {
  package let id: SourceID
  /// The name in the configuration.
  package let name: String
  /// A hash of the settings that shape what the page yields.
  package var rules: Int64
  /// The identity space that it shares with others; nil for one of its own.
  package var space: String?
  package var page = PageMemory()
  package var layout = LayoutMemory()
  package var catchUp = CatchUp()
  /// Teasers that may have been missed; nil when there are none.
  package var gap: RecordedGap?
  package var health = HealthMemory()
  package var rounds = RoundMemory()
  package var pauses = SourcePauses()
  /// Written by `recordRounds` only.
  package var polling = PollingState()
  package var openWork = OpenWork()

  package init(id: SourceID, name: String, rules: Int64) {
    self.id = id
    self.name = name
    self.rules = rules
  }

  /// Forgets the page, so that the next round requests it unconditionally and reads it completely.
  package mutating func forgetPage() {
    page.validators = Validators()
    page.bodyHash = nil
  }
}

/// What is known of a listing's page. To lose it, or to have an older one, costs a closer look at the
/// next page and nothing else.
package struct PageMemory: Hashable, Sendable {
  package var validators = Validators()
  /// The hash of the body that was last read completely.
  package var bodyHash: Int64?
  package var linkHabit = LinkHabit.unknown
  /// How many teasers page one usually shows.
  package var usualCount = 0

  package init() {}
}

/// Where the teasers are in the page's markup.
package struct LayoutMemory: Hashable, Sendable {
  package var current: String?
  /// The place before the last redesign.
  package var previous: String?

  package init() {}
}

/// How far a listing is to be read in the next rounds, because further pages could not be read.
package struct CatchUp: Hashable, Sendable {
  /// Articles up to this one were known before; the listing is read until one of them is reached. Nil
  /// when nothing is to be caught up with.
  package var after: ArticleID?
  /// Rounds that have tried so far.
  package var attempts = 0

  package init() {}
}

/// Teasers that may have been missed.
package struct RecordedGap: Hashable, Sendable {
  /// In words for a person.
  package var text: String
  /// Seconds since 1970.
  package var since: Double
  /// Articles up to this one were known when the gap was found.
  package var lastKnown: ArticleID

  package init(text: String, since: Double, lastKnown: ArticleID) {
    self.text = text
    self.since = since
    self.lastKnown = lastKnown
  }
}

/// How a source is, and the counts from which that is judged.
package struct HealthMemory: Hashable, Sendable {
  package var status = Health.ok
  /// When the status was reached, seconds since 1970; nil where it was so from the start.
  package var since: Double?
  /// Why the source is not well, in words for a person.
  package var reason: String?
  /// Failed rounds in a row.
  package var failures = 0
  package var refusals = ArticleFailures(.refused)
  package var misses = ArticleFailures(.missed)
  /// What a rule of the source does not find on the page that was last read, in words for a person.
  package var ruleError: String?

  package init() {}
}

/// What the rounds of a source have done so far. Times are seconds since 1970.
package struct RoundMemory: Hashable, Sendable {
  package var isFirstDone = false
  package var last: Double?
  /// The last round that found new teasers.
  package var lastNews: Double?
  /// The ledger's day on which the listed teasers were last recorded as seen.
  package var seenDay = 0

  package init() {}
}

/// Until when a source is not requested. Times are seconds since 1970.
package struct SourcePauses: Hashable, Sendable {
  /// The listing is not requested before: back-off.
  package var listingUntil: Double?
  /// Nothing is requested before: Retry-After.
  package var sourceUntil: Double?

  package init() {}
}

/// What is left to do for a source. It is not stored; the ledger's other tables tell.
package struct OpenWork: Hashable, Sendable {
  /// Whether articles may be owed or staged.
  package var hasArticles = true
  /// When the next article is to be fetched again, seconds since 1970.
  package var nextRecheck: Double?
  /// Whether the page differs from what the ledger has stored of it; `recordRounds` stores it.
  package var isPageUnsaved = false

  package init() {}
}
