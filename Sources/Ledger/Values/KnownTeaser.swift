/// A teaser in the ledger that may be the same as a listed one.
package struct KnownTeaser: Hashable, Sendable {
  package var id: ArticleID
  package var teaserKey: TeaserKey
  /// Not fetched yet: the newest link is the one to fetch it by.
  package var isOwed: Bool
  /// Whether it is of another source that shares the identity space: its links tell nothing of this
  /// one's.
  package var isForeign: Bool
  /// The ledger's day on which it was last seen.
  package var seen: Int
  /// The article that it was found to be another sight of; else itself.
  package var article: ArticleID

  package init(
    id: ArticleID, teaserKey: TeaserKey, isOwed: Bool, isForeign: Bool = false, seen: Int = 0,
    article: ArticleID? = nil
  ) {
    self.id = id
    self.teaserKey = teaserKey
    self.isOwed = isOwed
    self.isForeign = isForeign
    self.seen = seen
    self.article = article ?? id
  }
}

/// The way in which a source treats its links.
package enum LinkHabit: Int64, Sendable {
  case unknown = 0
  /// Known ledes keep their links from round to round.
  case stable = 1
  /// They do not: a token in every link, or all links changed at once.
  case changing = 2
}
