/// An article that may be the same as the one of a new teaser.
package enum TeaserSuspect: Hashable, Sendable {
  /// An article of the ledger.
  case known(ArticleID)
  /// The teaser of this index on the same listing.
  case teaser(Int)
}

/// The reason for the judgement on a teaser; the ledger stores the raw value.
package enum JudgementReason: Int, Hashable, Sendable {
  case unknown = 1
  case otherDay = 2
  case allKnown = 3
  case onceListed = 4
  case otherLink = 5
  case linkOtherLede = 6
  case linkOtherDay = 7
  case twins = 8
  case undated = 9
  case alike = 10
  case repeated = 11
  case otherListing = 12
  case manyLinks = 13
  case shortLede = 14
  case otherDayListed = 15
}

extension JudgementReason: CustomStringConvertible {
  /// The reason as a phrase for people.
  package var description: String {
    switch self {
    case .unknown: "unknown lede, unknown link"
    case .otherDay: "known lede, another day"
    case .allKnown: "known lede, day and link"
    case .onceListed: "known lede and day, only once on the listing"
    case .otherLink: "known lede and day, another link"
    case .linkOtherLede: "known link, another lede"
    case .linkOtherDay: "known link, another day"
    case .twins: "two links with the same lede and day on one listing"
    case .undated: "known lede, but only one of the two has a date"
    case .alike: "lede similar to a known one of about the same day"
    case .repeated: "listed twice with the same link"
    case .manyLinks: "known lede and day, and the article's link has changed before"
    case .shortLede: "short lede that is the beginning of a known one, or the reverse"
    case .otherDayListed: "known lede within a few days, whose article is no longer listed"
    case .otherListing: "known from another listing of the identity space"
    }
  }
}
