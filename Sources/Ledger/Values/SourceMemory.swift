import Basics
import Web

/// The state of a source between rounds. Only the holder of the lock changes it, so a round keeps it
/// in memory and writes it only after changes.
package struct SourceMemory: Hashable, Sendable {
  package let id: SourceID
  /// The name in the configuration.
  package let name: String
  /// A hash of the settings that shape what the page yields.
  package var rules: Int64
  /// The identity space that it shares with other sources; nil if it shares none.
  package var space: String?
  package var page = PageMemory()
  package var layout = LayoutMemory()
  package var catchUp = CatchUp()
  /// Teasers that may have been missed; nil when there are none.
  package var gap: RecordedGap?
  package var health = HealthMemory()
  /// The address that is refused because the host was public when it was first seen; nil when none is.
  package var refusedAddress: String?
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

/// The state of a listing's page. Losing it, or having an older version, only costs a closer look at
/// the next page.
package struct PageMemory: Hashable, Sendable {
  package var validators = Validators()
  /// The hash of the body that was last read completely.
  package var bodyHash: Int64?
  package var linkHabit = LinkHabit.unknown
  /// The usual number of teasers on the first page.
  package var usualCount = 0
  package var yield = ListingYield()

  package init() {}
}

/// The place of the teasers in the page's markup.
package struct LayoutMemory: Hashable, Sendable {
  package var current: String?
  /// The place before the last redesign.
  package var previous: String?

  package init() {}
}

/// The part of a listing that the next rounds must still read, because further pages could not be read.
package struct CatchUp: Hashable, Sendable {
  /// The last article that was known before. The listing is read until a known article is reached. Nil
  /// if there is nothing left to read.
  package var after: ArticleID?
  /// The number of rounds that have tried so far.
  package var attempts = 0

  package init() {}
}

/// Teasers that may have been missed.
package struct RecordedGap: Hashable, Sendable {
  /// The gap as a phrase for people.
  package var text: String
  package var since: Timestamp
  /// The last article that was known when the gap was found.
  package var lastKnown: ArticleID

  package init(text: String, since: Timestamp, lastKnown: ArticleID) {
    self.text = text
    self.since = since
    self.lastKnown = lastKnown
  }
}

/// The health of a source, and the counts behind it.
package struct HealthMemory: Hashable, Sendable {
  package var status = Health.ok
  /// The time of the last change; nil if the health never changed.
  package var since: Timestamp?
  /// The reason why the source is not well, as a phrase for people.
  package var reason: String?
  /// The advice about it, as a phrase for people; nil if nothing is known.
  package var remedy: String?
  /// The time at which hooks were last reminded of the health; nil if they were not since it changed.
  package var reminded: Timestamp?
  /// The number of consecutive failed rounds.
  package var failures = 0
  package var refusals = ArticleFailures(.refused)
  package var misses = ArticleFailures(.missed)
  /// The reason why all requested articles have failed, as a phrase for people; nil if some were read.
  package var articleWarning: String?
  package var quality = ArticleQuality()
  /// The rule that matched nothing on the page that was last read, as a phrase for people.
  package var ruleError: String?

  package init() {}
}

/// The history of a source's rounds.
package struct RoundMemory: Hashable, Sendable {
  package var isFirstDone = false
  package var last: Timestamp?
  /// The last round that found new teasers.
  package var lastNews: Timestamp?
  /// The ledger's day on which the listed teasers were last recorded as seen.
  package var seenDay = 0
  /// The time without new teasers after which the source counts as quiet; nil until it is learned. It is
  /// derived from the articles and not stored.
  package var silence: LearnedSilence?

  package init() {}
}

/// The learned limit of a source's silence.
package struct LearnedSilence: Hashable, Sendable {
  package var limit: Duration
  package var longestPause: Duration?
  /// The time at which it was learned.
  package var time: Timestamp

  package init(limit: Duration, longestPause: Duration?, time: Timestamp) {
    self.limit = limit
    self.longestPause = longestPause
    self.time = time
  }
}

/// The times before which a source is not requested.
package struct SourcePauses: Hashable, Sendable {
  /// The listing is not requested before: back-off.
  package var listingUntil: Timestamp?
  /// Nothing is requested before: Retry-After.
  package var sourceUntil: Timestamp?

  package init() {}
}

/// The open work of a source. It is derived from other tables and not stored.
package struct OpenWork: Hashable, Sendable {
  /// Whether articles may be owed or staged.
  package var hasArticles = true
  /// The time of the next recheck.
  package var nextRecheck: Timestamp?
  /// Whether the page differs from what the ledger has stored of it; `recordRounds` stores it.
  package var isPageUnsaved = false

  package init() {}
}
