import Basics
import News

/// A teaser to be recorded.
package struct NewTeaser: Sendable {
  package var teaser: Teaser
  package var teaserKey: TeaserKey
  package var publicID: String
  package var suspects: [TeaserSuspect]
  package var state: ArticleState
  package var reason: JudgementReason
  /// The index among the listing's teasers, to which suspects refer.
  package var index: Int

  package init(
    teaser: Teaser, teaserKey: TeaserKey, publicID: String, suspects: [TeaserSuspect],
    state: ArticleState = .owed, reason: JudgementReason, index: Int
  ) {
    self.teaser = teaser
    self.teaserKey = teaserKey
    self.publicID = publicID
    self.suspects = suspects
    self.state = state
    self.reason = reason
    self.index = index
  }
}

/// A known article with the teaser that replaces the stored one.
package struct TeaserUpdate: Sendable {
  package var article: ArticleID
  package var teaser: Teaser
  package var teaserKey: TeaserKey

  package init(_ article: ArticleID, _ teaser: Teaser, _ teaserKey: TeaserKey) {
    self.article = article
    self.teaser = teaser
    self.teaserKey = teaserKey
  }
}

/// The changes that one listing, its next pages included, makes to the ledger in one commit.
package struct ListingChanges: Sendable {
  /// The new teasers, in the order in which they are fetched.
  package var fresh: [NewTeaser] = []
  /// Articles that were seen under a newer link.
  package var moved: [TeaserUpdate] = []
  /// Known teasers that now show more of their lede.
  package var longer: [TeaserUpdate] = []
  /// Known articles that were last recorded as seen some days ago.
  package var seen: [ArticleID] = []
  /// Whether hooks are called for the new ones.
  package var notify = true
  /// The time at which the new ones were seen.
  package var firstSeen = Timestamp.epoch
  /// The last article that the judgement considered; nil unless sources share the identity space.
  package var judgedBy: ArticleID?

  package init() {}

  package var isEmpty: Bool { fresh.isEmpty && moved.isEmpty && longer.isEmpty && seen.isEmpty }
}
