/// A teaser in the ledger that may be the same as a listed one.
package struct KnownTeaser: Hashable, Sendable {
  package var id: ArticleID
  package var teaserKey: TeaserKey
  /// Whether the article has not been fetched yet; it is then fetched by its newest link.
  package var isOwed: Bool
  /// Whether it belongs to another source of the identity space, whose links are no evidence about this
  /// source.
  package var isForeign: Bool
  /// The ledger's day on which it was last seen.
  package var seen: Int
  /// The article with which it was found to be identical; by default itself.
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

/// The stability of a source's links.
package enum LinkHabit: Int64, Sendable {
  case unknown = 0
  /// Articles keep their links from round to round.
  case stable = 1
  /// Links change, because of a token in each link or because all links changed at once.
  case changing = 2
}
