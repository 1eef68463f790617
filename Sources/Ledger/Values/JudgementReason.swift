/// An article that a new teaser may be another sight of.
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
    case .otherDay: "known lede on another day"
    case .allKnown: "known lede, day and link"
    case .onceListed: "known lede and day, once on the listing"
    case .otherLink: "known lede and day, another link"
    case .linkOtherLede: "known link with another lede"
    case .linkOtherDay: "known link with another day"
    case .twins: "two links on one listing with one lede and day"
    case .undated: "known lede, but undated here or there"
    case .alike: "a lede much like a known one of its day"
    case .repeated: "listed twice under one link"
    case .manyLinks: "known lede and day, and a link that has changed before"
    case .shortLede: "a short lede with which a known one begins, or that begins with it"
    case .otherDayListed: "known lede of a few days away, which is not listed any more"
    case .otherListing: "known from another listing of the identity space"
    }
  }
}
